"""O3 makes an appointment: one transaction with the consultation, and taken back with it."""

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.door_results import DoorResult
from core.facts import Booking, Session
from core.handouts import Register
from core.problem import Problem
from desktop.app.appointments import Appointment, Offer, Room, next_visit, offers
from desktop.app.bookings import cancel_booking
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import (
    ConsultationForm,
    ConsultationWritten,
    amend_consultation,
    record_consultation,
    the_consultation,
    void_consultation,
)
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.found_at_door import find_visitors
from desktop.app.handouts import HandoutOrder, leaflet_paper
from desktop.app.receive_booking import receive_booking
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import book, planned, refused, somebody, with_slots
from tests.printing.reading import text_of


def in_days(desk: Desk, days: int) -> str:
    return (desk.today + timedelta(days=days)).isoformat()


def visit_of(desk: Desk, person_id: str | None = None) -> str:
    open_day(desk)
    if person_id is None:
        answer = receive_walk_in(desk, "70s")
    else:
        answer = check_in(desk, issue_card(desk, person_id).card.code or "")
    assert answer.attendance is not None
    return answer.attendance.attendance_id


def goes_on(desk: Desk, attendance_id: str, session: Session, **chosen: object) -> ConsultationWritten:
    wanted = Appointment(session.session_id, **chosen)  # type: ignore[arg-type]  # varied by tests
    return record_consultation(
        desk, ConsultationForm("T05-01", "O3", 15, attendance_id=attendance_id, appointment=wanted)
    )


def the_places(desk: Desk) -> list[Booking]:
    return desk.store.facts.where(Booking, "1", order="made_at, booking_id")


def told(offer: Offer) -> tuple[str, str, Room, int | None]:
    return offer.session.title, offer.starts, offer.room, offer.free


def test_the_coming_days_are_offered_with_their_free_places(desk: Desk) -> None:
    planned(desk, title="きょう")
    planned(desk, title="三つ", day=in_days(desk, 7), quota=3)
    slots = with_slots(desk, title="枠", day=in_days(desk, 8))
    book(desk, slots, "10:00", 1)
    book(desk, slots, "10:00", 2)
    full = planned(desk, title="いっぱい", day=in_days(desk, 9), quota=1)
    book(desk, full)
    planned(desk, title="講座", day=in_days(desk, 9), session_kind="course")
    planned(desk, title="いくらでも", day=in_days(desk, 10))
    planned(desk, title="四つめ", day=in_days(desk, 11))
    assert [told(each) for each in offers(desk).sessions] == [
        ("三つ", "10:00", Room.FREE, 3),
        ("枠", "10:30", Room.FREE, 6),
        ("いっぱい", "10:00", Room.FULL, None),
        ("いくらでも", "10:00", Room.FREE, None),
    ]


def test_who_has_a_place_there_already_is_told_so_under_any_record(desk: Desk) -> None:
    person = somebody(desk).person_id
    session = planned(desk, day=in_days(desk, 7))
    book(desk, session, person_id=person)
    assert [each.room for each in offers(desk, visit_of(desk, person)).sessions] == [Room.TAKEN]
    assert [each.room for each in offers(desk, visit_of(desk)).sessions] == [Room.FREE]


def test_somebody_on_record_gets_a_booking_that_the_card_finds(desk: Desk, clock: FixedClock) -> None:
    person = somebody(desk).person_id
    card = issue_card(desk, person).card.code or ""
    session = with_slots(desk, day=in_days(desk, 7))
    made = goes_on(desk, visit_of(desk, person), session, slot="10:30")
    (place,) = the_places(desk)
    assert (made.consultation.booking_id, made.consultation.follow_up_day) == (place.booking_id, session.day)
    assert (place.person_id, place.slot, place.desk) == (person, "10:30", 1)
    assert made.next_visit is not None
    assert (made.next_visit.day.isoformat(), made.next_visit.starts) == (session.day, "10:30")
    clock.advance(days=7)
    open_day(desk)
    answer = check_in(desk, card)
    assert answer.result is DoorResult.RECEIVED
    assert answer.attendance is not None
    assert answer.attendance.booking_id == place.booking_id


def test_who_told_no_name_is_found_by_the_number_of_the_booking(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, day=in_days(desk, 7))
    made = goes_on(desk, visit_of(desk), session)
    (place,) = the_places(desk)
    assert (place.person_id, place.age_band) == (None, "70s")
    clock.advance(days=7)
    open_day(desk)
    assert made.next_visit is not None
    (found,) = find_visitors(desk, made.next_visit.number or "")
    assert found.booking is not None
    answer = receive_booking(desk, found.booking.booking.booking_id)
    assert answer.attendance is not None
    assert answer.attendance.booking_id == place.booking_id


def test_both_are_one_transaction(desk: Desk) -> None:
    session = planned(desk, day=in_days(desk, 7), quota=0)
    visit = visit_of(desk)
    before = desk.store.journal.last_seq
    with pytest.raises(Problem) as full:
        goes_on(desk, visit, session)
    assert refused(full) == "session_full"
    assert desk.store.journal.last_seq == before
    goes_on(desk, visit, session, waiting=True)
    assert [each.waiting for each in the_places(desk)] == [1]
    assert desk.store.journal.last_seq == before + 2


