"""Several sessions at once: who has booked goes where they booked; the others where the door was told to."""

import pytest

from core.clock import FixedClock
from core.door_results import DoorResult
from core.facts import Attendance, Person, Session
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from desktop.app.bookings import cancel_booking, make_booking
from desktop.app.check_in import check_in_person
from desktop.app.desk import Desk
from desktop.app.door import DoorAnswer
from desktop.app.door_sessions import choose_session, door_sessions, session_at_door
from desktop.app.people import add_person, merge_people
from desktop.app.sessions import close_session, open_session, plan_session
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in


def planned(desk: Desk, title: str, starts: str = "09:00", ends: str = "12:00", **changes: object) -> Session:
    plan = {"title": title, "day": desk.today.isoformat(), "starts": starts, "ends": ends, **changes}
    return plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests


def opened(desk: Desk, title: str, starts: str = "09:00", ends: str = "12:00", **changes: object) -> Session:
    return open_session(desk, planned(desk, title, starts, ends, **changes).session_id).session


def somebody(desk: Desk) -> Person:
    return add_person(desk, PersonRegistered(age_band="70s")).person


def booked(desk: Desk, session: Session, person: Person | None = None, **told: object) -> Person:
    person = person or somebody(desk)
    content = {"session_id": session.session_id, "person_id": person.person_id, "age_band": "70s", **told}
    make_booking(desk, BookingMade(**content))  # type: ignore[arg-type]  # varied by tests
    return person


def comes(desk: Desk, person: Person, **terms: object) -> DoorAnswer:
    return check_in_person(desk, person, how="card", **terms)  # type: ignore[arg-type]  # varied by tests


def title(answer: DoorAnswer) -> str:
    return answer.session.title if answer.session else ""


def test_the_chosen_session_receives_also_after_a_restart(desk: Desk, clock: FixedClock) -> None:
    opened(desk, "相談会")
    course = opened(desk, "教室")
    assert title(receive_walk_in(desk, "70s")) == "相談会"
    choose_session(desk, course.session_id)
    assert title(receive_walk_in(desk, "70s")) == "教室"
    again = desk_of(desk.store, clock)
    assert title(receive_walk_in(again, "70s")) == "教室"
    shown = door_sessions(again)
    assert [(line.session.title, line.received) for line in shown.lines] == [("相談会", 1), ("教室", 2)]
    assert shown.chosen == course.session_id


def test_a_choice_does_not_outlive_its_session(desk: Desk, clock: FixedClock) -> None:
    morning = opened(desk, "午前")
    opened(desk, "午後", "13:00", "16:00")
    choose_session(desk, morning.session_id)
    clock.advance(hours=3)
    assert session_at_door(desk).title == "午前"  # half past twelve: the other one has not begun
    clock.advance(hours=1)
    assert session_at_door(desk).title == "午後"


@pytest.mark.parametrize("gone", ["closed", "another day"])
def test_a_choice_that_is_not_open_any_more_chooses_nothing(desk: Desk, clock: FixedClock, gone: str) -> None:
    course = opened(desk, "教室")
    choose_session(desk, course.session_id)
    if gone == "closed":
        close_session(desk, course.session_id)
    else:
        clock.advance(days=1)
    opened(desk, "相談会")
    assert session_at_door(desk).title == "相談会"


def test_who_has_booked_in_an_open_session_is_received_there_without_a_question(desk: Desk) -> None:
    here = opened(desk, "相談会")
    person = booked(desk, opened(desk, "教室"))
    choose_session(desk, here.session_id)
    answer = comes(desk, person)
    assert (answer.result, title(answer)) == (DoorResult.RECEIVED, "教室")
    assert answer.attendance is not None
    assert answer.attendance.booking_id
    assert comes(desk, person).result is DoorResult.ALREADY
    assert desk.store.facts.count(Attendance) == 1


def test_a_booking_for_later_is_told_and_either_session_can_receive(desk: Desk) -> None:
    opened(desk, "相談会")
    later = opened(desk, "教室", "14:00", "16:00", slot_minutes=30, tables=1)
    person = booked(desk, later, slot="14:30")
    told = comes(desk, person)
    assert told.result is DoorResult.OTHER_SESSION
    assert told.booked is not None
    assert (told.booked.session.title, told.booked.booking.slot) == ("教室", "14:30")
    there = comes(desk, person, session_id=told.booked.session.session_id)
    assert (there.result, title(there)) == (DoorResult.RECEIVED, "教室")
    assert there.attendance is not None
    assert there.attendance.booking_id == told.booked.booking.booking_id


def test_this_session_receives_instead_and_says_so_in_the_record(desk: Desk) -> None:
    opened(desk, "相談会")
    person = booked(desk, planned(desk, "教室", "14:00", "16:00"))
    told = comes(desk, person)
    assert told.session is not None
    answer = comes(desk, person, session_id=told.session.session_id, admit=True)
    assert (answer.result, title(answer)) == (DoorResult.RECEIVED, "相談会")
    assert answer.attendance is not None
    assert (answer.attendance.admitted_over, answer.attendance.booking_id) == ("booked_elsewhere", None)


def test_morning_and_afternoon_of_one_visitor(desk: Desk, clock: FixedClock) -> None:
    """Booked in both, both open since nine: each is received in its time, and neither twice."""
    morning = opened(desk, "午前")
    person = booked(desk, morning)
    booked(desk, opened(desk, "午後", "13:00", "16:00"), person)
    results = []
    for minutes in (0, 5, 170, 60):  # 9:30, 9:35, 12:25, 13:25
        clock.advance(minutes=minutes)
        answer = comes(desk, person)
        results.append((answer.result.value, title(answer)))
    assert results == [("received", "午前"), ("already", "午前"), ("received", "午後"), ("already", "午後")]


def test_a_place_that_was_cancelled_or_is_waited_for_leads_nowhere(desk: Desk) -> None:
    here = opened(desk, "相談会")
    course = opened(desk, "教室", quota=1)
    choose_session(desk, here.session_id)
    waiting = somebody(desk)
    first = make_booking(desk, BookingMade(session_id=course.session_id, person_id=somebody(desk).person_id))
    booked(desk, course, waiting, waiting=True)
    assert title(comes(desk, waiting)) == "相談会"
    cancel_booking(desk, first.booking.booking_id)
    person = desk.store.facts.one(Person, first.booking.person_id or "")
    assert person is not None
    assert title(comes(desk, person)) == "相談会"


def test_a_booking_of_a_merged_record_is_the_persons(desk: Desk) -> None:
    opened(desk, "相談会")
    old = booked(desk, opened(desk, "教室"))
    person = somebody(desk)
    merge_people(desk, old.person_id, person.person_id)
    assert title(comes(desk, person)) == "教室"


def test_a_kept_place_is_never_full(desk: Desk) -> None:
    course = opened(desk, "教室", quota=1)
    person = booked(desk, course)
    receive_walk_in(desk, "70s", admit=True)
    assert receive_walk_in(desk, "70s").result is DoorResult.FULL
    assert comes(desk, person).result is DoorResult.RECEIVED


def test_room_for_lending_is_kept_only_where_the_chosen_session_lends(desk: Desk) -> None:
    here, course = opened(desk, "相談会"), opened(desk, "教室", lends_devices=True)
    assert choose_session(desk, course.session_id).lends
    told = choose_session(desk, here.session_id)
    assert told.asks
    assert not told.lends
