"""Rows of what a desk wrote down: sessions, receptions and consultations of days on paper or of another program."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from typing import TypeVar

from core.minutes import LONGEST_MINUTES
from core.plan_told import LONGEST_TEXT
from core.tables.cells import Cell, Row, text_of
from core.tables.dates import has_time, read_end, read_minutes, read_time
from core.tables.desk_words import DeskWords, session_kind
from core.tables.entries import Entry, Kept, RowReader
from core.tables.meanings import Meaning
from core.tables.reasons import Reason
from core.tickets import Ticket

C = TypeVar("C")
LONGEST_NOTE = 4_000
MOST_PLACES = 9_999


@dataclass(frozen=True, slots=True)
class DeskEntry(Entry):
    """What a row tells beside who it was. `number` is the reception's number as written, compared and never kept."""

    ends: time | None = None
    ticket: Ticket | None = None
    number: str = ""
    topics: tuple[str, ...] = ()
    outcome: str = ""
    follow_up: str = ""
    minutes: int | None = None
    channel: str = ""
    supporter: str = ""
    note: str | None = None
    quota: int | None = None
    session_kind: str = ""


class DeskReader(RowReader):
    """What all three tables have in common."""

    def __init__(
        self,
        row: Row,
        texts: tuple[str, ...],
        places: Mapping[Meaning, tuple[int, ...]],
        kept: Kept,
        words: DeskWords,
    ) -> None:
        super().__init__(row, texts, places, kept)
        self._words = words

    def desk_entry(self, **told: object) -> DeskEntry:
        """The entry of people or bookings, and what else is told."""
        common = super().entry()
        known = {each.name: getattr(common, each.name) for each in fields(Entry)}
        return DeskEntry(**known | told | {"faults": tuple(self.faults)})

    def past_day(self, day: date | None) -> None:
        """Whatever was written down has happened."""
        if day is None and not any(fault.reason is Reason.DAY for fault in self.faults):
            self.fault(Reason.NO_DAY, Meaning.DAY)
        elif day is not None and day > self.kept.today:
            self.fault(Reason.FUTURE, Meaning.DAY)

    def ticket(self) -> tuple[Ticket | None, str]:
        """A number with its letter, and whatever is written; a bare number belongs to no laptop."""
        cells = self.cells(Meaning.TICKET)
        written = text_of(cells[0])[:20] if cells else ""
        try:
            return Ticket.parse(written), written
        except ValueError:
            if written and not written.isdecimal():
                self.fault(Reason.TICKET, Meaning.TICKET)
            return None, written

    def ends(self) -> time | None:
        """When it ended: in its own column, or behind the beginning in the same cell."""
        told = self.read(Meaning.ENDS, Reason.TIME, read_time)
        for meaning in (Meaning.TIME, Meaning.DAY) if told is None else ():
            cells = self.cells(meaning)
            if cells and (meaning is Meaning.TIME or has_time(cells[0])):
                told = told or self.tried(meaning, Reason.TIME, read_end, cells[0])
        return told

    def kept_words(self, meaning: Meaning, longest: int) -> str | None:
        """Words that are kept as they are: guarded, and no longer than this."""
        text = " ".join(map(text_of, self.cells(meaning))).strip()
        if len(text) > longest:
            self.fault(Reason.TOO_LONG, meaning)
            return None
        return None if not text or self.guarded(text, (meaning,)) else text


class AttendanceReader(DeskReader):
    """A row of receptions."""

    def entry(self) -> DeskEntry:
        ticket, number = self.ticket()
        self.past_day(self.when()[0])
        return self.desk_entry(ticket=ticket, number=number)


class ConsultationReader(DeskReader):
    """A row of consultations."""

    def entry(self) -> DeskEntry:
        ticket, number = self.ticket()
        day, begins = self.when()
        self.past_day(day)
        ends = self.ends()
        topics = self._chosen(Meaning.TOPIC, Reason.TOPIC, Reason.NO_TOPIC, self._words.topics) or ()
        if len(topics) > 1:
            self.fault(Reason.MORE_TOPICS, Meaning.TOPIC)
        outcome, follow_up = self._chosen(Meaning.OUTCOME, Reason.OUTCOME, Reason.NO_OUTCOME, self._words.outcome) or (
            "",
            "",
        )
        return self.desk_entry(
            ticket=ticket,
            number=number,
            ends=ends,
            topics=topics,
            outcome=outcome,
            follow_up=follow_up,
            minutes=self._minutes(begins, ends),
            channel=self.read(Meaning.CHANNEL, Reason.CHANNEL, lambda cell: self._words.channel(text_of(cell))) or "",
            supporter=self.text(Meaning.SUPPORTER),
            note=self.kept_words(Meaning.NOTE, LONGEST_NOTE),
        )

    def _chosen(self, meaning: Meaning, wrong: Reason, missing: Reason, read: Callable[[str], C]) -> C | None:
        """What a cell says of the catalogue; that it says nothing is told apart from what cannot be told."""
        cells = self.cells(meaning)
        if not cells:
            self.fault(missing, meaning)
            return None
        return self.tried(meaning, wrong, lambda cell: read(text_of(cell)), cells[0])

    def _minutes(self, begins: time | None, ends: time | None) -> int | None:
        """As told, else from the beginning to the end."""
        minutes = self.read(Meaning.MINUTES, Reason.MINUTES, read_minutes)
        if minutes is None and begins is not None and ends is not None:
            minutes = 60 * (ends.hour - begins.hour) + ends.minute - begins.minute
            if minutes < 0:
                self.fault(Reason.TIMES, Meaning.TIME, Meaning.ENDS)
                return None
        if minutes is None:
            if not any(fault.reason is Reason.MINUTES for fault in self.faults):
                self.fault(Reason.NO_MINUTES, Meaning.MINUTES)
        elif not 0 <= minutes <= LONGEST_MINUTES:
            self.fault(Reason.MINUTES, Meaning.MINUTES)
            return None
        return minutes


class SessionReader(DeskReader):
    """A row of the calendar: past days and days to come."""

    def entry(self) -> DeskEntry:
        day, begins = self.when()
        if day is None and not self.faults:
            self.fault(Reason.NO_DAY, Meaning.DAY)
        ends = self.ends()
        title = self.kept_words(Meaning.TITLE, LONGEST_TEXT)
        self.kept_words(Meaning.VENUE, LONGEST_TEXT)
        for missing, reason, meaning in (
            (title is None, Reason.NO_TITLE, Meaning.TITLE),
            (begins is None, Reason.NO_START, Meaning.TIME),
            (ends is None, Reason.NO_END, Meaning.ENDS),
        ):
            if missing and not any(meaning in fault.meanings for fault in self.faults):
                self.fault(reason, meaning)
        if begins is not None and ends is not None and ends < begins:
            self.fault(Reason.TIMES, Meaning.TIME, Meaning.ENDS)
        kind = self.read(Meaning.SESSION_KIND, Reason.SESSION_KIND, lambda cell: session_kind(text_of(cell)))
        quota = self.read(Meaning.QUOTA, Reason.QUOTA, _places)
        return self.desk_entry(ends=ends, quota=quota, session_kind=kind or "consultation")


def _places(cell: Cell) -> int:
    """「20名」 is 20."""
    text = unicodedata.normalize("NFKC", text_of(cell)).strip().removesuffix("名").removesuffix("人").strip()
    if not (text.isascii() and text.isdecimal()) or int(text) > MOST_PLACES:
        raise ValueError("no number of places")
    return int(text)
