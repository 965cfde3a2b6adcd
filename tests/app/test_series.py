"""Plans that recur, on a real file. The clock stands at half past nine on Saturday, 2026-11-21."""

from datetime import date

import msgspec
import pytest

from core.clock import FixedClock
from core.facts import Series, Session
from core.ids import new_entity_id, series_session_id
from core.kinds import AttendanceRecorded, SeriesAmended, SeriesPlanned
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.series import (
    amend_series,
    end_series,
    leave_out,
    plan_series,
    series_list,
    take_back_series,
)
from desktop.app.series_plans import fields_of, sessions_of
from desktop.app.series_steps import SeriesWritten, Why
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, cancel_session, open_session, the_session
from desktop.storage.journal import Draft
from tests.app.planning import book, planned


def _mondays(desk: Desk, **told: object) -> SeriesWritten:
    """From 30 November to 21 December."""
    plan = {"title": "相談会", "starts": "10:00", "ends": "12:00", "day": "2026-11-24", "until": "2026-12-21"}
    return plan_series(desk, SeriesPlanned(**plan | {"weekdays": (1,)} | told))  # type: ignore[arg-type]  # varied


def _change(desk: Desk, series: Series, **told: object) -> SeriesWritten:
    return amend_series(desk, series.series_id, msgspec.structs.replace(fields_of(series), **told))


def _live(desk: Desk, series: Series) -> list[str]:
    found = [each for each in sessions_of(desk, series.series_id) if each.state != "cancelled"]
    return [f"{each.day[5:]} {each.starts}" for each in found]


MONDAYS = ["11-30 10:00", "12-07 10:00", "12-14 10:00", "12-21 10:00"]
LATER = ["11-30 13:00", "12-07 13:00", "12-14 13:00", "12-21 13:00"]


def test_a_series_plans_its_sessions_at_once(desk: Desk) -> None:
    written = _mondays(desk, quota=20)
    assert _live(desk, written.series) == MONDAYS
    assert [each.quota for each in written.planned] == [20] * 4
    assert {each.series_id for each in written.planned} == {written.series.series_id}
    assert written.changed >= {Series, Session}


def test_the_id_of_a_session_follows_from_series_and_day(desk: Desk) -> None:
    written = _mondays(desk)
    expected = [series_session_id(written.series.series_id, date.fromisoformat(each.day)) for each in written.planned]
    assert [each.session_id for each in written.planned] == expected


def test_it_rests_on_holidays_and_tells_them(desk: Desk) -> None:
    written = _mondays(desk, day="2026-11-23", until="2026-11-30")
    assert _live(desk, written.series) == ["11-30 10:00"]
    assert written.resting == (date(2026, 11, 23),)


def test_days_that_are_over_are_not_planned_and_a_series_without_a_day_is_refused(desk: Desk) -> None:
    assert _live(desk, _mondays(desk, day="2026-11-02").series)[0] == "11-30 10:00"
    with pytest.raises(Problem, match="くり返しの日がありません"):
        _mondays(desk, day="2026-11-02", until="2026-11-20")


def test_a_plan_that_cannot_be_is_refused_as_for_a_session(desk: Desk) -> None:
    for told, sentence in (
        ({"starts": "22:00", "ends": "01:00"}, "夜中の0時をまたぐときは"),
        ({"title": " "}, "名前がありません"),
        ({"title": "相談会 123456789018"}, "マイナンバー"),
    ):
        with pytest.raises(Problem) as refusal:
            _mondays(desk, **told)
        assert sentence in str(refusal.value)
    assert series_list(desk) == []


