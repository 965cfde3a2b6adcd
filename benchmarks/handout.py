"""A leaflet from the touch to the finished PDF: recorded in the store, set with its ruby, drawn."""

from pathlib import Path
from statistics import median

import msgspec

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target, spread, tail
from benchmarks.probe import run_probe

RUNS = 5
TARGET = Target("at_most", 300.0)


class Leaflets(msgspec.Struct, frozen=True):
    """What one process tells: the floor, the first leaflet with all that it loads, later ones of one and of three."""

    bare_ms: float
    first_ms: float
    one_ms: list[float]
    three_ms: list[float]


def measure() -> list[Figure]:
    """Every handout in both registers, and leaflets of three."""
    return measured(new_folder(), RUNS)


def measured(data: Path, runs: int) -> list[Figure]:
    """The same in any number of processes."""
    small_desk(data).store.close()
    env = {"MADOGUCHI_PASSPHRASE": PASSPHRASE}
    told = [run_probe("leaflet", Leaflets, str(data), env=env) for _ in range(runs)]
    floor = median(each.bare_ms for each in told)
    one, three = [ms for each in told for ms in each.one_ms], [ms for each in told for ms in each.three_ms]
    first = [each.first_ms for each in told]
    return [
        Figure("handout recorded and drawn, each of 20, slowest", max(one), "ms", floor, TARGET, tail(one)),
        Figure("leaflet of three handouts, slowest", max(three), "ms", floor, TARGET, tail(three)),
        Figure("first handout of the day, with what it loads", median(first), "ms", floor, None, spread(first)),
    ]
