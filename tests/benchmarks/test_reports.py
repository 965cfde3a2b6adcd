"""The benchmark of reports runs, with days for years; how fast it is, it tells elsewhere."""

from benchmarks.probes import hq_reports
from benchmarks.reports import laptop
from benchmarks.reports.asked import FIXED, REPORTS
from tests.helpers.postgres import fresh_database


def test_a_laptop_is_measured() -> None:
    assert len(laptop.measured(1, 1, 2)) == len(REPORTS) + 1


def test_headquarters_is_measured() -> None:
    with fresh_database():
        told = hq_reports.measured(1, 1, 1, 2)
    assert (len(told.fixed), len(told.free)) == (len(REPORTS) * len(FIXED), len(REPORTS))
