"""Very many laptops at one headquarters: spread over a minute, and all in the same moment."""

from pathlib import Path
from statistics import quantiles

from benchmarks.figures import Figure, Target, tail
from benchmarks.probe import run_probe
from benchmarks.probes.sync_storm import READY, Storm
from benchmarks.sync.parts import codes, running
from desktop.cli.demo.headquarters import Headquarters

LAPTOPS, EVENTS, SPREAD = 1_000, 100, 60.0
SOON = Target("at_most", 2.0)
IN_TIME = Target("at_most", 120.0)


def measure() -> list[Figure]:
    """A thousand laptops with a hundred records each."""
    return measured(LAPTOPS, EVENTS, SPREAD)


def measured(laptops: int, events: int, spread: float) -> list[Figure]:
    """The same with fewer."""
    with running() as hq:
        even = storm(hq, laptops, events, spread)
        at_once = storm(hq, laptops, events, 0)
    name = f"{laptops:,} laptops with {events} records"
    return [
        Figure(f"{name} over {spread:g} s: p99", _p99(even.seconds), "s", None, SOON, tail(even.seconds)),
        Figure("(asked to come again)", even.refused, "times"),
        Figure(
            f"{name} all at once: until the last is taken", at_once.whole, "s", None, IN_TIME, tail(at_once.seconds)
        ),
        Figure("(asked to come again)", at_once.refused, "times"),
    ]


def storm(hq: Headquarters, laptops: int, events: int, spread: float, ready: Path | None = None) -> Storm:
    """One of them; every record was taken, and none twice. `ready` is a file that is made when sending begins."""
    env = {READY: str(ready)} if ready else {}
    told = run_probe("sync_storm", Storm, hq.url, str(events), str(spread), *codes(hq, laptops), env=env)
    assert (told.stored, told.duplicate) == (laptops * events, 0), told
    return told


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1]
