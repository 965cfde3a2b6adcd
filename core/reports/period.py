"""The period that a report is on, and up to when its records were counted.

A period is days, both inclusive; what it is called (年度, 四半期…) follows from them. The cut-off (締切) is the moment
up to which records had been written when they were counted: a period that was not over by then is a part of one.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.wareki import fiscal_year, fiscal_year_bounds, fiscal_year_label, wareki, wareki_year

_QUARTER_MONTHS = 3
_YEAR_MONTHS = 12
HOW_WRITTEN = "2026-11、2026-Q3、2026 のように入れてください。"
"""The next step of whoever names a period that no calendar has."""


class PeriodKind(StrEnum):
    """What a period can be chosen as."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    FISCAL_YEAR = "fiscal_year"
    CALENDAR_YEAR = "calendar_year"
    FREE = "free"


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Days from the first to the last, both inclusive. `kind` is what they were chosen as."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def text(self) -> str:
        """What it is called in Japanese, with the era."""
        match self.kind:
            case PeriodKind.DAY:
                return wareki(self.first)
            case PeriodKind.MONTH:
                return f"{wareki_year(self.first)}{self.first.month}月"
            case PeriodKind.QUARTER:
                return f"{fiscal_year_label(fiscal_year(self.first))}第{quarter_of(self.first)}四半期"
            case PeriodKind.FISCAL_YEAR:
                return fiscal_year_label(self.first.year)
            case PeriodKind.CALENDAR_YEAR:
                return wareki_year(self.last)
            case PeriodKind.FREE:
                return f"{wareki(self.first)}から{wareki(self.last)}まで"

    def is_part_on(self, cut_off: datetime) -> bool:
        """Whether it was not over when it was counted."""
        return self.last >= cut_off.astimezone(JAPAN).date()

    def until(self, day: date) -> "Period":
        """The same period up to a day inside it, as a free one: what can be compared with a part of another."""
        return self if day >= self.last else Period(kind=PeriodKind.FREE, first=self.first, last=max(self.first, day))

    def year_before(self) -> "Period":
        """The same days a year earlier; the year of a 29 February ends on the 28th."""
        return Period(kind=self.kind, first=_a_year_before(self.first), last=_last_before(self.last))


def day_period(day: date) -> Period:
    """One day."""
    return Period(kind=PeriodKind.DAY, first=day, last=day)


def month_period(year: int, month: int) -> Period:
    """A month. Raises Problem for one that no calendar has."""
    _check(1 <= month <= _YEAR_MONTHS, HOW_WRITTEN)
    first = _first_of(year, month)
    return Period(kind=PeriodKind.MONTH, first=first, last=_end_of_months(first, 1))


def quarter_period(year: int, quarter: int) -> Period:
    """A quarter of a fiscal year: the first begins in April."""
    _check(1 <= quarter <= _YEAR_MONTHS // _QUARTER_MONTHS, HOW_WRITTEN)
    months = 3 + (quarter - 1) * _QUARTER_MONTHS
    first = _first_of(year + months // _YEAR_MONTHS, months % _YEAR_MONTHS + 1)
    return Period(kind=PeriodKind.QUARTER, first=first, last=_end_of_months(first, _QUARTER_MONTHS))


def fiscal_year_period(year: int) -> Period:
    """年度, by the year in which it begins."""
    _first_of(year, 4)
    first, last = fiscal_year_bounds(year)
    return Period(kind=PeriodKind.FISCAL_YEAR, first=first, last=last)


def calendar_year_period(year: int) -> Period:
    """January to December."""
    return Period(kind=PeriodKind.CALENDAR_YEAR, first=_first_of(year, 1), last=date(year, 12, 31))


def free_period(first: date, last: date) -> Period:
    """Any days; what happens to be a month, a 年度 and so on is called so. Raises Problem if none is between them."""
    _check(first <= last, "はじめの日を、おわりの日より前にしてください。")
    named = (
        day_period(first),
        month_period(first.year, first.month),
        quarter_period(fiscal_year(first), quarter_of(first)),
        fiscal_year_period(fiscal_year(first)),
        calendar_year_period(first.year),
    )
    return next((each for each in named if (each.first, each.last) == (first, last)), _free(first, last))


def months_of(period: Period) -> tuple[Period, ...]:
    """The months that have a day in it, each cut to it."""
    found, first = [], period.first.replace(day=1)
    while first <= period.last:
        last = _end_of_months(first, 1)
        found.append(free_period(max(first, period.first), min(last, period.last)))
        first = last + timedelta(days=1)
    return tuple(found)


def years_of(period: Period) -> tuple[Period, ...]:
    """The fiscal years that have a day in it, each cut to it."""
    years = map(fiscal_year_period, range(fiscal_year(period.first), fiscal_year(period.last) + 1))
    return tuple(free_period(max(each.first, period.first), min(each.last, period.last)) for each in years)


def quarter_of(day: date) -> int:
    """The quarter of its fiscal year, 1 (April to June) to 4."""
    return (day.month - 4) % _YEAR_MONTHS // _QUARTER_MONTHS + 1


def end_of(day: date) -> datetime:
    """The cut-off of who counts up to and with this day."""
    return datetime.combine(day, time.max, JAPAN)


def _free(first: date, last: date) -> Period:
    return Period(kind=PeriodKind.FREE, first=first, last=last)


def _first_of(year: int, month: int) -> date:
    _check(date.min.year < year < date.max.year, HOW_WRITTEN)
    return date(year, month, 1)


def _end_of_months(first: date, months: int) -> date:
    past = first.month - 1 + months
    return date(first.year + past // _YEAR_MONTHS, past % _YEAR_MONTHS + 1, 1) - timedelta(days=1)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if is_leap_day else day.replace(year=day.year - 1)


def _last_before(day: date) -> date:
    """The last of a month stays the last: 2025-02-28 goes to 2024-02-29."""
    is_end = (day + timedelta(days=1)).day == 1
    return _a_year_before(day + timedelta(days=1)) - timedelta(days=1) if is_end else _a_year_before(day)


def _check(is_right: bool, otherwise: str) -> None:
    if not is_right:
        raise Problem("period", "その期間はありません。", otherwise)
