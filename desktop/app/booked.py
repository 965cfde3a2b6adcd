"""Who is booked where: what the door and the board ask, without names."""

from dataclasses import dataclass

from core.bookings import BookingState, state_of
from core.facts import Attendance, Booking, Session
from core.problem import Problem
from desktop.app.desk import Desk


@dataclass(frozen=True)
class Booked:
    """A booking, its session, how it stands now, and the reception that came of it."""

    booking: Booking
    session: Session
    state: BookingState
    attendance: Attendance | None = None


def bookings_of(desk: Desk, session_id: str) -> list[Booking]:
    """Every booking of a session in the order in which they were made, cancelled ones and the waiting list too."""
    return desk.store.facts.where(Booking, "session_id = ?", [session_id], order="made_at, booking_id")


def the_booking(desk: Desk, booking_id: str) -> Booking:
    """The booking with this id. Raises Problem."""
    found = desk.store.facts.one(Booking, booking_id)
    if found is None:
        raise Problem("booking_unknown", "その予約が見つかりません。", "予約の表から選び直してください。")
    return found


def booking_of(desk: Desk, person_id: str, session_id: str) -> Booking | None:
    """The booking that this person, merged records too, holds in a session; waiting ones hold nothing.

    None when somebody was already received by it: it brought one visit, not two.
    """
    found = _of_person(desk, person_id, "session_id = ? AND waiting = 0", [session_id])
    return next((each for each in found if attendance_of(desk, each) is None), None)


def booked_elsewhere(desk: Desk, person_id: str, session: Session) -> list[Booked]:
    """What this person has booked in other sessions of the same day that still take place, by time.

    Nothing when this session is booked too.
    """
    if _of_person(desk, person_id, "session_id = ? AND waiting = 0", [session.session_id]):
        return []
    others = desk.store.facts.where(
        Session,
        "day = ? AND session_id <> ? AND state IN ('planned', 'open')",
        [session.day, session.session_id],
        order="starts, session_id",
    )
    return [
        booked(desk, booking, other)
        for other in others
        for booking in _of_person(desk, person_id, "session_id = ? AND waiting = 0", [other.session_id])
    ]


def booked(desk: Desk, booking: Booking, session: Session) -> Booked:
    """How one booking stands at this moment."""
    attendance = attendance_of(desk, booking)
    return Booked(booking, session, state_of(booking, session, desk.clock.now(), arrived=bool(attendance)), attendance)


def attendance_of(desk: Desk, booking: Booking) -> Attendance | None:
    """The standing reception that names this booking, or that received its person in the session."""
    standing = "session_id = ? AND voided = 0 AND "
    facts, session = desk.store.facts, [booking.session_id]
    found = facts.where(Attendance, f"{standing}booking_id = ?", [*session, booking.booking_id], order="at")
    if not found and booking.person_id:
        people = sorted(facts.same_person(booking.person_id))
        marks = ", ".join("?" * len(people))
        found = facts.where(Attendance, f"{standing}person_id IN ({marks})", [*session, *people], order="at")
    return found[0] if found else None


def _of_person(desk: Desk, person_id: str, condition: str, values: list[object]) -> list[Booking]:
    people = sorted(desk.store.facts.same_person(person_id))
    marks = ", ".join("?" * len(people))
    asked = f"person_id IN ({marks}) AND cancelled = 0 AND {condition}"
    return desk.store.facts.where(Booking, asked, [*people, *values], order="slot, made_at, booking_id")
