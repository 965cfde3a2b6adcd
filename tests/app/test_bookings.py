"""Places are kept once, given up and moved, whoever books them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.bookings import Place, held, place_of, standing, waiting_list
from core.clock import FixedClock
from core.facts import Booking, Session
from core.kinds import BookingMade
from core.problem import Problem
from desktop.app.booked import bookings_of
from desktop.app.bookings import (
    BookingWritten,
    booking_draft,
    cancel_booking,
    kept_fields,
    move_booking,
    promote_next,
    restore_booking,
)
from desktop.app.desk import Desk
from desktop.app.people import merge_people
from desktop.app.session_plans import plan_of, planned_anew
from desktop.app.session_revival import plan_in_place_of
from desktop.app.sessions import amend_session, cancel_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.storage.journal import Draft
from tests.app.planning import book, look, planned, refused, somebody, with_slots
from tests.helpers.apart import meet
from tests.helpers.sites import make_identity, make_store


def test_the_board_follows_from_length_and_tables(desk: Desk) -> None:
    session = with_slots(desk)
    assert session.quota == 8
    shown = look(desk, session)
    assert [(each.slot, each.table) for each in shown.places[:3]] == [("10:00", 1), ("10:00", 2), ("10:30", 1)]
    assert (len(shown.places), shown.room) == (8, 8)


@pytest.mark.parametrize(
    "plan", [{"tables": 2}, {"slot_minutes": 0}, {"slot_minutes": 150}, {"slot_minutes": 30, "tables": 21}]
)
def test_a_board_that_cannot_be_laid_out_is_refused(desk: Desk, plan: dict[str, int]) -> None:
    with pytest.raises(Problem) as problem:
        planned(desk, **plan)
    assert refused(problem) == "session_slots"


def test_a_plan_keeps_its_questions_when_it_is_changed_copied_and_put_back(desk: Desk) -> None:
    told = ("市内にお住まい", " スマホをお持ちでない方 ", "市内にお住まい")
    session = with_slots(desk, conditions=told, fee=100, fee_with_loan=200)
    again = plan_session(desk, planned_anew(session)).session
    back = amend_session(desk, session.session_id, plan_of(session)).session
    for each in (session, again, back):
        assert each.conditions == "市内にお住まい\nスマホをお持ちでない方"
        assert (each.lends_devices, each.fee, each.fee_with_loan, each.quota, each.slot_minutes) == (1, 100, 200, 8, 30)


def test_a_place_is_kept_once(desk: Desk) -> None:
    session = with_slots(desk)
    kept = book(desk, session, "10:30", 2)
    assert place_of(kept.booking) == Place("10:30", 2)
    with pytest.raises(Problem) as problem:
        book(desk, session, "10:30", 2)
    assert refused(problem) == "slot_taken"
    assert place_of(book(desk, session, "10:30").booking) == Place("10:30", 1)
    with pytest.raises(Problem) as problem:
        book(desk, session, "10:30")
    assert refused(problem) == "slot_taken"


@pytest.mark.parametrize(("slot", "table"), [("10:15", 1), ("10:30", 3), ("10:30", 0), (None, None)])
def test_no_place_outside_the_board(desk: Desk, slot: str | None, table: int | None) -> None:
    with pytest.raises(Problem) as problem:
        book(desk, with_slots(desk), slot, table)
    assert refused(problem) == "no_such_slot"


def test_a_session_without_slots_is_booked_up_to_its_quota(desk: Desk) -> None:
    session = planned(desk, quota=2)
    first = book(desk, session)
    book(desk, session)
    with pytest.raises(Problem) as problem:
        book(desk, session)
    assert refused(problem) == "session_full"
    with pytest.raises(Problem) as problem:
        book(desk, session, "10:00", 1)
    assert refused(problem) == "session_full"
    cancel_booking(desk, first.booking.booking_id)
    assert look(desk, session).room == 1
    assert look(desk, planned(desk)).room is None


def test_nobody_books_the_same_session_twice(desk: Desk) -> None:
    session, hana = with_slots(desk), somebody(desk)
    book(desk, session, "10:00", person_id=hana.person_id)
    other = somebody(desk)
    merge_people(desk, other.person_id, hana.person_id)
    for person in (hana, other):
        with pytest.raises(Problem) as problem:
            book(desk, session, "11:00", person_id=person.person_id)
        assert refused(problem) == "booked_already"


def test_a_cancelled_session_takes_no_booking(desk: Desk) -> None:
    session = with_slots(desk)
    cancel_session(desk, session.session_id)
    with pytest.raises(Problem) as problem:
        book(desk, session, "10:00")
    assert refused(problem) == "session_cancelled"


def test_only_what_is_switched_on_is_kept_and_headquarters_reads_none_of_it(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name")
    made = book(desk, with_slots(desk), "10:00", name="高橋花子", phone="090-1234-5678")
    assert (made.booking.name, made.booking.phone, made.left_out) == ("高橋花子", None, ("phone",))
    data = desk.store.db.execute("SELECT data FROM event WHERE kind = 'booking.made'").fetchone()[0]
    assert "高橋".encode() not in data


def test_a_my_number_in_a_name_is_stopped(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name")
    with pytest.raises(Problem, match="マイナンバー"):
        book(desk, with_slots(desk), "10:00", name="123456789018")


def test_a_booking_moves_and_moves_back(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    session = with_slots(desk)
    kept = book(desk, session, "10:00", 1, name="高橋花子").booking
    moved = move_booking(desk, kept.booking_id, "11:30", 2).booking
    assert (place_of(moved), moved.name, moved.made_at) == (Place("11:30", 2), "高橋花子", kept.made_at)
    assert place_of(move_booking(desk, kept.booking_id, "10:00", 1).booking) == Place("10:00", 1)
    book(desk, session, "11:00", 1)
    with pytest.raises(Problem) as problem:
        move_booking(desk, kept.booking_id, "11:00", 1)
    assert refused(problem) == "slot_taken"


def test_a_booking_moves_to_another_session(desk: Desk) -> None:
    morning, evening = with_slots(desk), planned(desk, starts="18:00", ends="19:00", quota=1)
    kept = book(desk, morning, "10:00", 1).booking
    moved = move_booking(desk, kept.booking_id, session_id=evening.session_id).booking
    assert (moved.session_id, place_of(moved)) == (evening.session_id, None)
    assert look(desk, morning).lines == ()


def test_a_plan_that_loses_a_time_loses_no_booking(desk: Desk) -> None:
    session = with_slots(desk)
    kept = book(desk, session, "11:30", 2).booking
    amend_session(desk, session.session_id, replace(plan_of(session), tables=1, quota=None))
    assert [each.booking for each in look(desk, session).unplaced] == [kept]
    move_booking(desk, kept.booking_id, "11:30", 1)
    assert look(desk, session).unplaced == ()


def test_a_session_planned_anew_in_place_of_a_cancelled_one_keeps_its_bookings(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name")
    session = with_slots(desk)
    book(desk, session, "10:00", 1, name="高橋花子")
    book(desk, session, waiting=True)
    cancel_booking(desk, book(desk, session, "11:00", 1).booking.booking_id)
    cancel_session(desk, session.session_id)
    anew = look(desk, plan_in_place_of(desk, session.session_id).session)
    assert [(each.place, each.name) for each in anew.lines] == [(Place("10:00", 1), "高橋花子")]
    assert (len(anew.waiting), anew.session.state, anew.room) == (1, "planned", 7)


def test_cancelling_is_taken_back_unless_the_place_is_gone(desk: Desk) -> None:
    session = with_slots(desk)
    kept = book(desk, session, "10:00", 1).booking
    cancel_booking(desk, kept.booking_id)
    assert restore_booking(desk, kept.booking_id).booking.cancelled == 0
    cancel_booking(desk, kept.booking_id)
    book(desk, session, "10:00", 1)
    with pytest.raises(Problem) as problem:
        restore_booking(desk, kept.booking_id)
    assert refused(problem) == "slot_taken"


def test_numbers_are_four_digits_and_differ_within_a_session(desk: Desk) -> None:
    session = planned(desk)
    numbers = [book(desk, session).number for _ in range(60)]
    assert len(set(numbers)) == 60
    assert all(len(each) == 4 and each.isdigit() for each in numbers)


# Batches


def test_a_batch_books_from_values_alone(desk: Desk) -> None:
    session, holds = with_slots(desk, tables=1), held([])
    drafts: list[Draft] = []
    for slot in ("10:00", "10:00", "11:00"):
        told, _ = kept_fields(BookingMade(session_id=session.session_id, slot=slot, name="山田"), ())
        try:
            draft = booking_draft(told, session, holds, f"{slot}-{len(drafts)}-00000001")
        except Problem:
            continue
        drafts.append(draft)
        holds += held([_fact(draft)])
    desk.record(*drafts)
    assert [each.slot for each in bookings_of(desk, session.session_id)] == ["10:00", "11:00"]


def _fact(draft: Draft) -> Booking:
    made = draft.payload
    assert isinstance(made, BookingMade)
    return Booking(
        booking_id=draft.entity_id,
        session_id=made.session_id,
        made_at="",
        person_id=made.person_id,
        age_band=made.age_band,
        slot=made.slot,
        desk=made.table,
    )


# Whatever is done

STEPS = st.tuples(
    st.sampled_from(["book", "wait", "move", "cancel", "restore", "promote"]),
    st.integers(0, 9),
    st.sampled_from(["10:00", "10:30"]),
    st.integers(1, 2),
)


@pytest.mark.parametrize(
    "plan", [{"slot_minutes": 30, "tables": 2}, {"quota": 2}, {"slot_minutes": 30, "tables": 2, "quota": 3}]
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14))
def test_no_place_is_held_twice_and_the_first_who_waits_is_next(
    desk: Desk, clock: FixedClock, plan: dict[str, int], steps: list[tuple[str, int, str, int]]
) -> None:
    session = planned(desk, ends="11:00", **plan)
    for step in steps:
        clock.advance(seconds=0.1)
        before = waiting_list(bookings_of(desk, session.session_id))
        try:
            done = _do(desk, session, step)
        except Problem:
            continue
        if step[0] == "promote":
            assert done is not None
            assert done.booking.booking_id == before[0].booking_id
    known = standing(bookings_of(desk, session.session_id))
    taken = [place for each in known if (place := place_of(each))]
    assert len(taken) == len(set(taken))
    assert len(known) <= (session.quota or 0)
    assert len(taken) == (len(known) if session.slot_minutes else 0)


def _do(desk: Desk, session: Session, step: tuple[str, int, str, int]) -> BookingWritten | None:
    what, which, slot, table = step
    cell = (slot, table) if session.slot_minutes else (None, None)
    known = bookings_of(desk, session.session_id)
    if what in ("book", "wait"):
        return book(desk, session, *cell, waiting=what == "wait")
    if what == "promote":
        return promote_next(desk, session.session_id)
    if not known:
        return None
    chosen = known[which % len(known)].booking_id
    if what == "move":
        return move_booking(desk, chosen, *cell)
    return (cancel_booking if what == "cancel" else restore_booking)(desk, chosen)


# Two laptops


def test_two_laptops_that_book_one_slot_apart_are_both_kept(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    identity = make_identity(letter="B", site_id=desk.identity.site_id)
    other = desk_of(make_store(tmp_path / "b", identity, clock), clock)
    session = with_slots(desk)
    meet(desk, other)
    here, there = (book(each, session, "10:00", 1).booking for each in (desk, other))
    meet(desk, other)
    for each in (desk, other):
        shown = look(each, session)
        assert {line.booking.booking_id for line in shown.at(Place("10:00", 1))} == {
            here.booking_id,
            there.booking_id,
        }
        assert (shown.room, shown.doubles) == (6, (Place("10:00", 1),))
    move_booking(other, there.booking_id, "10:00", 2)
    meet(desk, other)
    assert look(desk, session).doubles == look(other, session).doubles == ()
    other.store.close()