def test_a_session_that_stands_already_becomes_one_of_them(desk: Desk) -> None:
    session = planned(desk, day="2026-11-30", title="相談会")
    told = SeriesPlanned(
        **{name: getattr(plan_of(session), name) for name in ("title", "day", "starts", "ends")},
        weekdays=(1,),
        until="2026-12-14",
    )
    written = plan_series(desk, told, joined_by=session.session_id)
    assert _live(desk, written.series) == MONDAYS[:3]
    assert the_session(desk, session.session_id).series_id == written.series.series_id
    take_back_series(desk, written)
    assert _live(desk, written.series) == []
    assert (the_session(desk, session.session_id).series_id, the_session(desk, session.session_id).state) == (
        None,
        "planned",
    )


def test_a_change_moves_what_nobody_touched(desk: Desk) -> None:
    series = _mondays(desk).series
    written = _change(desk, series, starts="13:00", ends="15:00")
    assert _live(desk, series) == LATER
    assert (len(written.amended), written.planned, written.cancelled, written.left_alone) == (4, (), (), ())


def test_a_change_leaves_alone_what_is_booked_received_or_changed_by_hand_and_names_it(
    desk: Desk, clock: FixedClock
) -> None:
    series = _mondays(desk).series
    first, second, third, _last = sessions_of(desk, series.series_id)
    book(desk, first)
    amend_session(desk, second.session_id, msgspec.structs.replace(plan_of(second), venue="図書館"))
    visit = AttendanceRecorded(session_id=third.session_id, at=desk.now, age_band="70s", how="walk_in")
    desk.record(Draft(new_entity_id(), visit))
    written = _change(desk, series, starts="13:00", ends="15:00")
    assert [(each.session.session_id, each.why) for each in written.left_alone] == [
        (first.session_id, Why.BOOKED),
        (second.session_id, Why.CHANGED),
        (third.session_id, Why.RECEIVED),
    ]
    assert _live(desk, series) == [*MONDAYS[:3], LATER[3]]


def test_other_weekdays_cancel_some_and_plan_others(desk: Desk) -> None:
    series = _mondays(desk, until="2026-12-08").series
    written = _change(desk, series, weekdays=(1, 2), left_out=("2026-12-07",))
    assert _live(desk, series) == ["11-24 10:00", "11-30 10:00", "12-01 10:00", "12-08 10:00"]
    assert [each.day for each in written.cancelled] == ["2026-12-07"]


def test_a_session_that_was_cancelled_by_hand_stays_so(desk: Desk) -> None:
    series = _mondays(desk).series
    cancel_session(desk, sessions_of(desk, series.series_id)[1].session_id)
    _change(desk, series, until="2026-12-28", starts="13:00", ends="15:00", skips_year_end=False)
    assert _live(desk, series) == ["11-30 13:00", "12-14 13:00", "12-21 13:00", "12-28 13:00"]


def test_one_of_them_can_be_moved_and_its_day_is_not_planned_again(desk: Desk) -> None:
    series = _mondays(desk).series
    moved = sessions_of(desk, series.series_id)[1]
    amend_session(desk, moved.session_id, msgspec.structs.replace(plan_of(moved), day="2026-12-09"))
    written = _change(desk, series, starts="13:00", ends="15:00")
    assert _live(desk, series) == ["11-30 13:00", "12-09 10:00", "12-14 13:00", "12-21 13:00"]
    assert [each.why for each in written.left_alone] == [Why.CHANGED]


def test_what_has_begun_is_left_alone(desk: Desk, clock: FixedClock) -> None:
    series = _mondays(desk, day="2026-11-21", weekdays=(6,), until="2026-11-28").series
    open_session(desk, sessions_of(desk, series.series_id)[0].session_id)
    _change(desk, series, starts="13:00", ends="15:00")
    assert _live(desk, series) == ["11-21 10:00", "11-28 13:00"]
    clock.advance(days=7, hours=4)
    _change(desk, series, starts="16:00", ends="17:00", until="2026-12-05")
    assert _live(desk, series) == ["11-21 10:00", "11-28 13:00", "12-05 16:00"]


