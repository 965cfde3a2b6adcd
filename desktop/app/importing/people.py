"""People from a table: who of them is new, and putting those on record, a batch in each transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.age_band import AgeBand
from core.facts import Card, Person
from core.ids import new_entity_id, new_person_id
from core.kinds import CardIssued, PersonRegistered
from core.tables.entries import Entry
from core.tables.matching import (
    Features,
    OnRecord,
    Register,
    differences,
    features_of_entry,
    features_of_person,
)
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from desktop.app.desk import Desk
from desktop.app.importing.tables import Reading
from desktop.app.importing.work import Progress, Work
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

BATCH = 1_000
_SLICES = [f"{number:02x}" for number in range(256)]
"""Ids of persons are random: what begins alike is one part in 256 of all."""
_PORTION = 2_000


@dataclass(frozen=True)
class NewPerson:
    """A row that puts somebody on record. The ids are given here, so that its mark can name what is to come."""

    entry: Entry
    person_id: str
    mark: bytes


@dataclass
class PeopleImport:
    """One import. `compare` first, then `take_in`; both are Work. Reading it is right whenever neither is under way."""

    reading: Reading
    batch: int = BATCH
    new: list[NewPerson] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    added: int = 0

    @property
    def to_add(self) -> int:
        """How many are new, on record by now or not yet."""
        return len(self.new)

    @property
    def compare(self) -> Work:
        """Find out who is on record already; nothing is written."""
        return Work(self._compare)

    @property
    def take_in(self) -> Work:
        """Put the new ones on record. Stopped in between, whole batches stand, and the next import goes on."""
        return Work(self._take_in)

    def _compare(self, desk: Desk) -> Iterator[Progress]:
        entries = [entry for entry in self.reading.entries if not entry.refused]
        self.faults = [fault for entry in self.reading.entries for fault in entry.faults]
        total = len(entries)
        comparing = _Comparing(desk, self, ImportedRows(desk.store.db))
        for entry in entries:
            comparing.prepare(entry)
            if len(comparing.features) % _PORTION == 0:
                yield Progress(0, total)
        for _ in comparing.fetch():
            yield Progress(0, total)
        for done, entry in enumerate(entries, 1):
            comparing.settle(entry)
            if done % _PORTION == 0:
                yield Progress(done, total)
        self.faults.sort(key=lambda fault: fault.row)
        yield Progress(total, total)

    def _take_in(self, desk: Desk) -> Iterator[Progress]:
        rows = ImportedRows(desk.store.db)
        waiting = iter(self.new[self.added :])
        while some := list(islice(waiting, self.batch)):
            rows.add((each.mark, each.person_id) for each in some)
            recorded = desk.record(*(draft for each in some for draft in _drafts(each)))
            self.added += len(some)
            yield Progress(self.added, len(self.new), changed=recorded.changed)


@dataclass
class _Comparing:
    """What is on record, as far as the rows of one table ask for it."""

    desk: Desk
    work: PeopleImport
    rows: ImportedRows
    features: list[tuple[Features, bytes]] = field(default_factory=list)
    register: Register = field(default_factory=Register)
    left: Counter[bytes] = field(default_factory=Counter)
    cards: dict[str, str] = field(default_factory=dict)
    holders: dict[str, Features] = field(default_factory=dict)
    settled: int = 0

    def prepare(self, entry: Entry) -> None:
        """What one row is compared by."""
        told = features_of_entry(entry)
        named = told.name or told.kana or told.phone or told.born or entry.card
        values = (told.name, told.kana, told.phone, told.born, entry.card, None if named else told.band)
        self.features.append((told, self.rows.mark(values)))

    def fetch(self) -> Iterator[None]:
        """What came of the same rows before; then everybody with one of the names, and every card."""
        marks = [mark for _, mark in self.features]
        often = Counter(marks)
        for mark, person_id in self.rows.known(marks):
            if self.left[mark] < often[mark]:
                self.left[mark] += 1
                self.register.take([person_id])
        yield
        yield from self._fetch_cards()
        words = {word for told, _ in self.features for word in told.words}
        for start in _SLICES if words else ():
            for person in self._named(start):
                features = features_of_person(person, self.desk.today)
                if not words.isdisjoint(features.words):
                    self.register.add(OnRecord(person.person_id, features))
            yield

    def settle(self, entry: Entry) -> None:
        """What becomes of one row."""
        told, mark = self.features[self.settled]
        self.settled += 1
        if self.left[mark]:
            self.left[mark] -= 1
            self.work.known += 1
            return
        holder = self.cards.get(entry.card) if entry.card else None
        found = self._by_card(holder, told) if holder else self.register.find(told)
        if holder and found is None:
            self._tell(entry, Reason.CARD_USED, Meaning.CARD)
        elif found is not None:
            self._met(entry, told, found)
        elif not any(told.words) and not told.phone and not told.born and not entry.card and _ageless(told):
            self._tell(entry, Reason.NOTHING)
        else:
            self._new(entry, told, mark)

    def _by_card(self, holder: str, told: Features) -> OnRecord | None:
        """The holder of the card that a row names; None where the row is about somebody else."""
        kept = self.holders[holder]
        if told.name and kept.name and told.name != kept.name:
            return None
        return OnRecord(holder, kept)

    def _met(self, entry: Entry, told: Features, found: OnRecord) -> None:
        self.work.known += 1
        if found.row is not None:
            self._tell(entry, Reason.SAME_ROW)
            return
        differing = differences(told, found.features)
        if entry.card and self.cards.get(entry.card) is None:
            differing += (Meaning.CARD,)
        if differing:
            self._tell(entry, Reason.ON_RECORD, *differing)

    def _new(self, entry: Entry, told: Features, mark: bytes) -> None:
        person_id = new_person_id()
        self.work.new.append(NewPerson(entry, person_id, mark))
        self.register.add(OnRecord(person_id, told, entry.row))
        if entry.card:
            self.cards[entry.card] = person_id
            self.holders[person_id] = told

    def _tell(self, entry: Entry, reason: Reason, *meanings: Meaning) -> None:
        self.work.faults.append(Fault(entry.row, reason, meanings))

    def _named(self, start: str) -> Sequence[Person]:
        return self.desk.store.facts.where(
            Person, "person_id >= ? AND person_id < ? AND (name IS NOT NULL OR kana IS NOT NULL)", [start, f"{start}g"]
        )

    def _fetch_cards(self) -> Iterator[None]:
        facts = self.desk.store.facts
        for place, entry in enumerate(self.work.reading.entries):
            if entry.card is None:
                continue
            for card in facts.where(Card, "code = ?", [entry.card]):
                self.cards[entry.card] = card.person_id
                holder = facts.one(Person, card.person_id)
                if holder is not None:
                    self.holders[card.person_id] = features_of_person(holder, self.desk.today)
            if place % _PORTION == 0:
                yield


def _ageless(told: Features) -> bool:
    return told.band is AgeBand.UNKNOWN


def _drafts(new: NewPerson) -> Iterator[Draft]:
    told = new.entry
    yield Draft(
        new.person_id,
        PersonRegistered(
            age_band=told.age_band.value,
            name=told.name,
            kana=told.kana,
            phone=told.phone,
            birth_date=told.birth_date.isoformat() if told.birth_date else None,
        ),
    )
    if told.card:
        yield Draft(new_entity_id(), CardIssued(person_id=new.person_id, code=told.card), owner=new.person_id)
