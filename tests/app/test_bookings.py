"""Places are kept once, given up, moved and waited for; those who never came are told."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.bookings import BookingState, Place, held, place_of, standing, waiting_list
from core.clock import FixedClock
from core.door_results import DoorResult
from core.facts import Booking, Person, Session
from core.kinds import BookingMade, PersonalDataViewed, PersonRegistered, SessionPlanned
from core.problem import Problem
from desktop.app.booked import bookings_of, the_booking
from desktop.app.booking_board import Board, board, todays_bookings
from desktop.app.bookings import (
    BookingWritten,
    booking_draft,
    cancel_booking,
    forget_booking,
    kept_fields,
    make_booking,
    move_booking,
    promote_next,
    put_back_to_wait,
    restore_booking,
)
from desktop.app.day import close_day
from desktop.app.desk import Desk
from desktop.app.people import add_person, erase_person, merge_people
from desktop.app.receive_booking import receive_booking
from desktop.app.session_plans import plan_of, planned_anew
from desktop.app.session_revival import plan_in_place_of
from desktop.app.sessions import amend_session, cancel_session, close_session, open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from tests.helpers.sites import make_identity, make_store


def with_slots(desk: Desk, **changes: object) -> Session:
    """Ten to noon, four slots at two tables, in half an hour."""
    return planned(desk, **{"slot_minutes": 30, "tables": 2, **changes})


def planned(desk: Desk, **changes: object) -> Session:
    plan = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "10:00", "ends": "12:00", **changes}
    return plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests


def book(
    desk: Desk, session: Session, slot: str | None = None, table: int | None = None, **told: object
) -> BookingWritten:
    content = {"session_id": session.session_id, "slot": slot, "table": table, "age_band": "70s", **told}
    return make_booking(desk, BookingMade(**content))  # type: ignore[arg-type]  # varied by tests


def somebody(desk: Desk, **told: str) -> Person:
    return add_person(desk, PersonRegistered(**{"age_band": "70s", **told})).person


def look(desk: Desk, session: Session) -> Board:
    return board(desk, session.session_id)


def refused(problem: pytest.ExceptionInfo[Problem]) -> str:
    return problem.value.code


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


# The waiting list


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


# At the door


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


# Names


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


def _looks(desk: Desk) -> int:
    events = desk.store.journal.events_of(desk.identity.device_id)
    return sum(isinstance(each.payload, PersonalDataViewed) for each in events)


# Two laptops


def test_two_laptops_that_book_one_slot_apart_are_both_kept(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    identity = make_identity(letter="B", site_id=desk.identity.site_id)
    other = desk_of(make_store(tmp_path / "b", identity, clock), clock)
    session = with_slots(desk)
    exchange(desk, other)
    here, there = (book(each, session, "10:00", 1).booking for each in (desk, other))
    exchange(desk, other)
    for each in (desk, other):
        shown = look(each, session)
        assert {line.booking.booking_id for line in shown.at(Place("10:00", 1))} == {
            here.booking_id,
            there.booking_id,
        }
        assert (shown.room, shown.doubles) == (6, (Place("10:00", 1),))
    move_booking(other, there.booking_id, "10:00", 2)
    exchange(desk, other)
    assert look(desk, session).doubles == look(other, session).doubles == ()
    other.store.close()


def exchange(one: Desk, two: Desk) -> None:
    """Each takes in what the other wrote."""
    for giver, taker in ((one, two), (two, one)):
        lines = [line for (line,) in giver.store.db.execute("SELECT data FROM event ORDER BY position").fetchall()]
        with taker.store.db.atomic():
            taker.store.journal.absorb(lines)
