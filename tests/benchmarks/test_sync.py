"""Each part of the benchmark of sync runs, with fifty records; how fast it is, it tells elsewhere."""

import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure, Target
from benchmarks.sync import peers
from benchmarks.sync.parts import laptop_with, running, second_laptop
from benchmarks.sync.pile import open_pile, pile_of
from benchmarks.sync.storm import storm
from devtools.places import ROOT


def test_a_push_a_first_sync_and_some_laptops_at_once() -> None:
    with running() as hq:
        one = laptop_with(hq, 50)
        assert one.exchange().stored == 50
        assert one.exchange(2, 2).stored == 4
        two = second_laptop(hq, one.file.parents[2])
        read = two.exchange()
        assert (read.stored, read.pulled) == (0, 3)
        assert 10 < read.peak_mb < 1000
        assert len(storm(hq, 2, 5, 0.1).seconds) == 2


def test_from_the_door_to_the_table() -> None:
    assert [figure.unit for figure in peers.measured(2)] == ["s", "s"]


def test_what_runs_in_morangos_environment_needs_nothing_of_ours() -> None:
    told = "import sys, benchmarks.morango_site; print(*sorted(n for n in sys.modules if n.startswith('benchmarks')))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["benchmarks", "benchmarks.morango_site"]


def test_a_pile_is_kept_and_what_is_given_out_is_a_copy(tmp_path: Path) -> None:
    desk = open_pile(pile_of(50, tmp_path / "pile"))
    try:
        assert desk.store.journal.last_seq == 50
        assert desk.store.outbox.pending() == 50
    finally:
        desk.store.close()


def test_at_least_is_met_from_there_on() -> None:
    target = Target("at_least", 20)
    assert [Figure("f", value, "times", None, target).verdict for value in (19.9, 20, 21)] == ["MISSED", "met", "met"]
    assert target.text("times") == "≥ 20 times"
