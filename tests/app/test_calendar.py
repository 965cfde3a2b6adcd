"""A week of the calendar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.kinds import SessionPlanned
from core.recurrence import month_span
from desktop.app.calendar import month_plan, week_of, week_plan
from desktop.app.desk import Desk
from desktop.app.sessions import cancel_session, plan_session


def _plan(desk: Desk, day: str, starts: str = "10:00", venue: str = "") -> str:
    plan = SessionPlanned(title=f"{day} {starts}", day=day, starts=starts, ends="17:00", venue=venue)
    return plan_session(desk, plan).session.session_id


def test_a_week_holds_monday_to_sunday_in_order_of_time(desk: Desk) -> None:
    for day, starts in (("2026-11-22", "10:00"), ("2026-11-16", "13:00"), ("2026-11-16", "09:00")):
        _plan(desk, day, starts)
    _plan(desk, "2026-11-15")
    _plan(desk, "2026-11-23")
    titles = [each.title for each in week_plan(desk).sessions]
    assert titles == ["2026-11-16 09:00", "2026-11-16 13:00", "2026-11-22 10:00"]
    assert [each.day for each in week_plan(desk, date(2026, 11, 25)).sessions] == ["2026-11-23"]


def test_cancelled_ones_stay_seen(desk: Desk) -> None:
    cancel_session(desk, _plan(desk, "2026-11-21"))
    assert [each.state for each in week_plan(desk).sessions] == ["cancelled"]


def test_the_next_session_begins_with_the_last_venue(desk: Desk) -> None:
    assert week_plan(desk).venue == "田無公民館"
    _plan(desk, "2026-11-20", venue="図書館")
    _plan(desk, "2026-11-27", venue="市民会館")
    assert week_plan(desk).venue == "市民会館"


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_day_is_in_its_week(day: date) -> None:
    first, last = week_of(day)
    assert first <= day <= last
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 6)


def test_a_month_is_whole_weeks_with_its_holidays(desk: Desk) -> None:
    _plan(desk, "2026-10-31")
    _plan(desk, "2026-12-05")
    _plan(desk, "2026-12-07")
    month = month_plan(desk, date(2026, 12, 1))
    assert (month.first, month.last) == (date(2026, 11, 30), date(2027, 1, 3))
    assert [each.day.day for each in month.days if each.is_aside] == [30, 1, 2, 3]
    assert [each.title[:10] for each in month.sessions] == ["2026-12-05", "2026-12-07"]
    named = {each.day.isoformat(): each.off for each in month.days if each.off}
    assert named == {
        "2026-12-29": "年末年始",
        "2026-12-30": "年末年始",
        "2026-12-31": "年末年始",
        "2027-01-01": "元日",
        "2027-01-02": "年末年始",
        "2027-01-03": "年末年始",
    }


def test_what_shares_a_room_is_marked(desk: Desk) -> None:
    one, other = (_plan(desk, "2026-12-05", starts, "図書館") for starts in ("10:00", "11:00"))
    _plan(desk, "2026-12-05", "10:00", "市民会館")
    assert month_plan(desk, date(2026, 12, 1)).in_the_way == {one, other}


def test_a_day_is_found_in_its_span(desk: Desk) -> None:
    week = week_plan(desk)
    assert [week.day(date(2026, 11, day)) is not None for day in (15, 16, 22, 23)] == [False, True, True, False]


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_weeks_of_a_month_hold_all_of_it(day: date) -> None:
    first, last = month_span(day.year, day.month)
    assert week_of(first)[0] <= first <= day <= last <= week_of(last)[1]
