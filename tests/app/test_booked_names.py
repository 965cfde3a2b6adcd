"""Names told by telephone are seen with a record, and forgotten."""

import pytest

from core.bookings import BookingState
from core.clock import FixedClock
from core.kinds import PersonalDataViewed
from core.problem import Problem
from desktop.app.booked import the_booking
from desktop.app.booking_board import board
from desktop.app.bookings import (
    forget_booking,
    restore_booking,
)
from desktop.app.day import close_day
from desktop.app.desk import Desk
from desktop.app.people import erase_person
from desktop.app.sessions import open_session
from desktop.app.settings import change_setting
from tests.app.planning import book, look, refused, somebody, with_slots


def test_a_board_with_names_leaves_a_record_of_the_look(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name")
    session = with_slots(desk)
    book(desk, session, "10:00", name="高橋花子")
    board(desk, session.session_id)
    assert _looks(desk) == 0
    board(desk, session.session_id, note=True)
    assert _looks(desk) == 1


def test_erasing_a_person_takes_the_name_out_of_the_bookings(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    session, hana = with_slots(desk), somebody(desk)
    kept = book(desk, session, "10:00", person_id=hana.person_id, phone="090-1234-5678").booking
    assert kept.phone
    erase_person(desk, hana.person_id)
    [line] = look(desk, session).lines
    assert (line.booking.phone, line.phone, line.state) == (None, "", BookingState.EXPECTED)


def test_a_name_told_by_telephone_is_forgotten_for_good(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    session = with_slots(desk)
    kept = book(desk, session, "10:00", name="高橋花子", phone="090-1234-5678").booking
    gone = forget_booking(desk, kept.booking_id).booking
    assert (gone.name, gone.phone, gone.cancelled) == (None, None, 1)
    assert desk.store.db.execute("SELECT count(*) FROM key_record").fetchone()[0] == 0
    desk.store.journal.rebuild()
    assert restore_booking(desk, kept.booking_id).booking.name is None


def test_who_is_on_record_is_forgotten_as_a_person_only(desk: Desk) -> None:
    kept = book(desk, with_slots(desk), "10:00", person_id=somebody(desk).person_id).booking
    with pytest.raises(Problem) as problem:
        forget_booking(desk, kept.booking_id)
    assert refused(problem) == "booking_of_person"


def test_a_week_after_the_session_closing_a_day_forgets_names_told_by_telephone(desk: Desk, clock: FixedClock) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    session, ahead, hana = with_slots(desk), with_slots(desk, day="2026-12-20"), somebody(desk, name="鈴木")
    told = [book(desk, each, "10:00", name="高橋花子").booking.booking_id for each in (session, ahead)]
    known = book(desk, session, "10:30", person_id=hana.person_id, phone="090-1234-5678").booking.booking_id
    open_session(desk, session.session_id)
    for days, kept in ((0, "高橋花子"), (6, "高橋花子"), (1, None)):
        clock.advance(days=days)
        close_day(desk)
        assert the_booking(desk, told[0]).name == kept
    assert the_booking(desk, told[1]).name == "高橋花子"
    assert the_booking(desk, known).phone == "090-1234-5678"


def _looks(desk: Desk) -> int:
    events = desk.store.journal.events_of(desk.identity.device_id)
    return sum(isinstance(each.payload, PersonalDataViewed) for each in events)
