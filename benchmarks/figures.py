"""What a benchmark gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal


@dataclass(frozen=True)
class Target:
    """What a figure may be: so many times its floor, so much more than its floor, or so much at all; or at least."""

    kind: Literal["times", "over", "at_most", "at_least"]
    amount: float

    def is_met(self, value: float, floor: float | None) -> bool:
        """Whether a measured value does."""
        limit = self.limit(floor)
        return value >= limit if self.kind == "at_least" else value <= limit

    def limit(self, floor: float | None) -> float:
        """The largest value that still meets the target, or the smallest."""
        if self.kind == "times":
            return self.amount * (floor or 0)
        return self.amount + (floor or 0 if self.kind == "over" else 0)

    def text(self, unit: str) -> str:
        """As it stands in the table."""
        if self.kind == "times":
            return f"≤ {self.amount:g} × floor"
        if self.kind == "at_least":
            return f"≥ {self.amount:,g} {unit}"
        return f"≤ floor + {self.amount:g} {unit}" if self.kind == "over" else f"≤ {self.amount:g} {unit}"


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without a target it only explains another figure."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    target: Target | None = None
    spread: str = ""

    @property
    def verdict(self) -> str:
        """met, MISSED, or nothing where nothing is promised."""
        if self.target is None:
            return ""
        return "met" if self.target.is_met(self.value, self.floor) else "MISSED"


def spread(values: Sequence[float]) -> str:
    """Smallest, middle and largest of several runs."""
    return f"{shown(min(values))} / {shown(median(values))} / {shown(max(values))}, n={len(values)}"


def tail(values: Sequence[float]) -> str:
    """Middle, 95th percentile and largest of many measurements."""
    return f"p50 {shown(median(values))}, p95 {shown(p95(values))}, max {shown(max(values))}, n={len(values)}"


def p95(values: Sequence[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


def shown(value: float) -> str:
    """Three digits that matter."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