def test_taking_back_takes_both_back_and_once_more_keeps_both_again(desk: Desk) -> None:
    made = goes_on(desk, visit_of(desk), planned(desk, day=in_days(desk, 7)))
    consultation = made.consultation
    void_consultation(desk, consultation.consultation_id)
    assert [each.cancelled for each in the_places(desk)] == [1]
    again = record_consultation(
        desk, ConsultationForm("T05-01", "O3", 15, booking_id=consultation.booking_id, follow_up_day="2026-11-28")
    )
    assert [each.cancelled for each in the_places(desk)] == [0]
    assert again.next_visit is not None


def test_another_day_instead_gives_the_first_place_free(desk: Desk) -> None:
    first, second = planned(desk, day=in_days(desk, 7)), planned(desk, day=in_days(desk, 14))
    consultation = goes_on(desk, visit_of(desk), first).consultation
    form = ConsultationForm("T05-01", "O3", 15, appointment=Appointment(second.session_id))
    changed = amend_consultation(desk, consultation.consultation_id, form)
    assert [(each.session_id, each.cancelled) for each in the_places(desk)] == [
        (first.session_id, 1),
        (second.session_id, 0),
    ]
    back = ConsultationForm(
        "T05-01", "O3", 15, booking_id=consultation.booking_id, follow_up_day=consultation.follow_up_day
    )
    amend_consultation(desk, changed.consultation.consultation_id, back)
    assert [each.cancelled for each in the_places(desk)] == [0, 1]


def test_another_time_of_the_same_session_needs_no_second_place(desk: Desk) -> None:
    session = with_slots(desk, day=in_days(desk, 7), quota=1)
    person = somebody(desk).person_id
    visit = visit_of(desk, person)
    consultation = goes_on(desk, visit, session, slot="10:00").consultation
    wanted = Appointment(session.session_id, "11:00")
    form = ConsultationForm("T05-01", "O3", 15, attendance_id=visit, appointment=wanted)
    amend_consultation(desk, consultation.consultation_id, form)
    assert [(each.slot, each.cancelled) for each in the_places(desk)] == [("10:00", 1), ("11:00", 0)]


def test_an_amendment_leaves_the_place_and_what_was_called_off_stays_called_off(desk: Desk) -> None:
    made = goes_on(desk, visit_of(desk), planned(desk, day=in_days(desk, 7))).consultation
    form = ConsultationForm("T05-01", "O3", 20, booking_id=made.booking_id, follow_up_day=made.follow_up_day)
    amend_consultation(desk, made.consultation_id, form)
    assert [each.cancelled for each in the_places(desk)] == [0]
    present = offers(desk, consultation_id=made.consultation_id).present
    assert present is not None
    assert present.day.isoformat() == made.follow_up_day
    cancel_booking(desk, made.booking_id or "")
    amend_consultation(desk, made.consultation_id, form)
    assert [each.cancelled for each in the_places(desk)] == [1]
    assert next_visit(desk, the_consultation(desk, made.consultation_id)) is None


def test_a_place_that_somebody_came_for_stays(desk: Desk, clock: FixedClock) -> None:
    made = goes_on(desk, visit_of(desk), planned(desk, day=in_days(desk, 7))).consultation
    clock.advance(days=7)
    open_day(desk)
    receive_booking(desk, made.booking_id or "")
    void_consultation(desk, made.consultation_id)
    assert [each.cancelled for each in the_places(desk)] == [0]


def test_a_day_alone_is_enough(desk: Desk) -> None:
    form = ConsultationForm("T05-01", "O3", 15, follow_up_day="2026-12-05")
    made = record_consultation(desk, form)
    assert the_places(desk) == []
    assert made.next_visit is not None
    assert (made.next_visit.day.isoformat(), made.next_visit.number) == ("2026-12-05", None)


def test_the_leaflet_names_the_appointment_before_any_other_day(desk: Desk) -> None:
    planned(desk, day=in_days(desk, 2))
    made = goes_on(desk, visit_of(desk), with_slots(desk, day=in_days(desk, 7), venue="中央公民館"), slot="10:30")
    order = HandoutOrder(("H06",), consultation_id=made.consultation.consultation_id)
    assert made.next_visit is not None
    assert f"11月28日（土） 10:30から 中央公民館 予約番号 {made.next_visit.number}" in in_one_line(desk, order)
    cancel_booking(desk, made.consultation.booking_id or "")
    assert "11月23日（月） 10:00から" in in_one_line(desk, order)


def test_the_leaflet_names_a_day_alone_too(desk: Desk) -> None:
    made = record_consultation(desk, ConsultationForm("T05-01", "O3", 15, follow_up_day="2026-12-05"))
    order = HandoutOrder(("H06",), Register.EASY, consultation_id=made.consultation.consultation_id)
    assert "12月5日（土）" in in_one_line(desk, order).replace(" ", "")


def in_one_line(desk: Desk, order: HandoutOrder) -> str:
    return " ".join(text_of(leaflet_paper(desk, order).pdf).replace("\u3000", " ").split())
