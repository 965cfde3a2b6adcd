"""dev.py prove: every proof is found, played with its seed, and told of; what failed can be played again."""

from pathlib import Path

import pytest

from devtools.proving import EXAMPLES, PROOFS, Proof, play, proofs, prove, written
from devtools.words import Stop

_GOOD = """
def test_one(record_property):
    record_property("measured", "3 of 4")

def test_two():
    assert True
"""


def test_every_long_proof_is_found_and_the_machine_has_a_batch_a_seed() -> None:
    found = proofs((7, 8), PROOFS)
    assert all(each.file.exists() for each in found)
    assert [each.label for each in found if each.seed is not None] == ["sync_machine-7", "sync_machine-8"]
    assert {each.file for each in found} >= set(PROOFS.glob("prove_*.py"))
    assert {each.name for each in found} >= {"gap", "found", "versions"}


def test_the_report_tells_what_was_measured_and_how_to_play_a_failure_again(tmp_path: Path) -> None:
    good, bad = tmp_path / "prove_good.py", tmp_path / "prove_bad.py"
    good.write_text(_GOOD, encoding="utf-8")
    bad.write_text("def test_one():\n    raise AssertionError\n", encoding="utf-8")
    results = play([Proof("good", good), Proof("bad", bad, 5)], 2, (), tmp_path / "told")
    assert [(each.is_good, each.runs, each.measured) for each in results] == [
        (True, 2, ("3 of 4",)),
        (False, EXAMPLES, ()),
    ]
    report = written(results)
    assert "| bad | 5 | " in report
    assert "- good: 3 of 4" in report
    assert "python3 dev.py prove --only bad --seed 5" in report
    assert "AssertionError" in (tmp_path / "told" / "bad-5.log").read_text("utf-8")


def test_a_proof_that_there_is_not_is_no_proof() -> None:
    with pytest.raises(Stop, match="gap"):
        prove(["--only", "no-such-proof"])
