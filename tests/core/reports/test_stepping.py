"""From one period to the next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.period import Period, PeriodKind, free_period
from core.reports.stepping import period_after, period_before, period_of

_KINDS = st.sampled_from(PeriodKind)
_DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(_KINDS, _DAYS)
def test_forth_and_back_is_the_same_period_and_they_touch(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.first <= day <= period.last
    assert period_before(period_after(period)) == period
    assert (period_after(period).first - period.last).days == 1


@pytest.mark.parametrize(
    ("kind", "day", "after"),
    [
        (PeriodKind.FISCAL_YEAR, date(2026, 3, 31), date(2026, 4, 1)),
        (PeriodKind.QUARTER, date(2026, 2, 1), date(2026, 4, 1)),
        (PeriodKind.MONTH, date(2028, 2, 29), date(2028, 3, 1)),
        (PeriodKind.CALENDAR_YEAR, date(2026, 2, 1), date(2027, 1, 1)),
    ],
)
def test_the_next_begins_on_its_own_first_day(kind: PeriodKind, day: date, after: date) -> None:
    assert period_after(period_of(kind, day)).first == after


def test_free_days_go_on_by_as_many() -> None:
    ten = free_period(date(2026, 4, 3), date(2026, 4, 12))
    assert period_after(ten) == Period(kind=PeriodKind.FREE, first=date(2026, 4, 13), last=date(2026, 4, 22))
    assert period_before(period_after(ten)) == ten
