"""Many days on bad lines, each from a seed of its own: `python3 dev.py prove`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.proof.bad_line import play
from tests.proof.processes import stage
from tests.proof.proxy import Line


@pytest.mark.parametrize("seed", range(8))
def test_everything_arrives_once(seed: int, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    line = Line(0)
    with stage(tmp_path, line.to) as made:
        play(made, line, seed, sendings=8)
    record_property("measured", f"seed {seed}: {len(line.fates)} connections, {line.harmed()} of them harmed")
