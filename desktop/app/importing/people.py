"""People from a table: who of them is new, and putting those on record, a batch in each transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.age_band import AgeBand
from core.ids import new_entity_id, new_person_id
from core.kinds import CardIssued, PersonRegistered
from core.tables.entries import Entry
from core.tables.matching import Features, OnRecord, differences, features_of_entry
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from desktop.app.desk import Desk
from desktop.app.importing.on_record import RecordsHere
from desktop.app.importing.table_import import TableImport
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

_PORTION = 1_000


@dataclass(frozen=True)
class NewPerson:
    """A row that puts somebody on record."""

    entry: Entry
    entity_id: str
    mark: bytes


@dataclass
class PeopleImport(TableImport[NewPerson]):
    """The people of a table."""

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        return _Comparing(desk, self, entries).run()

    def _drafts(self, desk: Desk, some: Sequence[NewPerson]) -> Iterator[Draft]:
        return (draft for each in some for draft in _drafts(each))


class _Comparing:
    """The rows of one table beside what is on record."""

    def __init__(self, desk: Desk, work: PeopleImport, entries: list[Entry]) -> None:
        self.entries = entries
        self._work = work
        self._rows = ImportedRows(desk.store.db)
        self._records = RecordsHere(desk)
        self._left: Counter[bytes] = Counter()

    def run(self) -> Iterator[int]:
        """How many rows are settled, from time to time."""
        told: list[tuple[Features, bytes]] = []
        for place, entry in enumerate(self.entries):
            told.append(self._features(entry))
            if place % _PORTION == 0:
                yield 0
        self._account([mark for _, mark in told])
        cards = [entry.card for entry in self.entries if entry.card]
        for _ in self._records.fetch([features for features, _ in told], cards):
            yield 0
        for done, (entry, (features, mark)) in enumerate(zip(self.entries, told, strict=True), 1):
            self._settle(entry, features, mark)
            if done % _PORTION == 0:
                yield done

    def _features(self, entry: Entry) -> tuple[Features, bytes]:
        """What a row is compared by, and its mark: of what is kept of it, never of more."""
        told = features_of_entry(entry)
        named = told.name or told.kana or told.phone or told.born or entry.card
        mark = self._rows.mark((told.name, told.kana, told.phone, told.born, entry.card, None if named else told.band))
        return told, mark

    def _account(self, marks: list[bytes]) -> None:
        """So many rows of each mark were taken in before; what came of them stands for no other row."""
        often = Counter(marks)
        for mark, person_id in self._rows.known(marks):
            if self._left[mark] < often[mark]:
                self._left[mark] += 1
                self._records.register.take([person_id])

    def _settle(self, entry: Entry, told: Features, mark: bytes) -> None:
        if self._left[mark]:
            self._left[mark] -= 1
            self._work.known += 1
            return
        has_card = entry.card is not None and entry.card in self._records.cards
        found = self._records.holder(entry.card or "", told) if has_card else self._records.register.find(told)
        if found is not None:
            self._met(entry, told, found, has_card)
        elif has_card:
            self._tell(entry, Reason.CARD_USED, Meaning.CARD)
        elif told == Features(band=AgeBand.UNKNOWN) and entry.card is None:
            self._tell(entry, Reason.NOTHING)
        else:
            self._add(entry, told, mark)

    def _met(self, entry: Entry, told: Features, found: OnRecord, by_card: bool) -> None:
        self._work.known += 1
        if found.row is not None:
            self._tell(entry, Reason.SAME_ROW)
            return
        differing = differences(told, found.features)
        if entry.card and not by_card:
            differing += (Meaning.CARD,)
        if differing:
            self._tell(entry, Reason.ON_RECORD, *differing)

    def _add(self, entry: Entry, told: Features, mark: bytes) -> None:
        person_id = new_person_id()
        self._work.new.append(NewPerson(entry, person_id, mark))
        self._records.register.add(OnRecord(person_id, told, entry.row))
        if entry.card:
            self._records.give_card(entry.card, person_id, told)

    def _tell(self, entry: Entry, reason: Reason, *meanings: Meaning) -> None:
        self._work.faults.append(Fault(entry.row, reason, meanings))


def _drafts(new: NewPerson) -> Iterator[Draft]:
    told = new.entry
    content = PersonRegistered(
        age_band=told.age_band.value,
        name=told.name,
        kana=told.kana,
        phone=told.phone,
        birth_date=told.birth_date.isoformat() if told.birth_date else None,
    )
    yield Draft(new.entity_id, content)
    if told.card:
        yield Draft(new_entity_id(), CardIssued(person_id=new.entity_id, code=told.card), owner=new.entity_id)
