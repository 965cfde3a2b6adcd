"""Weeks without a network, then everything at once: nothing is lost, and no program's memory grows with the pile.

`python -m tests.proof.soak FILE DAYS EVENTS` is the laptop of these weeks, as a program of its own.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec

from benchmarks.probe import run_probe
from benchmarks.probes.sync_client import KEY as KEY_TOLD
from benchmarks.probes.sync_client import Exchanges, peak_mb
from benchmarks.sync.pile import Venue
from core.facts import Attendance, Consultation, Person, table_of
from desktop.storage.backup import back_up
from devtools.places import ROOT
from tests.helpers.sites import KEY, fixed_clock
from tests.proof.processes import Stage
from tests.proof.world import Node, opened

_EVENTS_A_VISIT = 4.6  # of the mix that a venue writes
_COUNTED = (Person, Attendance, Consultation)


class Weeks(msgspec.Struct, frozen=True):
    """What the laptop took for its weeks alone."""

    seconds: float
    peak_mb: float
    file_mb: float


@dataclass(frozen=True)
class Soaked:
    """What it took: the first laptop's weeks, its sending, the second one's reading, and headquarters' memory."""

    weeks: Weeks
    sent: Exchanges
    read: Exchanges
    hq_peak_mb: float

    def __str__(self) -> str:
        return (
            f"{self.sent.stored} events: recorded in {self.weeks.seconds:.0f} s into {self.weeks.file_mb:.0f} MB,"
            f" sent in {self.sent.seconds[0]:.0f} s, read by another laptop in {self.read.seconds[0]:.0f} s; at most"
            f" {self.weeks.peak_mb:.0f}, {self.sent.peak_mb:.0f} and {self.read.peak_mb:.0f} MB,"
            f" headquarters {self.hq_peak_mb:.0f} MB"
        )


def soak(stage: Stage, days: int, events: int) -> Soaked:
    """One laptop alone for so many days, a backup each evening; then it sends, and the other one reads."""
    first, second = stage.world.nodes
    before = [_pending(node) for node in (first, second)]
    first.close()
    words = (sys.executable, "-m", "tests.proof.soak", str(first.desk.store.path), str(days), str(events))
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    sent, read = _exchange(first), _exchange(second)
    took = Soaked(msgspec.json.decode(done.stdout, type=Weeks), sent, read, peak_mb(stage.served.process_id))
    assert (sent.stored, read.stored) == (before[0] + events, before[1])
    _exchange(first)  # and what the second one had written
    for node in (first, second):
        node.desk = opened(node.desk.store.path, node.clock)
    _check(stage)
    return took


def _exchange(node: Node) -> Exchanges:
    node.close()
    return run_probe("sync_client", Exchanges, str(node.desk.store.path), "0", "1", env={KEY_TOLD: KEY.hex()})


def _pending(node: Node) -> int:
    return node.desk.store.outbox.pending()


def _check(stage: Stage) -> None:
    """Nobody waits for anything, and all count the same."""
    first, second = stage.world.nodes
    assert (_pending(first), _pending(second)) == (0, 0)
    assert stage.world.hq.query("SELECT count(*) FROM quarantined") == [(0,)]
    counted = [[node.desk.store.facts.count(fact) for fact in _COUNTED] for node in (first, second)]
    there = [stage.world.hq.query(f"SELECT count(*) FROM {table_of(fact)}")[0][0] for fact in _COUNTED]
    assert counted == [there, there]
    events = stage.world.hq.query("SELECT count(*) FROM event")[0][0]
    for node in (first, second):
        assert node.desk.store.db.execute("SELECT count(*) FROM event").fetchone() == (events,)


def main(file: Path, days: int, events: int) -> None:
    """Print one line of JSON."""
    clock, started = fixed_clock(), time.perf_counter()
    desk = opened(file, clock)
    desk.store.db.execute("PRAGMA synchronous = OFF")  # how much it bears, not whether it lasts: kills.py asks that
    visitors = round(events / days / _EVENTS_A_VISIT)
    venue, left = Venue(desk, clock, Random(7), visitors), events - 1  # its supporter is one
    while left:
        for drafts in venue.day():
            desk.store.record(*drafts[:left], staff_id=venue.supporter)
            left -= len(drafts[:left])
        back_up(desk.store.db, file.parent / "backups", clock.now())
        clock.moment = (clock.moment + timedelta(days=1)).replace(hour=9, minute=0)
    desk.store.close()
    weeks = Weeks(time.perf_counter() - started, peak_mb(), file.stat().st_size / 1e6)
    print(msgspec.json.encode(weeks).decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
