"""How fast reports come: on the laptop over ten years, at headquarters over what a nation sent."""

from benchmarks.figures import Figure
from benchmarks.reports import headquarters, laptop


def measure() -> list[Figure]:
    """Both."""
    return [*laptop.measure(), *headquarters.measure()]
