"""Places are waited for, and offered to who waited first."""

import pytest

from core.bookings import Place, place_of
from core.clock import FixedClock
from core.problem import Problem
from desktop.app.bookings import (
    cancel_booking,
    promote_next,
    put_back_to_wait,
)
from desktop.app.desk import Desk
from desktop.app.receive_booking import receive_booking
from desktop.app.sessions import open_session
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import book, look, planned, refused, somebody, with_slots


def test_who_waited_first_is_offered_the_place_first(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, quota=1)
    kept = book(desk, session).booking
    waits = []
    for _ in range(3):
        clock.advance(minutes=1)
        waits.append(book(desk, session, waiting=True).booking.booking_id)
    assert not look(desk, session).can_promote
    with pytest.raises(Problem) as problem:
        promote_next(desk, session.session_id)
    assert refused(problem) == "session_full"
    cancel_booking(desk, kept.booking_id)
    shown = look(desk, session)
    assert shown.can_promote
    assert [each.booking.booking_id for each in shown.waiting] == waits
    assert promote_next(desk, session.session_id).booking.booking_id == waits[0]
    assert not look(desk, session).can_promote


def test_who_came_anyway_waits_no_more_and_takes_a_place(desk: Desk) -> None:
    session = planned(desk, quota=2)
    open_session(desk, session.session_id)
    hana = somebody(desk)
    kept = book(desk, session).booking
    book(desk, session)
    waits = book(desk, session, waiting=True, person_id=hana.person_id).booking
    receive_booking(desk, waits.booking_id, admit=True)
    cancel_booking(desk, kept.booking_id)
    shown = look(desk, session)
    assert (shown.waiting, shown.room, shown.can_promote) == ((), 0, False)
    with pytest.raises(Problem) as problem:
        promote_next(desk, session.session_id)
    assert refused(problem) == "nobody_waits"


def test_without_slots_whoever_comes_without_a_booking_takes_a_place(desk: Desk) -> None:
    session = planned(desk, quota=3)
    open_session(desk, session.session_id)
    receive_booking(desk, book(desk, session).booking.booking_id)
    receive_walk_in(desk, "70s")
    assert look(desk, session).room == 1


def test_a_promotion_taken_back_finds_its_old_place(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, quota=1)
    kept = book(desk, session).booking
    waits = [book(desk, session, waiting=True).booking.booking_id]
    clock.advance(minutes=1)
    waits.append(book(desk, session, waiting=True).booking.booking_id)
    cancel_booking(desk, kept.booking_id)
    put_back_to_wait(desk, promote_next(desk, session.session_id).booking.booking_id)
    assert [each.booking.booking_id for each in look(desk, session).waiting] == waits


def test_nobody_is_promoted_into_a_slot_that_has_begun(desk: Desk, clock: FixedClock) -> None:
    session = with_slots(desk, ends="11:00", tables=1)
    early, late = (book(desk, session, slot).booking for slot in ("10:00", "10:30"))
    book(desk, session, waiting=True)
    clock.advance(minutes=45)
    cancel_booking(desk, early.booking_id)
    assert not look(desk, session).can_promote
    cancel_booking(desk, late.booking_id)
    assert place_of(promote_next(desk, session.session_id).booking) == Place("10:30", 1)


def test_who_waits_already_is_told_so(desk: Desk) -> None:
    session, hana = planned(desk, quota=0), somebody(desk)
    book(desk, session, waiting=True, person_id=hana.person_id)
    with pytest.raises(Problem) as problem:
        book(desk, session, waiting=True, person_id=hana.person_id)
    assert refused(problem) == "waits_already"
