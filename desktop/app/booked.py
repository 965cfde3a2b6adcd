"""Who is booked where: what the door and the board ask, without names."""

from dataclasses import dataclass

from core.bookings import BookingState, state_of
from core.facts import Attendance, Booking, Session
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.storage.facts import any_of


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
        found = facts.where(Attendance, standing + any_of("person_id", people), [*session, *people], order="at")
    return found[0] if found else None
