"""Bookings from a table: each to its session and its slot, of somebody on record or of a name told by phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from core.bookings import Held, held, place_of
from core.facts import Booking, Session
from core.kinds import BookingMade
from core.problem import Problem
from core.tables.entries import Entry
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from desktop.app.booked import bookings_of
from desktop.app.bookings import booking_draft
from desktop.app.desk import Desk
from desktop.app.importing.compare_bookings import PORTION, ComparedBookings, NewBooking
from desktop.app.importing.table_import import TableImport
from desktop.app.sessions import the_session
from desktop.storage.journal import Draft

_FULL = ("session_full", "slot_taken")


@dataclass
class BookingsImport(TableImport[NewBooking]):
    """The bookings of a table.

    With `session_id` every row is for that session, unless it tells another day or a time outside of it.
    """

    batch: int = 500
    session_id: str | None = field(default=None, kw_only=True)

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        compared = ComparedBookings(desk, entries, self.session_id)
        yield from compared.run()
        self.new, self.known = compared.new, compared.known
        self.faults += compared.faults
        board = Board(desk)
        for place, each in enumerate(self.new):
            if board.draft(each).made.waiting:
                self.faults.append(Fault(each.row, Reason.WAITING))
            if place % PORTION == 0:
                yield len(entries)

    def _drafts(self, desk: Desk, some: Sequence[NewBooking]) -> Iterator[Draft]:
        board = Board(desk)  # as it is now: somebody may have booked by telephone meanwhile
        return (drafted.draft for each in some if (drafted := self._placed(board, each)))

    def _placed(self, board: "Board", new: NewBooking) -> "Drafted | None":
        """None where the person was booked, or the session cancelled, since the rows were compared."""
        try:
            return board.draft(new)
        except Problem as problem:
            self.new = [each for each in self.new if each is not new]
            self.added -= 1
            if problem.code == "booked_already":
                self.known += 1
            else:
                self.faults.append(Fault(new.row, Reason.SESSION_OVER, (Meaning.DAY,)))
            return None


@dataclass(frozen=True)
class Drafted:
    """A booking that fits beside the others."""

    draft: Draft
    made: BookingMade


class Board:
    """What is held in each session, as the bookings of a batch come to it one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sessions: dict[str, Session] = {}
        self._held: dict[str, list[Held]] = {}

    def draft(self, new: NewBooking) -> Drafted:
        """The booking at its place; on the waiting list where slot or session is full."""
        session, holds = self._look(new.told.session_id)
        try:
            draft = booking_draft(new.told, session, holds, new.entity_id)
        except Problem as problem:
            if problem.code not in _FULL:
                raise
            wait = msgspec.structs.replace(new.told, waiting=True)
            draft = booking_draft(wait, session, holds, new.entity_id)
        made = draft.payload
        assert isinstance(made, BookingMade)
        if not made.waiting:
            booking = Booking(
                booking_id=new.entity_id,
                session_id=made.session_id,
                made_at="",
                person_id=made.person_id,
                age_band=made.age_band,
                slot=made.slot,
                desk=made.table,
            )
            holds.append(Held(made.person_id, place_of(booking)))
        return Drafted(draft, made)

    def _look(self, session_id: str) -> tuple[Session, list[Held]]:
        if session_id not in self._sessions:
            self._sessions[session_id] = the_session(self._desk, session_id)
            self._held[session_id] = held(bookings_of(self._desk, session_id))
        return self._sessions[session_id], self._held[session_id]
