"""Persons of whole years counted before anybody asks: of all that a report counts they alone take long.

Months and quarters are counted quickly enough when they are asked for, and are kept then (`hq.reports.by_site`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic

from core.clock import JAPAN
from core.reports.period import Period, calendar_year_period, fiscal_year_period
from core.reports.splits import Family, expression
from core.reports.table import Asked, ReportCode, Split
from core.wareki import fiscal_year
from hq.reports.by_site import changed_between, forget_old
from hq.reports.tables import count_persons

EVERY_S = 60.0
"""At most so often: while laptops send, something changes with each of them."""
_BACK = timedelta(days=3653)
"""Older years are counted when they are asked for."""
_SELDOM = frozenset({Split.DAY, Split.FISCAL_YEAR})
SPLITS = tuple(each for each in Split if each not in _SELDOM and expression(each, Family.PERSONS) is not None)
"""By what the results of a year (R7) are likely to be told apart."""


Rest = Callable[[float], bool]
"""Is told the seconds that a question took, rests as long, and says whether to leave off."""


@dataclass
class Ahead:
    """What was counted last: on which day, and after which change."""

    every_s: float = EVERY_S
    _done: tuple[date, int] | None = None
    _not_before: float = 0.0

    def count(self, rest: Rest) -> None:
        """Count what changed since the last time, and rest as long as it takes; another time, where that was just now.

        What was left off is not lost: each answer stands by itself, and the next time finds it.
        """
        if monotonic() < self._not_before:
            return
        now = datetime.now(JAPAN)
        today = now.date()
        changed = changed_between(today - _BACK, today)
        if changed is None or self._done == (today, changed.stamp):
            return
        forget_old(today)
        if count_years(changed.since, now, rest):
            self._done, self._not_before = (today, changed.stamp), monotonic() + self.every_s


def count_years(since: date, now: datetime, rest: Rest) -> bool:
    """Count the years since that day, the latest first; whether all were counted."""
    for period in _years(since, now.date()):
        for split in SPLITS:
            begun = monotonic()
            count_persons(Asked(report=ReportCode.RESULTS, period=period, split=split), now)
            if rest(monotonic() - begun):
                return False
    return True


def _years(first: date, last: date) -> Iterator[Period]:
    for year in range(fiscal_year(last), fiscal_year(first) - 1, -1):
        yield fiscal_year_period(year)
    for year in range(last.year, first.year - 1, -1):
        yield calendar_year_period(year)
