"""Headquarters and its PostgreSQL go down in the middle of an exchange: `python3 dev.py prove`."""

from pathlib import Path

import pytest

from tests.proof.processes import stage
from tests.proof.restarts import Mishap, Moment, database_crashed, play, server_killed


@pytest.mark.parametrize("mishap", [server_killed, database_crashed])
@pytest.mark.parametrize("moment", list(Moment), ids=lambda moment: moment.name.lower())
def test_the_next_exchange_makes_it_whole(moment: Moment, mishap: Mishap, tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        play(made, moment, mishap)
