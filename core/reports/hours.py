"""When visitors come: visits by weekday and hour, from finished totals, the same on the laptop and at headquarters."""

from collections import Counter
from datetime import date

from core.reports.counting import Report
from core.reports.splits import Family
from core.reports.table import Split

Visits = tuple[int, int, int]
"""ISO weekday (1 is Monday), hour, how many."""
_TEXT = """
SELECT t.day, t.value, cast(sum(t.visits) AS bigint)
FROM tally_visit AS t LEFT JOIN fact_session AS s USING ({key}session_id) {homes}
WHERE t.split = 'hour' AND t.day BETWEEN :first AND :last {only} GROUP BY t.day, t.value
"""


def visit_hours(report: Report) -> list[Visits]:
    """Counted receptions (延べ) of what the report is on, by the clock at the venue; none where hours are not told
    together with what it is kept to.
    """
    only = report.kept.condition(Family.VISITS, Split.HOUR, totals=True)
    if only is None:
        return []
    period = report.asked.period.until(report.last_day)
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    found: Counter[tuple[int, int]] = Counter()
    for day, hour, number in report.source.read(_TEXT, {**report.kept.values, **days}, only=only):
        found[date.fromisoformat(day).isoweekday(), int(hour)] += number
    return [(weekday, hour, number) for (weekday, hour), number in sorted(found.items())]
