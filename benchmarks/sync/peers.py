"""Received at the door, visible at the table: two laptops, each a process of its own, without headquarters."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.big_site import new_folder
from benchmarks.figures import Figure, Target, p95, tail
from benchmarks.probes.peer_laptop import Said
from core.clock import JAPAN, FixedClock, SystemClock
from devtools.places import ROOT
from tests.helpers.apart import two_laptops

VISITORS = 100
SOON = Target("at_most", 2.0)


def measure() -> list[Figure]:
    """A hundred visitors, one after the other."""
    return measured(VISITORS)


def measured(visitors: int) -> list[Figure]:
    """The same with fewer: from the moment that one begins to be received until the other's list can show it."""
    folder = new_folder()
    with two_laptops(folder, FixedClock(SystemClock().now().astimezone(JAPAN))):
        pass  # made, and closed
    with _laptop(folder / "B") as table, _laptop(folder / "A", str(table.said().port)) as door:
        seconds = [_seen(door, table) for _ in range(visitors)]
    name = "received at the door, visible at the table"
    return [
        Figure(f"{name}: p95", p95(seconds), "s", None, SOON, tail(seconds)),
        Figure(f"({name}: median)", median(seconds), "s"),
    ]


class _Laptop:
    """A process that is told to do the next thing, and says when."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "benchmarks.probes.peer_laptop", *words]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self) -> None:
        assert self.process.stdin is not None  # asked for above
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def said(self) -> Said:
        assert self.process.stdout is not None
        return msgspec.json.decode(self.process.stdout.readline(), type=Said)


@contextmanager
def _laptop(folder: Path, *port: str) -> Iterator[_Laptop]:
    laptop = _Laptop(str(folder), *port)
    with laptop.process:  # its input ends, and so does it
        yield laptop


def _seen(door: _Laptop, table: _Laptop) -> float:
    table.ask()
    door.ask()
    return table.said().moment - door.said().moment
