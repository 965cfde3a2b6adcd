"""The benchmark of reports runs, with the smallest of years; how fast it is, it tells elsewhere."""

from benchmarks.reports import headquarters, laptop
from benchmarks.reports.asked import FIXED, REPORTS


def test_a_laptop_and_headquarters_are_measured() -> None:
    assert len(laptop.measured(1, 1, 2)) == len(REPORTS) + 1
    assert len(headquarters.measured(1, 1, 1, 2)) == 3 + len(REPORTS) * (len(FIXED) + 1)
