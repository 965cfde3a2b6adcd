"""A short time on a bad line; prove_bad_line.py stays longer."""

from pathlib import Path

from tests.proof.bad_line import play
from tests.proof.processes import stage
from tests.proof.proxy import Line


def test_everything_arrives_once(tmp_path: Path) -> None:
    line = Line(0)
    with stage(tmp_path, line.to) as made:
        play(made, line, seed=5, sendings=2)
    assert line.harmed() >= 2
