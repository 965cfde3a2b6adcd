"""Who booked is received at the door; those who never came are told."""

import pytest

from core.bookings import BookingState
from core.clock import FixedClock
from core.door_results import DoorResult
from core.problem import Problem
from desktop.app.booking_board import todays_bookings
from desktop.app.bookings import (
    cancel_booking,
    restore_booking,
)
from desktop.app.desk import Desk
from desktop.app.people import merge_people
from desktop.app.receive_booking import receive_booking
from desktop.app.sessions import close_session, open_session
from desktop.app.settings import change_setting
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import book, look, planned, refused, somebody, with_slots


def test_a_booking_is_received_and_the_attendance_names_it(desk: Desk) -> None:
    session = with_slots(desk)
    open_session(desk, session.session_id)
    kept = book(desk, session, "10:00").booking
    answer = receive_booking(desk, kept.booking_id)
    assert answer.result is DoorResult.RECEIVED
    assert answer.attendance is not None
    assert (answer.attendance.booking_id, answer.attendance.how) == (kept.booking_id, "booking")
    assert answer.attendance.age_band == "70s"
    assert receive_booking(desk, kept.booking_id).result is DoorResult.ALREADY
    [line] = look(desk, session).lines
    assert (line.state, line.ticket) == (BookingState.ARRIVED, "A1")
    void_attendance(desk, answer.attendance.attendance_id)
    assert look(desk, session).lines[0].state is BookingState.EXPECTED


def test_somebody_on_record_is_received_as_that_person(desk: Desk) -> None:
    session, hana = with_slots(desk), somebody(desk)
    kept = book(desk, session, "10:00", person_id=hana.person_id).booking
    answer = receive_booking(desk, kept.booking_id)
    assert answer.attendance is not None
    assert (answer.attendance.person_id, answer.attendance.how) == (hana.person_id, "name")


def test_a_booking_is_found_after_a_merge(desk: Desk) -> None:
    session, hana, double = with_slots(desk), somebody(desk), somebody(desk)
    kept = book(desk, session, "10:00", person_id=double.person_id).booking
    merge_people(desk, double.person_id, hana.person_id)
    assert receive_booking(desk, kept.booking_id).person == hana


def test_a_kept_place_lets_in_though_others_filled_the_room(desk: Desk) -> None:
    session = planned(desk, quota=1)
    open_session(desk, session.session_id)
    kept = book(desk, session).booking
    receive_walk_in(desk, "70s")
    answer = receive_booking(desk, kept.booking_id)
    assert answer.result is DoorResult.RECEIVED
    assert answer.attendance is not None
    assert answer.attendance.admitted_over == "quota"


def test_too_young_is_asked_about_and_let_in_on_demand(desk: Desk) -> None:
    session = with_slots(desk, min_age=65)
    kept = book(desk, session, "10:00", age_band="50s").booking
    assert receive_booking(desk, kept.booking_id).result is DoorResult.NOT_ELIGIBLE
    assert receive_booking(desk, kept.booking_id, admit=True).result is DoorResult.RECEIVED


def test_neither_a_cancelled_nor_another_days_booking_is_received(desk: Desk) -> None:
    kept = book(desk, with_slots(desk), "10:00").booking
    cancel_booking(desk, kept.booking_id)
    with pytest.raises(Problem) as problem:
        receive_booking(desk, kept.booking_id)
    assert refused(problem) == "booking_cancelled"
    tomorrow = book(desk, with_slots(desk, day="2026-11-22"), "10:00").booking
    with pytest.raises(Problem) as problem:
        receive_booking(desk, tomorrow.booking_id)
    assert refused(problem) == "booking_other_day"


def test_todays_bookings_are_found_by_name_kana_and_number(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,kana")
    session = with_slots(desk)
    hana = book(desk, session, "10:00", name="髙橋花子", kana="たかはしはなこ")
    book(desk, session, "10:30")
    book(desk, with_slots(desk, day="2026-11-22"), "10:00", name="高橋太郎")
    for words in ("高橋", "タカハシ", hana.number, "花子 たか"):
        assert [line.number for _, line in todays_bookings(desk, words)] == [hana.number]
    assert len(todays_bookings(desk)) == 2
    receive_booking(desk, hana.booking.booking_id)
    assert len(todays_bookings(desk)) == 1


# Those who never came


def test_ten_minutes_late_is_seen_and_after_the_end_it_is_a_no_show(desk: Desk, clock: FixedClock) -> None:
    session = with_slots(desk)
    kept = book(desk, session, "10:00").booking
    for minutes, state in ((30, BookingState.EXPECTED), (10, BookingState.LATE)):
        clock.advance(minutes=minutes)
        assert look(desk, session).lines[0].state is state
    close_session(desk, session.session_id)
    assert look(desk, session).count(BookingState.NO_SHOW) == 1
    [line] = look(desk, session).never_came
    assert line.booking == kept
    receive_booking(desk, kept.booking_id)
    assert look(desk, session).never_came == ()


def test_a_place_given_up_for_a_no_show_is_free_and_still_counted(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, quota=1)
    kept = book(desk, session).booking
    cancel_booking(desk, kept.booking_id, no_show=True)
    shown = look(desk, session)
    assert (shown.room, shown.count(BookingState.NO_SHOW)) == (1, 1)
    restore_booking(desk, kept.booking_id)
    assert look(desk, session).count(BookingState.NO_SHOW) == 0


def test_a_session_of_yesterday_is_over(desk: Desk, clock: FixedClock) -> None:
    session = with_slots(desk)
    book(desk, session, "10:00")
    clock.advance(days=1)
    assert look(desk, session).lines[0].state is BookingState.NO_SHOW
