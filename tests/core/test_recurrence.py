"""On which days a plan that recurs falls."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.holidays import is_holiday, is_year_end
from core.kinds import SeriesPlanned
from core.problem import Problem
from core.recurrence import (
    MOST_DAYS,
    days_of,
    latest_end,
    month_span,
    next_month,
    resting_days,
    same_place_in_month,
)

_DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def _plan(first: str | date, until: str | date, *weekdays: int, **told: object) -> SeriesPlanned:
    plan = {"title": "相談会", "starts": "10:00", "ends": "12:00", "day": str(first), "until": str(until)}
    return SeriesPlanned(**plan | {"weekdays": weekdays} | told)  # type: ignore[arg-type]  # varied by tests


def _days(plan: SeriesPlanned) -> list[str]:
    return [day.isoformat() for day in days_of(plan, is_holiday)]


def _refused(plan: SeriesPlanned) -> str:
    with pytest.raises(Problem) as refusal:
        days_of(plan, is_holiday)
    return refusal.value.code


def test_every_monday_rests_on_holidays_and_at_the_years_end() -> None:
    plan = _plan("2026-12-21", "2027-01-25", 1)
    assert _days(plan) == ["2026-12-21", "2026-12-28", "2027-01-04", "2027-01-18", "2027-01-25"]
    assert [day.isoformat() for day in resting_days(plan, is_holiday)] == ["2027-01-11"]


def test_what_rests_can_be_switched_off_one_by_one() -> None:
    every_day = range(1, 8)
    through = {"skips_holidays": False, "skips_year_end": False}
    assert len(_days(_plan("2026-12-28", "2027-01-04", *every_day, **through))) == 8
    assert _days(_plan("2026-12-28", "2027-01-04", *every_day, skips_holidays=False)) == ["2026-12-28", "2027-01-04"]
    without_new_year = _days(_plan("2026-12-31", "2027-01-02", *every_day, skips_year_end=False))
    assert without_new_year == ["2026-12-31", "2027-01-02"]


def test_weeks_are_counted_from_the_monday_of_the_first_day() -> None:
    plan = _plan("2026-11-18", "2026-12-16", 1, 3, every_weeks=2)
    assert _days(plan) == ["2026-11-18", "2026-11-30", "2026-12-02", "2026-12-14", "2026-12-16"]


def test_single_days_are_left_out() -> None:
    assert _days(_plan("2026-12-01", "2026-12-15", 2, left_out=("2026-12-08",))) == ["2026-12-01", "2026-12-15"]


def test_a_series_over_the_fiscal_years_end_and_a_29_february_is_like_any_other() -> None:
    assert _days(_plan("2027-03-30", "2027-04-06", 2)) == ["2027-03-30", "2027-04-06"]
    assert _days(_plan("2028-02-29", "2028-03-07", 2)) == ["2028-02-29", "2028-03-07"]
    assert latest_end(date(2028, 2, 29)) == date(2031, 2, 28)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (_plan("2026-12-01", "2026-12-31"), "series_weekdays"),
        (_plan("2026-12-01", "2026-12-31", 8), "series_weekdays"),
        (_plan("2026-12-01", "2026-12-31", 1, every_weeks=0), "series_weeks"),
        (_plan("2026-12-01", "2026-11-30", 1), "series_until"),
        (_plan("2026-12-01", "2029-12-02", 1), "series_too_long"),
        (_plan("2026-12-01", "2028-12-01", 1, 2, 3, 4, 5, 6, 7), "series_too_long"),
        (_plan("2026-12-01", "2027-02-29", 1), "series_day"),
        (_plan("2026-12-01", "2027-02-28", 1, left_out=("きょう",)), "series_day"),
    ],
)
def test_what_is_no_rule_is_refused(plan: SeriesPlanned, code: str) -> None:
    assert _refused(plan) == code


@given(
    first=_DAYS,
    length=st.integers(0, 1094),
    weekdays=st.sets(st.integers(1, 7), min_size=1),
    every=st.integers(1, 6),
    holidays=st.booleans(),
    year_end=st.booleans(),
)
def test_the_days_are_those_of_a_plain_walk_from_day_to_day(
    first: date, length: int, weekdays: set[int], every: int, holidays: bool, year_end: bool
) -> None:
    last = first + timedelta(days=length)
    plan = _plan(
        first,
        last,
        *weekdays,
        every_weeks=every,
        skips_holidays=holidays,
        skips_year_end=year_end,
        left_out=(str(last),),
    )
    monday = first - timedelta(days=first.weekday())
    walked = [
        day
        for day in (first + timedelta(days=n) for n in range(length))
        if day.isoweekday() in weekdays
        and (day - monday).days // 7 % every == 0
        and not (holidays and is_holiday(day))
        and not (year_end and is_year_end(day))
    ]
    if len(walked) > MOST_DAYS:
        assert _refused(plan) == "series_too_long"
    else:
        assert list(days_of(plan, is_holiday)) == walked


@given(_DAYS)
def test_the_same_place_in_a_month_is_the_same_weekday_of_the_same_count(day: date) -> None:
    year, month = next_month(day)
    first, last = month_span(year, month)
    found = same_place_in_month(day, year, month)
    if found is None:
        assert day.day > 28
    else:
        assert first <= found <= last
        assert (found.weekday(), (found.day - 1) // 7) == (day.weekday(), (day.day - 1) // 7)


def test_a_fifth_tuesday_is_not_in_every_month() -> None:
    assert same_place_in_month(date(2026, 12, 29), 2027, 1) is None
    assert same_place_in_month(date(2026, 11, 10), 2026, 12) == date(2026, 12, 8)
