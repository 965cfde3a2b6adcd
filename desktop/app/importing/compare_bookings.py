"""The rows of a table of bookings beside the sessions, the people and the bookings there are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.bookings import booking_number
from core.facts import Booking, Person, Session
from core.ids import new_entity_id
from core.kinds import BookingMade
from core.search_text import search_form
from core.tables.entries import Entry
from core.tables.matching import Features, features_of_entry, same_name
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from core.tables.session_choice import choose_session, slot_of
from core.tables.texts import digits_of
from desktop.app.booked import bookings_of
from desktop.app.desk import Desk
from desktop.app.door import band_today, surviving
from desktop.app.importing.on_record import RecordsHere
from desktop.app.sessions import the_session
from desktop.storage.imported import ImportedRows

PORTION = 200
_MOST_NUMBERS = 5_000
"""Beyond so many in one session, a number may be told twice."""


@dataclass(frozen=True)
class NewBooking:
    """A row that keeps a place."""

    row: int
    entity_id: str
    told: BookingMade
    mark: bytes


@dataclass(frozen=True)
class _Known:
    """A booking of a session that is kept, or about to be; `row` is the row of this table that tells of it."""

    booking_id: str
    person_id: str | None
    features: Features
    row: int | None = None


class ComparedBookings:
    """The rows of one table beside the sessions, the people and the bookings there are."""

    def __init__(self, desk: Desk, entries: list[Entry], session_id: str | None) -> None:
        self.entries = entries
        self.new: list[NewBooking] = []
        self.known = 0
        self.faults: list[Fault] = []
        self._desk, self._session_id = desk, session_id
        self._rows = ImportedRows(desk.store.db)
        self._records = RecordsHere(desk)
        self._sessions = self._all_sessions()
        self._booked_in: dict[str, list[_Known]] = {}
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
            if done % PORTION == 0:
                yield done

    def _all_sessions(self) -> list[Session]:
        if self._session_id is not None:
            return [the_session(self._desk, self._session_id)]
        days = sorted(entry.day.isoformat() for entry in self.entries if entry.day)
        if not days:
            return []
        return self._desk.store.facts.where(Session, "day BETWEEN ? AND ?", [days[0], days[-1]])

    def _session(self, entry: Entry) -> Session | None:
        """The row's session, where its slot is one of the board's; else the row is told."""
        if self._session_id is not None:
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
            self.known += 1
            return
        person = self._person(entry, told)
        booked = self._booked(session, person, told)
        if booked is not None:
            self.known += 1
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
        self.new.append(made)
        self._taken.add(made.entity_id)  # a name alone proves nothing: the next row of that name is somebody else
        self._in_session(session).append(_Known(made.entity_id, content.person_id, told, entry.row))

    def _in_session(self, session: Session) -> list[_Known]:
        if session.session_id not in self._booked_in:
            bookings = bookings_of(self._desk, session.session_id)
            self._numbers[session.session_id] = {booking_number(each.booking_id) for each in bookings}
            self._booked_in[session.session_id] = [self._kept(each) for each in bookings if not each.cancelled]
        return self._booked_in[session.session_id]

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
        self.faults.append(Fault(entry.row, reason, meanings))


def _same(told: Features, kept: Features, *, free: bool) -> bool:
    """The same name; proven by the phone number, or contradicted by nothing and not told of by another row."""
    if not same_name(told, kept) or (told.phone and kept.phone and told.phone != kept.phone):
        return False
    return free or bool(told.phone and told.phone == kept.phone)