def test_a_change_is_taken_back(desk: Desk) -> None:
    series = _mondays(desk).series
    written = _change(desk, series, weekdays=(2,), starts="13:00", ends="15:00", day="2026-12-01")
    assert _live(desk, series) == ["12-01 13:00", "12-08 13:00", "12-15 13:00"]
    take_back_series(desk, written)
    assert _live(desk, series) == MONDAYS
    again = _change(desk, series_list(desk)[0], starts="13:00", ends="15:00")
    assert (_live(desk, series), again.left_alone) == (LATER, ())


def test_a_day_is_left_out_and_taken_back(desk: Desk) -> None:
    series = _mondays(desk).series
    written = leave_out(desk, series.series_id, date(2026, 12, 7))
    assert _live(desk, series) == [MONDAYS[0], *MONDAYS[2:]]
    take_back_series(desk, written)
    assert _live(desk, series) == MONDAYS
    with pytest.raises(Problem, match="このくり返しの日ではありません"):
        leave_out(desk, series.series_id, date(2026, 12, 8))


def test_a_day_with_bookings_is_not_left_out_in_silence(desk: Desk) -> None:
    series = _mondays(desk).series
    book(desk, sessions_of(desk, series.series_id)[1])
    with pytest.raises(Problem, match="予約の方に連絡してから"):
        leave_out(desk, series.series_id, date(2026, 12, 7))
    assert _live(desk, series) == MONDAYS


def test_ending_cancels_what_is_ahead_and_tells_what_is_booked(desk: Desk) -> None:
    series = _mondays(desk).series
    booked = sessions_of(desk, series.series_id)[2]
    book(desk, booked)
    written = end_series(desk, series.series_id, date(2026, 12, 1))
    assert _live(desk, series) == [MONDAYS[0], MONDAYS[2]]
    assert [(each.session.session_id, each.why) for each in written.left_alone] == [(booked.session_id, Why.BOOKED)]
    assert (written.series.ends_on, len(written.cancelled)) == ("2026-12-01", 2)
    take_back_series(desk, written)
    assert _live(desk, series) == MONDAYS
    assert series_list(desk)[0].ends_on == "2026-12-21"


def test_an_ended_series_can_go_on(desk: Desk) -> None:
    series = _mondays(desk, day="2026-11-16").series
    ended = end_series(desk, series.series_id).series
    assert _live(desk, series) == []
    assert series_list(desk) == [ended]
    _change(desk, ended, until="2026-12-14")
    assert _live(desk, series) == MONDAYS[:3]


def test_planning_is_taken_back_but_for_what_somebody_booked_meanwhile(desk: Desk) -> None:
    written = _mondays(desk)
    book(desk, written.planned[0])
    back = take_back_series(desk, written)
    assert _live(desk, written.series) == MONDAYS[:1]
    assert [each.why for each in back.left_alone] == [Why.BOOKED]
    assert series_list(desk, past=True) == []


def test_those_that_are_over_are_listed_when_asked_for(desk: Desk, clock: FixedClock) -> None:
    _mondays(desk)
    clock.advance(days=40)
    assert (series_list(desk), len(series_list(desk, past=True))) == ([], 1)


def test_the_facts_are_the_same_after_a_rebuild(desk: Desk) -> None:
    series = _mondays(desk, conditions=("市民",), materials=("M01@2",)).series
    _change(desk, series, weekdays=(2, 4), day="2026-12-01")
    leave_out(desk, series.series_id, date(2026, 12, 8))
    before = sessions_of(desk, series.series_id), series_list(desk)
    desk.store.journal.rebuild()
    assert (sessions_of(desk, series.series_id), series_list(desk)) == before


def test_an_unknown_series_is_refused(desk: Desk) -> None:
    told = SeriesAmended(title="x", day="2026-12-01", starts="10:00", ends="11:00", weekdays=(1,), until="2026-12-31")
    with pytest.raises(Problem, match="くり返しの予定が見つかりません"):
        amend_series(desk, "nothing", told)
