"""Periods: their days, their names, the year before, what is only a part."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import JAPAN
from core.problem import Problem
from core.reports.period import (
    HOW_WRITTEN,
    PeriodKind,
    calendar_year_period,
    fiscal_year_period,
    free_period,
    month_period,
    months_of,
    quarter_period,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_the_days_and_names_of_what_can_be_chosen() -> None:
    told = {
        each.text: (each.first.isoformat(), each.last.isoformat())
        for each in (
            month_period(2024, 2),
            quarter_period(2025, 4),
            fiscal_year_period(2019),
            calendar_year_period(2019),
            free_period(date(2022, 4, 1), date(2023, 2, 28)),
        )
    }
    assert told == {
        "令和6年2月": ("2024-02-01", "2024-02-29"),
        "令和7年度第4四半期": ("2026-01-01", "2026-03-31"),
        "令和元年度": ("2019-04-01", "2020-03-31"),
        "令和元年": ("2019-01-01", "2019-12-31"),
        "令和4年4月1日から令和5年2月28日まで": ("2022-04-01", "2023-02-28"),
    }


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 4), (9999, 4)])
def test_what_no_calendar_has_is_refused(year: int, month: int) -> None:
    with pytest.raises(Problem) as refused:
        month_period(year, month)
    assert refused.value.next_step == HOW_WRITTEN


def test_an_end_before_its_beginning_is_refused() -> None:
    with pytest.raises(Problem):
        free_period(date(2026, 4, 2), date(2026, 4, 1))


@given(DAYS, st.integers(0, 800))
def test_days_that_have_a_name_get_it_and_months_cover_them(first: date, more: int) -> None:
    period = free_period(first, first + timedelta(days=more))
    assert (period.first, period.last) == (first, first + timedelta(days=more))
    months = months_of(period)
    days = [each.first + timedelta(days=n) for each in months for n in range((each.last - each.first).days + 1)]
    assert days == [first + timedelta(days=n) for n in range(more + 1)]


@given(DAYS)
def test_a_named_period_is_found_again_by_its_days(day: date) -> None:
    for period in (month_period(day.year, day.month), fiscal_year_period(day.year), calendar_year_period(day.year)):
        assert free_period(period.first, period.last) == period
        before = period.year_before()
        assert free_period(before.first, before.last) == before  # 29 February or not, it is whole


def test_the_year_before_of_a_part_ends_on_the_same_day() -> None:
    part = free_period(date(2024, 2, 1), date(2024, 2, 28)).year_before()
    assert (part.first, part.last) == (date(2023, 2, 1), date(2023, 2, 28))
    assert free_period(date(2024, 2, 29), date(2024, 3, 1)).year_before().first == date(2023, 2, 28)


def test_a_period_is_a_part_until_its_last_day_is_over() -> None:
    year = fiscal_year_period(2022)
    assert year.is_part_on(datetime(2023, 3, 31, 23, 59, tzinfo=JAPAN))
    assert not year.is_part_on(datetime(2023, 4, 1, tzinfo=JAPAN))
    until = year.until(date(2023, 2, 28))
    assert (until.kind, until.first, until.last) == (PeriodKind.FREE, date(2022, 4, 1), date(2023, 2, 28))
    assert year.until(date(2024, 1, 1)) == year
