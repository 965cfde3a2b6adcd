"""A week of the calendar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.kinds import SessionPlanned
from desktop.app.calendar import week_of, week_plan
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
