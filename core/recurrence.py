"""On which days a plan that recurs falls (毎週●曜), and how a month's plan is carried over to another month."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from core.holidays import is_year_end
from core.kinds import SeriesFields
from core.problem import Problem

MOST_YEARS = 3
MOST_DAYS = 400
"""Sessions of one series: three years of twice a week, one year of every day."""
MOST_WEEKS = 52
_WEEK = 7


def days_of(plan: SeriesFields, is_holiday: Callable[[date], bool]) -> tuple[date, ...]:
    """Its days in order. Weeks begin on Monday, and the first is the week of `day`. Raises Problem as `check_rule`."""
    check_rule(plan)
    left_out = frozenset(plan.left_out)
    kept = (day for day in _falls_on(plan) if not is_left_to_rest(plan, day, is_holiday))
    days = tuple(day for day in kept if day.isoformat() not in left_out)
    if len(days) > MOST_DAYS:
        raise Problem(
            "series_too_long",
            "くり返しの予定は、400回までです。",
            "終わりの日を早めるか、曜日を分けてください。",
        )
    return days


def resting_days(plan: SeriesFields, is_holiday: Callable[[date], bool]) -> tuple[date, ...]:
    """The days on which it would fall, were they no holidays or days of the year's end."""
    check_rule(plan)
    return tuple(day for day in _falls_on(plan) if is_left_to_rest(plan, day, is_holiday))


def is_left_to_rest(plan: SeriesFields, day: date, is_holiday: Callable[[date], bool]) -> bool:
    """Whether the plan rests on a day because public places are closed."""
    return (plan.skips_year_end and is_year_end(day)) or (plan.skips_holidays and is_holiday(day))


def check_rule(plan: SeriesFields) -> None:
    """Raises Problem for what is no rule: no weekday, an end before the beginning or beyond three years."""
    if not plan.weekdays or not set(plan.weekdays) <= set(range(1, _WEEK + 1)):
        raise Problem("series_weekdays", "曜日が選ばれていません。", "開く曜日を1つ以上選んでください。")
    if not 1 <= plan.every_weeks <= MOST_WEEKS:
        raise Problem("series_weeks", "何週おきかが読み取れません。", "毎週なら 1、隔週なら 2 を入れてください。")
    try:
        first, last, _ = date.fromisoformat(plan.day), date.fromisoformat(plan.until), _dates(plan.left_out)
    except ValueError as error:
        raise Problem(
            "series_day", "くり返しの日付が読み取れません。", "日付は 2026-11-21 のように入れてください。"
        ) from error
    if last < first:
        raise Problem(
            "series_until", "終わりの日が、始まりの日より前です。", "いつまでくり返すかを入れ直してください。"
        )
    if last > latest_end(first):
        raise Problem("series_too_long", "くり返しの予定は、3年先までです。", "終わりの日を早めてください。")


def latest_end(first: date) -> date:
    """The last day that a series of this first day can have; three years after a 29 February is the 28th."""
    day = min(first.day, _days_in(first.year + MOST_YEARS, first.month))
    return first.replace(year=first.year + MOST_YEARS, day=day)


def same_place_in_month(day: date, year: int, month: int) -> date | None:
    """第2火曜 of another month for a second Tuesday; None where that month has no fifth one."""
    first = date(year, month, 1)
    number = (day.day - 1) // _WEEK * _WEEK + (day.weekday() - first.weekday()) % _WEEK + 1
    return first.replace(day=number) if number <= _days_in(year, month) else None


def next_month(day: date) -> tuple[int, int]:
    """Year and number of the month after that of a day."""
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, _days_in(year, month))


def _falls_on(plan: SeriesFields) -> Iterator[date]:
    first, last = date.fromisoformat(plan.day), date.fromisoformat(plan.until)
    monday = first - timedelta(days=first.weekday())
    for week in range(0, (last - monday).days + 1, _WEEK * plan.every_weeks):
        for weekday in sorted(set(plan.weekdays)):
            day = monday + timedelta(days=week + weekday - 1)
            if first <= day <= last:
                yield day


def _dates(texts: tuple[str, ...]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1]
