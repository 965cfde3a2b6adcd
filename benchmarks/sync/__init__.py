"""How fast records travel: to a real headquarters over loopback, back to a new laptop, and beside another program."""

from benchmarks.figures import Figure
from benchmarks.sync import laptops, peers, storm


def measure() -> list[Figure]:
    """All of it, which takes a quarter of an hour: most of that is Morango's."""
    return [*laptops.measure(), *peers.measure(), *storm.measure()]
