"""次回の予定: what a consultation that goes on is given, a place in a coming session or only a day.

An appointment is an ordinary booking. Somebody on record is known at the door by card or name; whoever has told no
name is known by 予約番号, which the leaflet carries and お名前でさがす understands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.bookings import Held, booking_number, free_places, room
from core.facts import Attendance, Booking, Consultation, Session
from core.kinds import BookingMade, ConsultationFields
from desktop.app.booked import attendance_of, bookings_of, the_booking
from desktop.app.booking_room import held_now
from desktop.app.bookings import cancelling, new_booking, restoring
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_between, the_session
from desktop.storage.journal import Draft

LOOKS_AHEAD = timedelta(days=60)
FREE_SHOWN, SHOWN = 3, 4
"""As many sessions with a free place are offered, with those that are full between them: so many at most."""
_KINDS = {"consultation", "regular", "standing"}


class Room(StrEnum):
    """What a session can still offer this visitor. `taken`: it is the visitor's already."""

    FREE = "free"
    FULL = "full"
    TAKEN = "taken"


@dataclass(frozen=True)
class Offer:
    """A coming session: the first free slot where it has slots, and how many more can be booked (None: any number)."""

    session: Session
    room: Room
    slot: str | None = None
    free: int | None = None

    @property
    def starts(self) -> str:
        """HH:MM."""
        return self.slot or self.session.starts


@dataclass(frozen=True)
class Appointment:
    """What was chosen: a place in a session, or one on its waiting list."""

    session_id: str
    slot: str | None = None
    waiting: bool = False


@dataclass(frozen=True)
class NextVisit:
    """When somebody comes again; without a booking only `day` is known. `number` is 予約番号."""

    day: date
    starts: str | None = None
    venue: str = ""
    number: str | None = None
    waiting: bool = False


@dataclass(frozen=True)
class Offers:
    """What can be chosen on this day, and what the consultation was given already."""

    today: date
    sessions: tuple[Offer, ...] = ()
    present: NextVisit | None = None


@dataclass(frozen=True)
class Kept:
    """What a consultation names of its appointment, and what is recorded in the same transaction."""

    booking_id: str | None
    day: str | None
    drafts: tuple[Draft, ...] = ()


def offers(desk: Desk, attendance_id: str | None = None, consultation_id: str | None = None) -> Offers:
    """The coming consultation days for this visitor, soonest first; nothing is written.

    `consultation_id` is one that is being changed: what it was given so far is `present`.
    """
    visit = desk.store.facts.one(Attendance, attendance_id) if attendance_id else None
    person = desk.store.facts.standing_for(visit.person_id) if visit and visit.person_id else None
    changed = desk.store.facts.one(Consultation, consultation_id) if consultation_id else None
    found: list[Offer] = []
    for offer in _coming(desk, person):
        found.append(offer)
        if len(found) == SHOWN or sum(each.room is Room.FREE for each in found) == FREE_SHOWN:
            break
    return Offers(desk.today, tuple(found), next_visit(desk, changed) if changed else None)


def kept_appointment(
    desk: Desk, told: ConsultationFields, wanted: Appointment | None, before: str | None = None
) -> Kept:
    """What becomes of the appointment of a consultation that is being written.

    `before` is the booking that it named until now: it gives way to another, and stands again where a consultation
    that was taken back is recorded once more. Raises Problem when the place is gone, with the way out.
    """
    if wanted is not None:
        made = BookingMade(
            session_id=wanted.session_id,
            person_id=told.person_id,
            age_band=told.age_band,
            slot=wanted.slot,
            waiting=wanted.waiting,
        )
        draft, _ = new_booking(desk, made, instead_of=before)
        day = the_session(desk, wanted.session_id).day
        return Kept(draft.entity_id, day, (*taken_back(desk, before), draft))
    if told.booking_id == before:
        return Kept(before, told.follow_up_day)
    return Kept(
        told.booking_id, told.follow_up_day, (*taken_back(desk, before), *_standing_again(desk, told.booking_id))
    )


def taken_back(desk: Desk, booking_id: str | None) -> list[Draft]:
    """What gives the place of an appointment free again; nothing where it was called off or somebody came."""
    booking = desk.store.facts.one(Booking, booking_id) if booking_id else None
    if booking is None or booking.cancelled or attendance_of(desk, booking) is not None:
        return []
    return [cancelling(desk, booking)]


def next_visit(desk: Desk, consultation: Consultation) -> NextVisit | None:
    """When this visitor comes again, as far as the consultation tells; a booking that was called off is none."""
    booking = desk.store.facts.one(Booking, consultation.booking_id) if consultation.booking_id else None
    if booking is not None:
        return None if booking.cancelled else _booked_visit(desk, booking)
    return NextVisit(date.fromisoformat(consultation.follow_up_day)) if consultation.follow_up_day else None


def _booked_visit(desk: Desk, booking: Booking) -> NextVisit:
    session = the_session(desk, booking.session_id)
    return NextVisit(
        date.fromisoformat(session.day),
        booking.slot or session.starts,
        session.venue or desk.identity.site_name,
        booking_number(booking.booking_id),
        bool(booking.waiting),
    )


def _standing_again(desk: Desk, booking_id: str | None) -> list[Draft]:
    booking = the_booking(desk, booking_id) if booking_id else None
    return [restoring(desk, booking)] if booking is not None and booking.cancelled else []


def _coming(desk: Desk, person_id: str | None) -> Iterator[Offer]:
    first = desk.today + timedelta(days=1)
    for session in sessions_between(desk, first, desk.today + LOOKS_AHEAD):
        if session.state == "planned" and session.session_kind in _KINDS:
            yield _offer(desk, session, person_id)


def _offer(desk: Desk, session: Session, person_id: str | None) -> Offer:
    known = bookings_of(desk, session.session_id)
    if person_id and _has_place(desk, known, person_id):
        return Offer(session, Room.TAKEN)
    holds: list[Held] = held_now(desk, session, known)
    free = room(session, holds)
    if free == 0:
        return Offer(session, Room.FULL)
    places = free_places(session, holds)
    return Offer(session, Room.FREE, places[0].slot if places else None, free)


def _has_place(desk: Desk, known: list[Booking], person_id: str) -> bool:
    """Whether this person is booked or waits already, under whichever record."""
    standing_for = desk.store.facts.standing_for
    return any(standing_for(each.person_id) == person_id for each in known if each.person_id and not each.cancelled)
