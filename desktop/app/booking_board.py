"""The board of bookings: slots by tables, or a list; who waits, who came, who did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.bookings import BookingState, Place, booking_number, place_of, places, room
from core.facts import Booking, Session
from core.problem import Problem
from core.search_text import holds
from desktop.app.booked import Booked, booked, bookings_of
from desktop.app.booking_room import held_now, next_free, waiting_now
from desktop.app.desk import Desk
from desktop.app.door import surviving
from desktop.app.people import note_viewing
from desktop.app.sessions import sessions_on, the_session
from desktop.app.settings import visitor_fields


@dataclass(frozen=True)
class BookingLine:
    """One booking as it is shown. Name, kana and phone are empty unless this site records them."""

    booking: Booking
    state: BookingState
    number: str
    name: str = ""
    kana: str = ""
    phone: str = ""
    ticket: str = ""

    @property
    def place(self) -> Place | None:
        """Its cell of the board."""
        return place_of(self.booking)


@dataclass(frozen=True)
class Board:
    """A session's bookings at this moment.

    `lines` hold a place or did, by time and table; `waiting` is キャンセル待ち, first come first. `room` is how many
    more can be booked, None for any number; `can_promote` says that the first who waits can have a place now.
    `fields` are the personal fields that this site has switched on.
    """

    session: Session
    today: date
    places: tuple[Place, ...]
    lines: tuple[BookingLine, ...]
    waiting: tuple[BookingLine, ...]
    room: int | None
    can_promote: bool
    fields: tuple[str, ...]

    def at(self, place: Place) -> tuple[BookingLine, ...]:
        """Who holds this cell: several where two laptops booked it apart."""
        return tuple(each for each in self.lines if each.place == place and not each.booking.cancelled)

    @property
    def everybody(self) -> tuple[BookingLine, ...]:
        """Those who hold a place, then those who wait."""
        return self.lines + self.waiting

    @property
    def doubles(self) -> tuple[Place, ...]:
        """要確認: cells that two laptops booked apart; moving one settles it."""
        return tuple(place for place in self.places if len(self.at(place)) > 1)

    @property
    def unplaced(self) -> tuple[BookingLine, ...]:
        """要確認: who is expected at a time or table that the changed plan no longer has."""
        expected = (BookingState.EXPECTED, BookingState.LATE)
        known = set(self.places)
        return tuple(each for each in self.lines if known and each.state in expected and each.place not in known)

    @property
    def never_came(self) -> tuple[BookingLine, ...]:
        """来られませんでした, by time."""
        return tuple(each for each in self.lines if each.state is BookingState.NO_SHOW)

    def count(self, state: BookingState) -> int:
        """How many stand so."""
        return sum(each.state is state for each in self.lines)


def board(desk: Desk, session_id: str, *, note: bool = False) -> Board:
    """The board of a session. `note` leaves a record where names are seen: once for each look."""
    session, fields = the_session(desk, session_id), visitor_fields(desk)
    known = bookings_of(desk, session_id)
    shown = [each for each in known if each.no_show or not each.cancelled]
    lines = [_line(desk, booked(desk, each, session), fields) for each in shown]
    named = sum(bool(each.name or each.phone) for each in lines)
    if note and named:
        note_viewing(desk, "bookings", persons=named)
    by_id = {each.booking.booking_id: each for each in lines}
    waits = [by_id.pop(each.booking_id) for each in waiting_now(desk, known)]
    return Board(
        session=session,
        today=desk.today,
        places=places(session),
        lines=tuple(sorted(by_id.values(), key=_by_time)),
        waiting=tuple(waits),
        room=room(session, held_now(desk, session, known)),
        can_promote=bool(waits) and _has_place(desk, session),
        fields=fields,
    )


@dataclass(frozen=True)
class BoardDay:
    """The sessions of a day by time, and the board of one of them; none on a day without sessions."""

    day: date
    today: date
    sessions: tuple[Session, ...]
    board: Board | None


def board_day(desk: Desk, day: date | None = None, session_id: str | None = None, *, note: bool = False) -> BoardDay:
    """A day's boards: today's by default, with the session that is named, else the first that is not over."""
    day = date.fromisoformat(the_session(desk, session_id).day) if session_id else day or desk.today
    sessions = tuple(sessions_on(desk, day))
    if session_id and session_id not in {each.session_id for each in sessions}:  # cancelled: its callers are to be told
        sessions = (the_session(desk, session_id), *sessions)
    ahead = [each.session_id for each in sessions if each.state != "closed"] or [
        each.session_id for each in sessions[-1:]
    ]
    chosen = session_id or next(iter(ahead), None)
    return BoardDay(day, desk.today, sessions, board(desk, chosen, note=note) if chosen else None)


def day_beside(desk: Desk, day: date, *, later: bool) -> date:
    """The next day, or the one before, that has a session; today where there is none."""
    which, side = ("min", ">") if later else ("max", "<")
    query = f"SELECT {which}(day) FROM fact_session WHERE state <> 'cancelled' AND day {side} ?"
    row = desk.store.db.execute(query, [day.isoformat()]).fetchone()
    return date.fromisoformat(row[0]) if row[0] else desk.today


def todays_bookings(desk: Desk, words: str = "") -> list[tuple[Session, BookingLine]]:
    """Today's bookings that are still expected, for reception: every word is in name, kana, phone or number."""
    found = []
    for session in sessions_on(desk, desk.today):
        for line in board(desk, session.session_id).lines:
            if line.state in (BookingState.EXPECTED, BookingState.LATE) and _holds(line, words):
                found.append((session, line))
    return found


def _line(desk: Desk, found: Booked, fields: Iterable[str]) -> BookingLine:
    booking = found.booking
    person = surviving(desk, booking.person_id) if booking.person_id else None
    told = {name: getattr(booking, name) or getattr(person, name, None) or "" for name in ("name", "kana", "phone")}
    kept = {name: text if name in fields else "" for name, text in told.items()}
    ticket = (found.attendance.ticket or "") if found.attendance else ""
    return BookingLine(booking, found.state, booking_number(booking.booking_id), ticket=ticket, **kept)


def _has_place(desk: Desk, session: Session) -> bool:
    try:
        next_free(desk, session)
    except Problem:
        return False
    return session.state in ("planned", "open")


def _by_time(line: BookingLine) -> tuple[str, int, str, str]:
    booking = line.booking
    return booking.slot or "", booking.desk or 0, booking.made_at, booking.booking_id


def _holds(line: BookingLine, words: str) -> bool:
    return holds(filter(None, (line.name, line.kana, line.phone, line.number)), words)
