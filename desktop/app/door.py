"""What the door answers, and the rules that it asks before it lets somebody in."""

from dataclasses import dataclass
from datetime import date

from core.age_band import AgeBand, age_band_on
from core.door_results import DoorResult
from core.facts import Attendance, Booking, Card, Person, Session
from desktop.app.desk import NOTHING, Changed, Desk

_LOWEST_AGE_ABOVE = {
    AgeBand.UNDER_18: 18,
    AgeBand.AGED_18_19: 20,
    AgeBand.TWENTIES: 30,
    AgeBand.THIRTIES: 40,
    AgeBand.FORTIES: 50,
    AgeBand.FIFTIES: 60,
    AgeBand.SIXTIES: 70,
    AgeBand.SEVENTIES: 80,
}


@dataclass(frozen=True)
class DoorAnswer:
    """One of the eight results and what the screen shows with it.

    `card_text` is set for a rightly made card that nobody has yet, so that it can be given to the visitor;
    `reason` is for staff only: nobody is shamed before the queue.
    """

    result: DoorResult
    attendance: Attendance | None = None
    person: Person | None = None
    session: Session | None = None
    card_text: str | None = None
    reason: str | None = None
    changed: Changed = NOTHING


def holder(desk: Desk, card: Card) -> Person | None:
    """Who the card opens for, after merges."""
    return surviving(desk, card.person_id)


def surviving(desk: Desk, person_id: str) -> Person | None:
    """The record that stands for this one; a ring of merges ends where it began."""
    seen: set[str] = set()
    person = desk.store.facts.one(Person, person_id)
    while person is not None and person.merged_into and person.person_id not in seen:
        seen.add(person.person_id)
        person = desk.store.facts.one(Person, person.merged_into) or person
    return person


def band_today(person: Person, day: date) -> str:
    """The age band as on that day: from the birth date where one is kept, else as told."""
    if person.birth_date:
        return age_band_on(date.fromisoformat(person.birth_date), day).value
    return person.age_band


def present(desk: Desk, person_id: str, session: Session) -> Attendance | None:
    """The person's standing attendance of this session, if there is one."""
    found = desk.store.facts.where(
        Attendance,
        "person_id = ? AND session_id = ? AND voided = 0",
        [person_id, session.session_id],
        order="at DESC",
    )
    return found[0] if found else None


def obstacle(desk: Desk, session: Session, person: Person | None, band: str) -> tuple[DoorResult, str] | None:
    """Why the door does not open by itself: the result, and the reason for staff."""
    if person is not None and _booked_elsewhere(desk, person, session):
        return DoorResult.OTHER_SESSION, "booked_elsewhere"
    if session.min_age is not None and _surely_younger(band, session.min_age):
        return DoorResult.NOT_ELIGIBLE, "age"
    if session.quota is not None and _received(desk, session) >= session.quota:
        return DoorResult.FULL, "quota"
    return None


def _surely_younger(band: str, years: int) -> bool:
    above = _LOWEST_AGE_ABOVE.get(AgeBand(band)) if band in set(AgeBand) else None
    return above is not None and above <= years


def _received(desk: Desk, session: Session) -> int:
    return desk.store.facts.count(Attendance, "session_id = ? AND voided = 0", [session.session_id])


def _booked_elsewhere(desk: Desk, person: Person, session: Session) -> bool:
    bookings = desk.store.facts.where(Booking, "person_id = ? AND cancelled = 0", [person.person_id])
    booked = {booking.session_id for booking in bookings}
    if not booked or session.session_id in booked:
        return False
    others = desk.store.facts.where(Session, "day = ? AND state IN ('planned', 'open')", [session.day])
    return any(other.session_id in booked for other in others)
