"""Received at the door, visible at the table: two laptops on loopback, without headquarters."""

import time
from statistics import median

from benchmarks.big_site import new_folder
from benchmarks.figures import Figure, Target, p95, tail
from core.clock import JAPAN, FixedClock, SystemClock
from core.kinds import SessionPlanned
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.walk_in import receive_walk_in
from tests.helpers.peers import Beside, laptops_beside, visits

VISITORS = 100
SOON = Target("at_most", 2.0)


def measure() -> list[Figure]:
    """A hundred visitors, one after the other."""
    return measured(VISITORS)


def measured(visitors: int) -> list[Figure]:
    """The same with fewer: from the moment that one begins to be received until the other's list can show it."""
    with laptops_beside(new_folder(), FixedClock(SystemClock().now().astimezone(JAPAN))) as (door, table):
        door.do(_begin)
        table.room.connect(door.listen())
        table.wait_for(lambda _desk: bool(table.room.contacts))
        seconds = [_seen(door, table, count) for count in range(1, visitors + 1)]
    name = "received at the door, visible at the table"
    return [
        Figure(f"{name}: p95", p95(seconds), "s", None, SOON, tail(seconds)),
        Figure(f"({name}: median)", median(seconds), "s"),
    ]


def _begin(desk: Desk) -> None:
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会", day=day, starts="00:00", ends="23:59"))
    open_day(desk)


def _seen(door: Beside, table: Beside, count: int) -> float:
    started = time.perf_counter()
    door.write(lambda desk: receive_walk_in(desk, "70s"))
    table.wait_for(lambda desk: visits(desk) == count)
    return time.perf_counter() - started
