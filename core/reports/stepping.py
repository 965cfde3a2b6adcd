"""From one period to the next: the month of a day, the 年度 before."""

from datetime import date, timedelta

from core.reports.period import (
    Period,
    PeriodKind,
    calendar_year_period,
    day_period,
    fiscal_year_period,
    month_period,
    quarter_of,
    quarter_period,
)
from core.wareki import fiscal_year

_A_DAY = timedelta(days=1)


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of that kind with this day in it; free days are the day alone. Problem beyond the calendar."""
    match kind:
        case PeriodKind.MONTH:
            return month_period(day.year, day.month)
        case PeriodKind.QUARTER:
            return quarter_period(fiscal_year(day), quarter_of(day))
        case PeriodKind.FISCAL_YEAR:
            return fiscal_year_period(fiscal_year(day))
        case PeriodKind.CALENDAR_YEAR:
            return calendar_year_period(day.year)
        case PeriodKind.DAY | PeriodKind.FREE:
            return day_period(day)


def period_after(period: Period) -> Period:
    """The next of its kind; free days go on by as many days."""
    if period.kind is PeriodKind.FREE:
        return _moved(period, period.last - period.first + _A_DAY)
    return period_of(period.kind, period.last + _A_DAY)


def period_before(period: Period) -> Period:
    """The one before, likewise."""
    if period.kind is PeriodKind.FREE:
        return _moved(period, period.first - period.last - _A_DAY)
    return period_of(period.kind, period.first - _A_DAY)


def _moved(period: Period, by: timedelta) -> Period:
    return Period(kind=PeriodKind.FREE, first=period.first + by, last=period.last + by)
