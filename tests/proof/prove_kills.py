"""Every kill, each in a world of its own: `python3 dev.py prove`."""

from pathlib import Path

import pytest

from tests.proof.kills import KILLS, Kill, play
from tests.proof.processes import stage


@pytest.mark.parametrize("kill", KILLS, ids=str)
def test_killed(kill: Kill, tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        play(made, kill)
