"""How much room a session has at this moment, and who waits for it."""

from collections.abc import Sequence

from core.bookings import Held, Place, free_places, held, room, standing, waiting_list
from core.facts import Booking, Session
from core.problem import Problem
from desktop.app.booked import attendance_of, bookings_of
from desktop.app.desk import Desk
from desktop.app.door import received_in


def next_free(desk: Desk, session: Session) -> Place | None:
    """The first free place that has not begun yet; None without slots. Raises Problem when there is none."""
    holds = held_now(desk, session, bookings_of(desk, session.session_id))
    is_open = room(session, holds) != 0
    if is_open and not session.slot_minutes:
        return None
    now = desk.clock.now().strftime("%Y-%m-%dT%H:%M")
    ahead = [place for place in free_places(session, holds) if f"{session.day}T{place.slot}" >= now]
    if not ahead or not is_open:
        raise Problem("session_full", "いまは空きがありません。", "取り消しが出ると、ここから繰り上げられます。")
    return ahead[0]


def held_now(desk: Desk, session: Session, known: Sequence[Booking]) -> list[Held]:
    """What is held, each by the record that stands for the person after merges.

    Without slots whoever came without a booking takes a place too.
    """
    holds = [Held(_standing_for(desk, each.person_id), each.place) for each in held(known)]
    return holds if session.slot_minutes else holds + [Held(None, None)] * _unbooked_visits(desk, session, known)


def waiting_now(desk: Desk, known: Sequence[Booking]) -> list[Booking]:
    """キャンセル待ち without those who came anyway."""
    return [each for each in waiting_list(known) if attendance_of(desk, each) is None]


def _standing_for(desk: Desk, person_id: str | None) -> str | None:
    return desk.store.facts.standing_for(person_id) if person_id else None


def _unbooked_visits(desk: Desk, session: Session, known: Sequence[Booking]) -> int:
    visits = received_in(desk, session)
    return max(0, visits - sum(attendance_of(desk, each) is not None for each in standing(known))) if visits else 0
