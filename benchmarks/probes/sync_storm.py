"""`sync_storm URL EVENTS SECONDS CODE…`: a laptop for each code, all with so many records, spread over the seconds.

The laptops are in memory, so that the machine's work is headquarters'; all that travels is real. Whoever is asked to
come again does so when the program's own schedule says. A file named by MADOGUCHI_BENCH_READY is made before the first
of them sends, for whoever measures something else beside it.
"""

import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop.sync import schedule
from desktop.sync.exchange import exchange
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from tests.helpers.laptop import Laptop

READY = "MADOGUCHI_BENCH_READY"


class Storm(msgspec.Struct, frozen=True):
    """How long each laptop's own exchange took in the end, how often one was asked to come again, and the whole."""

    seconds: list[float]
    refused: int
    whole: float
    stored: int
    duplicate: int


@dataclass
class _Tally:
    """What all laptops together saw."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    stored: int = 0
    duplicate: int = 0


def main(url: str, events: int, spread: float, codes: list[str]) -> None:
    """Print one line of JSON."""
    laptops = [_ready(url, code, events) for code in codes]
    if told := os.environ.get(READY):
        Path(told).touch()
    tally, started = _Tally(), time.monotonic()
    moments = (started + place * spread / len(laptops) for place in range(len(laptops)))
    threads = [
        threading.Thread(target=_deliver, args=(each, moment, tally))
        for each, moment in zip(laptops, moments, strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    whole = time.monotonic() - started
    measured = Storm(tally.seconds, tally.refused, whole, tally.stored, tally.duplicate)
    print(msgspec.json.encode(measured).decode())


def _ready(url: str, code: str, events: int) -> Laptop:
    laptop = Laptop()
    laptop.join(url, code)
    for _ in range(events):
        laptop.visit()
    laptop.cut_segments()
    return laptop


def _deliver(laptop: Laptop, moment: float, tally: _Tally) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
    failures, began = 0, time.monotonic()
    while True:
        try:
            report = exchange(laptop, HttpTransport(laptop.url), laptop.clock.now)
            break
        except SyncProblem as problem:
            if problem.retry_after is None:
                raise
            failures += 1
            time.sleep(schedule.after_failure(failures, random.random(), problem.retry_after))
    with tally.lock:
        tally.seconds.append(time.monotonic() - began)
        tally.refused += failures
        tally.stored += report.stored
        tally.duplicate += report.duplicate


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
