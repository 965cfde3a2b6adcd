"""What is measured: each report for a fixed period, and for a free one."""

from collections.abc import Callable, Mapping
from datetime import date
from time import perf_counter

from core.reports.period import Period, fiscal_year_period, free_period, month_period, quarter_period
from core.reports.table import Asked, ReportCode, ReportTable, Split

FIXED = {"a month": month_period(2025, 5), "a quarter": quarter_period(2025, 2), "a year": fiscal_year_period(2025)}
FREE = free_period(date(2025, 2, 11), date(2026, 2, 10))
REPORTS: Mapping[str, tuple[ReportCode, Split]] = {
    "R1": (ReportCode.REGULAR, Split.NONE),
    "R2": (ReportCode.YEARS, Split.NONE),
    "R3": (ReportCode.CATEGORIES, Split.NONE),
    "R4": (ReportCode.SUPPORTERS, Split.NONE),
    "R7": (ReportCode.RESULTS, Split.NONE),
    "R7 by programme": (ReportCode.RESULTS, Split.PROGRAMME),
    "R7 by month": (ReportCode.RESULTS, Split.MONTH),
    "R7 by venue": (ReportCode.RESULTS, Split.VENUE),
    "R7 by municipality": (ReportCode.RESULTS, Split.MUNICIPALITY),
    "R7 by age band": (ReportCode.RESULTS, Split.AGE_BAND),
    "R7 by topic": (ReportCode.RESULTS, Split.TOPIC),
    "R7 by weekday": (ReportCode.RESULTS, Split.WEEKDAY),
    "R7 by hour": (ReportCode.RESULTS, Split.HOUR),
}


def timed(report: str, period: Period, table: Callable[[Asked], ReportTable], runs: int) -> list[float]:
    """Seconds of each run; the first, with nothing in memory, is among them."""
    code, split = REPORTS[report]
    asked = Asked(report=code, period=period, split=split)
    return [_timed(table, asked) for _ in range(runs)]


def _timed(table: Callable[[Asked], ReportTable], asked: Asked) -> float:
    begun = perf_counter()
    table(asked)
    return perf_counter() - begun
