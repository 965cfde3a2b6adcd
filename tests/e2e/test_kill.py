"""kill -9 amid check-ins: what was acknowledged is there, the file is whole, numbers go on (promise 1)."""

import os
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from core.clock import SystemClock
from core.facts import Attendance
from desktop.app.day import open_day
from desktop.app.doctor import examine
from desktop.app.site import NewSite, init_site, open_site
from desktop.app.walk_in import receive_walk_in

PASSPHRASE = "ひみつ"
ROUNDS = 5
BUSY_DOOR = Path(__file__).parent / "busy_door.py"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A site whose day is open."""
    desk = init_site(tmp_path, NewSite("田無公民館", "132292", PASSPHRASE), SystemClock())
    open_day(desk)
    desk.store.close()
    return tmp_path


def _killed(data: Path, after: int) -> list[tuple[str, str]]:
    """Ids and tickets that a busy door acknowledged before it was killed, some time after so many of them.

    What it wrote into the pipe between our last reading and its death was promised too.
    """
    command = [sys.executable, str(BUSY_DOOR), str(data), PASSPHRASE]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=root, env=_with_path(root)) as door:
        assert door.stdout is not None
        told = list(islice(door.stdout, after))
        door.kill()
        told += door.stdout.readlines()
    whole = [line.split() for line in told if line.endswith("\n")]
    return [(attendance_id, ticket) for attendance_id, ticket in whole]


def _with_path(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root)}


def test_nothing_acknowledged_is_lost(data: Path) -> None:
    promised: list[tuple[str, str]] = []
    chance = random.Random(20261121)
    for _ in range(ROUNDS):
        promised += _killed(data, chance.randrange(1, 40))
        desk = open_site(data, SystemClock(), PASSPHRASE)
        try:
            kept = {row.attendance_id: row.ticket for row in desk.store.facts.where(Attendance, "voided = 0")}
            assert {attendance_id: kept.get(attendance_id) for attendance_id, _ in promised} == dict(promised)
            assert [check.name for check in examine(desk) if not check.ok] == []
            numbers = sorted(int(ticket[1:]) for ticket in kept.values() if ticket)
            assert numbers == list(range(1, len(kept) + 1))
            answer = receive_walk_in(desk, "80plus").attendance
            assert answer is not None
            assert answer.ticket == f"A{len(kept) + 1}"
            promised.append((answer.attendance_id, answer.ticket or ""))
        finally:
            desk.store.close()
    assert len(promised) > ROUNDS
