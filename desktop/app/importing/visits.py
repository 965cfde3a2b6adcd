"""What rows of receptions and of consultations have in common: whom they tell of, and which came before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.age_band import AgeBand
from core.facts import Person
from core.tables.desk_entries import DeskEntry
from core.tables.entries import Entry
from core.tables.matching import Features, features_of_entry
from desktop.app.desk import Desk
from desktop.app.door import band_today, surviving
from desktop.app.importing.on_record import RecordsHere
from desktop.storage.imported import ImportedRows

PORTION = 200


@dataclass(frozen=True)
class Row:
    """A row with what it is compared by; `mark` is of what is kept of it, never of more."""

    entry: DeskEntry
    features: Features
    mark: bytes


class Rows:
    """The rows of one table beside who is on record and beside what was taken in before."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], what: str) -> None:
        self._desk, self._what = desk, what
        self._imported = ImportedRows(desk.store.db)
        self._records = RecordsHere(desk)
        self._left: Counter[bytes] = Counter()
        self.rows = [self._row(entry) for entry in entries if isinstance(entry, DeskEntry)]

    def fetch(self) -> Iterator[int]:
        """Look up everybody, a breath after each slice."""
        often = Counter(row.mark for row in self.rows)
        for mark, _ in self._imported.known(often):
            if self._left[mark] < often[mark]:
                self._left[mark] += 1
        yield 0
        cards = [row.entry.card for row in self.rows if row.entry.card]
        for _ in self._records.fetch([row.features for row in self.rows], cards):
            yield 0

    def came_before(self, row: Row) -> bool:
        """Whether this row was taken in by an earlier import: as often as it was, and no oftener."""
        if not self._left[row.mark]:
            return False
        self._left[row.mark] -= 1
        return True

    def person(self, row: Row) -> Person | None:
        """By card, by name with phone or birth date, or by a name that only one has."""
        card = row.entry.card
        found = self._records.holder(card, row.features) if card else None
        found = found or self._records.register.only(row.features)
        person = surviving(self._desk, found.person_id) if found else None
        return None if person is None or person.erased else person

    def band(self, row: Row, person: Person | None) -> str:
        """As the table tells it, else as the person's own record does."""
        told = row.entry.age_band
        if told is not AgeBand.UNKNOWN or person is None or row.entry.day is None:
            return told.value
        return band_today(person, row.entry.day)

    def _row(self, entry: DeskEntry) -> Row:
        told = features_of_entry(entry)
        begins = entry.begins.strftime("%H:%M") if entry.begins else None
        values = (
            self._what,
            entry.day.isoformat() if entry.day else None,
            begins,
            entry.number,
            told.name,
            told.kana,
            told.phone,
            told.born,
            entry.card,
            entry.age_band.value,
            " ".join(entry.topics),
            entry.outcome,
            entry.follow_up,
            str(entry.minutes),
            entry.note,
        )
        return Row(entry, told, self._imported.mark(values))
