"""One laptop as a program without a window: the same exchange several times, each after so many new records.

`sync_client FILE EVENTS TIMES`: the store's file, whose key is told beside it as the key store of the system would.
"""

import os
import resource
import sys
import time
from pathlib import Path

import msgspec

from core.clock import SystemClock
from core.ids import new_entity_id
from core.kinds import AttendanceRecorded
from desktop.app.desk import Desk
from desktop.app.sending import send_now
from desktop.app.site import desk_of
from desktop.storage.journal import Draft
from desktop.storage.store import open_store

KEY = "MADOGUCHI_BENCH_KEY"


class Exchanges(msgspec.Struct, frozen=True):
    """Seconds and seconds of the processor for each; in all what was stored there and pulled from there; the peak."""

    seconds: list[float]
    cpu_seconds: list[float]
    stored: int
    pulled: int
    peak_mb: float


def main(file: str, events: int, times: int) -> None:
    """Print one line of JSON."""
    desk = desk_of(open_store(Path(file), bytes.fromhex(os.environ[KEY]), SystemClock()), SystemClock())
    seconds, cpu, stored, pulled = [], [], 0, 0
    for _ in range(times):
        if events:
            desk.record(*_visits(desk, events))
        started, worked = time.perf_counter(), time.process_time()
        report = send_now(desk)
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        stored, pulled = stored + report.stored, pulled + report.pulled
    desk.store.close()
    print(msgspec.json.encode(Exchanges(seconds, cpu, stored, pulled, peak_mb())).decode())


def peak_mb(process: int | str = "self") -> float:
    """The most that a program held. `ru_maxrss`, which begins with what its starter held, is for this one alone."""
    told = Path(f"/proc/{process}/status")
    if not told.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(each for each in told.read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _visits(desk: Desk, count: int) -> list[Draft]:
    session = new_entity_id()
    came = AttendanceRecorded(session_id=session, at=desk.now, how="number", age_band="70s")
    return [Draft(new_entity_id(), came) for _ in range(count)]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
