"""お名前でさがす at the door: people on record, and whoever has booked for today, on record or not."""

from dataclasses import dataclass

from core.facts import Booking, Session
from desktop.app.booking_board import BookingLine, todays_bookings
from desktop.app.desk import Desk
from desktop.app.people import PersonLine
from desktop.app.who_is_here import find_at_door


@dataclass(frozen=True)
class Found:
    """Somebody on record, somebody who has booked for today, or both."""

    person: PersonLine | None = None
    booking: BookingLine | None = None
    session: Session | None = None


def find_visitors(desk: Desk, words: str, *, first: bool = False) -> list[Found]:
    """For these letters: who is expected today first. The `first` look leaves a record where names are seen."""
    standing_for = desk.store.facts.standing_for
    people = {line.person.person_id: line for line in find_at_door(desk, words, first=first)}
    expected = [
        Found(people.pop(standing_for(booking.booking.person_id or ""), None), booking, session)
        for session, booking in _expected(desk, words)
    ]
    return [*expected, *(Found(line) for line in people.values())]


def _expected(desk: Desk, words: str) -> list[tuple[Session, BookingLine]]:
    """Nothing is looked through on a day without bookings."""
    booked = "cancelled = 0 AND session_id IN (SELECT session_id FROM fact_session WHERE day = ?)"
    if not desk.store.facts.count(Booking, booked, [desk.today.isoformat()]):
        return []
    return todays_bookings(desk, words)
