"""Visitor cards for a whole town: the sheets of a thousand, with names, in a fresh process."""

from statistics import median

import msgspec

from benchmarks.figures import Figure, Target, spread
from benchmarks.probe import run_probe

CARDS = 1_000
RUNS = 3
TARGET = Target("at_most", 20.0)


class Sheets(msgspec.Struct, frozen=True):
    """Seconds: the floor, and the finished PDF."""

    bare_s: float
    cards_s: float


def measure() -> list[Figure]:
    """A thousand cards."""
    return measured(CARDS, RUNS)


def measured(cards: int, runs: int) -> list[Figure]:
    """The same for any number of cards."""
    told = [run_probe("cards", Sheets, str(cards)) for _ in range(runs)]
    took = [each.cards_s for each in told]
    floor = median(each.bare_s for each in told)
    return [Figure(f"sheets of {cards:,} cards with names", median(took), "s", floor, TARGET, spread(took))]
