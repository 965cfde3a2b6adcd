"""When visitors come: visits by weekday and hour, the same on the laptop and at headquarters."""

from collections import Counter
from datetime import date

from core.doubles import COUNTED
from core.reports.period import Period
from core.reports.side import Source

Visits = tuple[int, int, int]
"""ISO weekday (1 is Monday), hour, how many."""
_TEXT = (
    "SELECT t.day, t.hour, count(*) FROM fact_attendance AS t"
    f" WHERE {COUNTED} AND t.day BETWEEN :first AND :last GROUP BY t.day, t.hour"
)


def visit_hours(source: Source, period: Period) -> list[Visits]:
    """Counted receptions (延べ) of the period, by the clock at the venue."""
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    found: Counter[tuple[int, int]] = Counter()
    for day, hour, number in source.read(_TEXT, days):
        found[date.fromisoformat(day).isoweekday(), hour] += number
    return [(weekday, hour, number) for (weekday, hour), number in sorted(found.items())]
