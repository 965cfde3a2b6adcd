"""kill -9 at a handful of the fail points, one after another; all of them, each by itself, are in prove_kills.py."""

import re
from pathlib import Path

from core.fail_points import FailPoint
from tests.proof.kills import KILLS, Kill, headquarters_takes, sending
from tests.proof.processes import stage
from tests.tooling.source_tree import ROOT

_HANDFUL = (
    Kill(FailPoint.ACCEPTED, sending),
    Kill(FailPoint.HQ_STORED, headquarters_takes),
)
_REACHED = re.compile(r"\breach\(FailPoint\.(\w+)\)")


def test_killed_and_started_again(tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        for kill in _HANDFUL:
            assert kill in KILLS
            kill.scenario(made, kill.point)
        made.ends_well()


def test_a_scenario_kills_at_every_point() -> None:
    assert {kill.point for kill in KILLS} == set(FailPoint)


def test_every_point_lies_somewhere_in_the_programs_once() -> None:
    files = [file for part in ("core", "desktop", "hq") for file in (ROOT / part).rglob("*.py")]
    found = [name for file in files for name in _REACHED.findall(file.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(point.name for point in FailPoint)
