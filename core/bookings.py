"""Rules of bookings: the slots of a session, who holds which place, who comes next, who never came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from core.clock import JAPAN
from core.facts import Booking, Session
from core.kinds import BookingMade
from core.problem import Problem

LATE_AFTER = timedelta(minutes=10)
MOST_TABLES = 20
MOST_SLOTS = 100
_NUMBERS = 9000


class BookingState(StrEnum):
    """How a booking stands. `late`: ten minutes after its time nobody has come yet."""

    EXPECTED = "expected"
    LATE = "late"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    WAITING = "waiting"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of the board: when the slot begins (HH:MM), and the table from 1."""

    slot: str
    table: int


@dataclass(frozen=True, slots=True)
class Held:
    """What one standing booking holds: whose it is, if known, and its place on the board, if there is one."""

    person_id: str | None
    place: Place | None


def slot_times(starts: str, ends: str, minutes: int | None) -> tuple[str, ...]:
    """When the slots begin (HH:MM): only whole ones, from the session's beginning to its end."""
    if not minutes or minutes < 0:
        return ()
    first, end = _minutes(starts), _minutes(ends)
    begins = range(first, end - minutes + 1, minutes)
    return tuple(f"{begin // 60:02}:{begin % 60:02}" for begin in begins[:MOST_SLOTS])


def places(session: Session) -> tuple[Place, ...]:
    """Every cell of the board, by time and table; none for a session without slots."""
    times = slot_times(session.starts, session.ends, session.slot_minutes)
    return tuple(Place(time, table) for time in times for table in range(1, (session.tables or 1) + 1))


def place_of(booking: Booking) -> Place | None:
    """The cell that a booking names."""
    return Place(booking.slot, booking.desk) if booking.slot and booking.desk else None


def standing(bookings: Iterable[Booking]) -> list[Booking]:
    """Those that hold a place: neither cancelled nor waiting."""
    return [each for each in bookings if not each.cancelled and not each.waiting]


def waiting_list(bookings: Iterable[Booking]) -> list[Booking]:
    """キャンセル待ち, first come first."""
    waits = [each for each in bookings if each.waiting and not each.cancelled]
    return sorted(waits, key=lambda each: (each.made_at, each.booking_id))


def held(bookings: Iterable[Booking]) -> list[Held]:
    """What the standing ones among these hold."""
    return [Held(each.person_id, place_of(each)) for each in standing(bookings)]


def free_places(session: Session, holds: Iterable[Held]) -> list[Place]:
    """The cells that nobody holds, by time and table."""
    gone = {each.place for each in holds}
    return [place for place in places(session) if place not in gone]


def room(session: Session, holds: Sequence[Held]) -> int | None:
    """How many more can be booked; None for any number. Never below 0, also where two laptops booked apart."""
    limits = [] if session.quota is None else [session.quota - len(holds)]
    if session.slot_minutes:
        limits.append(len(free_places(session, holds)))
    return max(0, min(limits)) if limits else None


def placed(told: BookingMade, session: Session, holds: Sequence[Held]) -> BookingMade:
    """The booking as it can be kept beside what others hold. Raises Problem with the way out.

    A slot without a table gets the first free table of that time. On the waiting list nobody has a place.
    """
    if session.state == "cancelled":
        raise Problem("session_cancelled", "その回は中止になりました。", "ほかの回を選んでください。")
    if told.person_id and any(each.person_id == told.person_id for each in holds):
        raise Problem(
            "booked_already", "その方は、この回をもう予約されています。", "予約の時刻を変えることができます。"
        )
    if told.waiting:
        return _at(told, None)
    if room(session, holds) == 0:
        raise Problem(
            "session_full", "この回は、予約でいっぱいです。", "ほかの回をご案内するか、キャンセル待ちに入れてください。"
        )
    if session.slot_minutes:
        return _at(told, _free_place(told, session, holds))
    if told.slot or told.table:
        raise Problem("no_slots", "この回には、時刻の枠がありません。", "時刻を付けずに予約してください。")
    return told


def booking_number(booking_id: str) -> str:
    """予約番号, four digits to be told by telephone: the same on every laptop, made of the id alone."""
    return str(int(booking_id.replace("-", "")[-8:], 16) % _NUMBERS + 1000)


def state_of(booking: Booking, session: Session, now: datetime, *, arrived: bool) -> BookingState:
    """How a booking of this session stands at a moment."""
    if arrived:
        return BookingState.ARRIVED
    if booking.cancelled:
        return BookingState.NO_SHOW if booking.no_show else BookingState.CANCELLED
    if booking.waiting:
        return BookingState.WAITING
    if session.state == "closed" or session.day < now.astimezone(JAPAN).date().isoformat():
        return BookingState.NO_SHOW
    begins = datetime.fromisoformat(f"{session.day}T{booking.slot or session.starts}").replace(tzinfo=JAPAN)
    return BookingState.LATE if now >= begins + LATE_AFTER else BookingState.EXPECTED


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def _at(told: BookingMade, place: Place | None) -> BookingMade:
    return msgspec.structs.replace(told, slot=place.slot if place else None, table=place.table if place else None)


def _free_place(told: BookingMade, session: Session, holds: Sequence[Held]) -> Place:
    at_that_time = [place for place in places(session) if place.slot == told.slot]
    wanted = [place for place in at_that_time if told.table in (None, place.table)]
    if not wanted:
        raise Problem("no_such_slot", "その時刻や番号の枠はありません。", "予約の表から、時刻と番号を選んでください。")
    free = set(free_places(session, holds))
    first = next((place for place in wanted if place in free), None)
    if first is None:
        raise Problem("slot_taken", "その枠は、もう予約されています。", "ほかの時刻か、ほかの番号を選んでください。")
    return first
