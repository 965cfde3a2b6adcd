"""Bookings from a table: each to its session and its slot, of somebody on record or of a name told by phone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

import msgspec

from core.bookings import Held, booking_number, held, place_of
from core.facts import Booking, Person, Session
from core.ids import new_entity_id
from core.kinds import BookingMade
from core.problem import Problem
from core.search_text import search_form
from core.tables.entries import Entry
from core.tables.matching import Features, features_of_entry, same_name
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from core.tables.session_choice import choose_session, slot_of
from core.tables.texts import digits_of
from desktop.app.booked import bookings_of
from desktop.app.bookings import booking_draft
from desktop.app.desk import Desk
from desktop.app.door import band_today, surviving
from desktop.app.importing.on_record import RecordsHere
from desktop.app.importing.tables import Reading
from desktop.app.importing.work import Progress, Work
from desktop.app.sessions import the_session
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

BATCH = 500
_PORTION = 200
_MOST_NUMBERS = 5_000
"""Beyond so many in one session, a number may be told twice."""
_FULL = ("session_full", "slot_taken")


@dataclass(frozen=True)
class NewBooking:
    """A row that keeps a place. The id is given here, so that its mark can name what is to come."""

    row: int
    booking_id: str
    told: BookingMade
    mark: bytes


@dataclass
class BookingsImport:
    """One import: `compare` first, then `take_in`, both as Work; its figures are right when neither is under way.

    With `session_id` every row is for that session, unless it tells another day or a time outside of it.
    """

    reading: Reading
    session_id: str | None = None
    batch: int = BATCH
    new: list[NewBooking] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    added: int = 0

    @property
    def to_add(self) -> int:
        """How many are new, kept by now or not yet."""
        return len(self.new)

    @property
    def compare(self) -> Work:
        """Find each row's session and person, and what is booked already; nothing is written."""
        return Work(self._compare)

    @property
    def take_in(self) -> Work:
        """Keep the new places. Stopped in between, whole batches stand, and the next import goes on."""
        return Work(self._take_in)

    def _compare(self, desk: Desk) -> Iterator[Progress]:
        self.faults = [fault for entry in self.reading.entries for fault in entry.faults]
        comparing = _Comparing(desk, self, [entry for entry in self.reading.entries if not entry.refused])
        total = len(comparing.entries)
        for done in comparing.run():
            yield Progress(done, total)
        board = Board(desk)
        for place, each in enumerate(self.new):
            if board.draft(each).made.waiting:
                self.faults.append(Fault(each.row, Reason.WAITING))
            if place % _PORTION == 0:
                yield Progress(total, total)
        self.faults.sort(key=lambda fault: fault.row)
        yield Progress(total, total)

    def _take_in(self, desk: Desk) -> Iterator[Progress]:
        rows = ImportedRows(desk.store.db)
        waiting = iter(self.new[self.added :])
        while some := list(islice(waiting, self.batch)):
            rows.add((each.mark, each.booking_id) for each in some)
            board = Board(desk)  # as it is now: somebody may have booked by telephone meanwhile
            recorded = desk.record(*(drafted.draft for each in some if (drafted := self._placed(board, each))))
            self.added += len(some)
            yield Progress(self.added, len(self.new), changed=recorded.changed)

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
            draft = booking_draft(new.told, session, holds, new.booking_id)
        except Problem as problem:
            if problem.code not in _FULL:
                raise
            wait = msgspec.structs.replace(new.told, waiting=True)
            draft = booking_draft(wait, session, holds, new.booking_id)
        made = draft.payload
        assert isinstance(made, BookingMade)
        if not made.waiting:
            booking = Booking(
                booking_id=new.booking_id,
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


@dataclass(frozen=True)
class _Known:
    """A booking of a session that is kept, or about to be; `row` is the row of this table that tells of it."""

    booking_id: str
    person_id: str | None
    features: Features
    row: int | None = None


class _Comparing:
    """The rows of one table beside the sessions, the people and the bookings there are."""

    def __init__(self, desk: Desk, work: BookingsImport, entries: list[Entry]) -> None:
        self.entries = entries
        self._desk, self._work = desk, work
        self._rows = ImportedRows(desk.store.db)
        self._records = RecordsHere(desk)
        self._sessions = self._all_sessions()
        self._known: dict[str, list[_Known]] = {}
        self._numbers: dict[str, set[str]] = {}
        self._left: Counter[bytes] = Counter()
        self._taken: set[str] = set()

    def run(self) -> Iterator[int]:
        """How many rows are settled, from time to time."""
        chosen = [(entry, session) for entry in self.entries if (session := self._session(entry)) is not None]
        yield 0
        told = [features_of_entry(entry) for entry, _ in chosen]
        marks = [self._mark(entry, session, each) for (entry, session), each in zip(chosen, told, strict=True)]
        self._account(marks)
        yield 0
        for _ in self._records.fetch(told, [entry.card for entry, _ in chosen if entry.card]):
            yield 0
        for done, ((entry, session), features, mark) in enumerate(zip(chosen, told, marks, strict=True), 1):
            self._settle(entry, session, features, mark)
            if done % _PORTION == 0:
                yield done

    def _all_sessions(self) -> list[Session]:
        if self._work.session_id is not None:
            return [the_session(self._desk, self._work.session_id)]
        days = sorted(entry.day.isoformat() for entry in self.entries if entry.day)
        if not days:
            return []
        return self._desk.store.facts.where(Session, "day BETWEEN ? AND ?", [days[0], days[-1]])

    def _session(self, entry: Entry) -> Session | None:
        """The row's session, where its slot is one of the board's; else the row is told."""
        if self._work.session_id is not None:
            day = entry.day or date.fromisoformat(self._sessions[0].day)
            chosen = choose_session(replace(entry, day=day, title="", venue=""), self._sessions)
        else:
            chosen = choose_session(entry, self._sessions)
        if not isinstance(chosen, Session):
            self._tell(entry, chosen[0], *chosen[1])
            return None
        slot = slot_of(entry, chosen)
        if isinstance(slot, Reason):
            self._tell(entry, slot, Meaning.TIME)
            return None
        return chosen

    def _mark(self, entry: Entry, session: Session, told: Features) -> bytes:
        """Of what is kept of a row, never of more."""
        begins = entry.begins.strftime("%H:%M") if entry.begins else None
        named = told.name or told.kana or told.phone or told.born or entry.card
        band = None if named else told.band
        return self._rows.mark(
            (session.session_id, begins, told.name, told.kana, told.phone, told.born, entry.card, band)
        )

    def _account(self, marks: list[bytes]) -> None:
        """So many rows of each mark were taken in before, cancelled by now or not."""
        often = Counter(marks)
        for mark, booking_id in self._rows.known(marks):
            if self._left[mark] < often[mark]:
                self._left[mark] += 1
                self._taken.add(booking_id)

    def _settle(self, entry: Entry, session: Session, told: Features, mark: bytes) -> None:
        if self._left[mark]:
            self._left[mark] -= 1
            self._work.known += 1
            return
        person = self._person(entry, told)
        booked = self._booked(session, person, told)
        if booked is not None:
            self._work.known += 1
            self._taken.add(booked.booking_id)
            if booked.row is not None:
                self._tell(entry, Reason.SAME_ROW)
            return
        self._add(entry, session, person, told, mark)

    def _person(self, entry: Entry, told: Features) -> Person | None:
        """Whom the row tells of: by card, by name with phone or birth date, or by a name that only one has."""
        found = self._records.holder(entry.card, told) if entry.card else None
        found = found or self._records.register.only(told)
        person = surviving(self._desk, found.person_id) if found else None
        return None if person is None or person.erased else person

    def _booked(self, session: Session, person: Person | None, told: Features) -> _Known | None:
        """The booking of this session that the row tells of, if there is one."""
        for each in self._in_session(session):
            if person is not None and each.person_id == person.person_id:
                return each
            if each.person_id is None and _same(told, each.features, free=each.booking_id not in self._taken):
                return each
        return None

    def _add(self, entry: Entry, session: Session, person: Person | None, told: Features, mark: bytes) -> None:
        slot = slot_of(entry, session)
        assert not isinstance(slot, Reason)
        content = BookingMade(
            session_id=session.session_id,
            person_id=person.person_id if person else None,
            age_band=band_today(person, self._desk.today) if person else entry.age_band.value,
            slot=slot,
            name=None if person else entry.name,
            kana=None if person else entry.kana,
            phone=None if person else entry.phone,
        )
        made = NewBooking(entry.row, self._new_id(session), content, mark)
        self._work.new.append(made)
        self._taken.add(made.booking_id)  # a name alone proves nothing: the next row of that name is somebody else
        self._in_session(session).append(_Known(made.booking_id, content.person_id, told, entry.row))

    def _in_session(self, session: Session) -> list[_Known]:
        if session.session_id not in self._known:
            bookings = bookings_of(self._desk, session.session_id)
            self._numbers[session.session_id] = {booking_number(each.booking_id) for each in bookings}
            self._known[session.session_id] = [self._kept(each) for each in bookings if not each.cancelled]
        return self._known[session.session_id]

    def _kept(self, booking: Booking) -> _Known:
        person = surviving(self._desk, booking.person_id) if booking.person_id else None
        told = Features(
            search_form(booking.name or ""), search_form(booking.kana or ""), digits_of(booking.phone or "")
        )
        return _Known(booking.booking_id, person.person_id if person else booking.person_id, told)

    def _new_id(self, session: Session) -> str:
        """An id whose number nobody else of the session was told."""
        numbers = self._numbers[session.session_id]
        while booking_number(made := new_entity_id()) in numbers and len(numbers) < _MOST_NUMBERS:
            pass
        numbers.add(booking_number(made))
        return made

    def _tell(self, entry: Entry, reason: Reason, *meanings: Meaning) -> None:
        self._work.faults.append(Fault(entry.row, reason, meanings))


def _same(told: Features, kept: Features, *, free: bool) -> bool:
    """The same name; proven by the phone number, or contradicted by nothing and not told of by another row."""
    if not same_name(told, kept) or (told.phone and kept.phone and told.phone != kept.phone):
        return False
    return free or bool(told.phone and told.phone == kept.phone)
