"""What a coordinator is told of a plan; nothing of it is refused."""

import msgspec
import pytest

from core.facts import Attendance, Session
from core.kinds import SessionAmended
from desktop.app.desk import Desk
from desktop.app.session_plans import plan_of
from desktop.app.session_remarks import remarks
from desktop.app.sessions import amend_session, cancel_session, open_session, the_session
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import book, planned, with_slots


def _change(desk: Desk, session: Session, **told: object) -> Session:
    plan: SessionAmended = msgspec.structs.replace(plan_of(session), **told)
    return amend_session(desk, session.session_id, plan).session


def _codes(desk: Desk, session: Session) -> list[str]:
    return [each.code for each in remarks(desk, the_session(desk, session.session_id))]


def test_two_in_one_room_are_both_planned_and_each_is_told_of_the_other(desk: Desk) -> None:
    one = planned(desk, title="相談会", venue="田無公民館")
    other = planned(desk, title="体験会", venue="田無公民館", starts="11:00", ends="13:00")
    [told] = remarks(desk, one)
    assert told.sentence == "同じ時刻に、同じ部屋で「体験会」（11:00〜13:00）があります。"
    assert _codes(desk, other) == ["same_room"]
    _change(desk, one, room="第1会議室")
    assert (_codes(desk, one), _codes(desk, other)) == ([], [])
    _change(desk, other, room="第1会議室")
    assert _codes(desk, one) == ["same_room"]
    cancel_session(desk, other.session_id)
    assert _codes(desk, one) == []


def test_a_session_is_moved_after_check_ins_and_the_visits_stay_on_their_day(desk: Desk) -> None:
    session = open_session(desk, planned(desk).session_id).session
    for _ in range(2):
        receive_walk_in(desk, "70s", session_id=session.session_id)
    moved = _change(desk, session, day="2026-11-28")
    [told] = remarks(desk, moved)
    assert told.sentence.startswith("11/21（土）の受付が2件あります。受付と相談は、来た日のまま集計します。")
    days = {each.day for each in desk.store.facts.where(Attendance, "session_id = ?", [session.session_id])}
    assert days == {"2026-11-21"}


def test_a_quota_below_the_bookings_is_told_and_keeps_them(desk: Desk) -> None:
    session = planned(desk, quota=3)
    for _ in range(3):
        book(desk, session)
    lowered = _change(desk, session, quota=2)
    assert [each.sentence for each in remarks(desk, lowered)] == [
        "予約が3件あり、定員の2人を超えています。予約はそのまま残っています。"
    ]


def test_bookings_whose_slot_is_gone_are_told(desk: Desk) -> None:
    session = with_slots(desk)
    book(desk, session, "10:00")
    book(desk, session, "11:30")
    later = _change(desk, session, starts="11:00", ends="13:00")
    assert [(each.code, each.values) for each in remarks(desk, later)] == [("off_the_board", (("n", 1),))]
    without_slots = _change(desk, later, slot_minutes=None, tables=None)
    assert _codes(desk, without_slots) == ["off_the_board"]


def test_a_cancelled_session_with_bookings_says_so(desk: Desk) -> None:
    session = planned(desk)
    book(desk, session)
    assert _codes(desk, session) == []
    cancel_session(desk, session.session_id)
    assert _codes(desk, session) == ["cancelled_with_bookings"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-23", "この日は祝日（勤労感謝の日）です。"),
        ("2026-12-29", "この日は年末年始（12月29日から1月3日）です。"),
    ],
)
def test_a_plan_on_a_day_off_is_told(desk: Desk, day: str, sentence: str) -> None:
    assert [each.sentence for each in remarks(desk, planned(desk, day=day))] == [sentence]
