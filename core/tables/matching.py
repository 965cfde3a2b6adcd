"""Whether a row tells of somebody who is on record: never two records for one person, never one for two.

A name alone is no proof. With the same phone number or birth date it is; without, a record that contradicts nothing
stands for one row at most, so that two people of one name in a table stay two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from core.age_band import AgeBand, age_band_on
from core.facts import Person
from core.search_text import search_form
from core.tables.entries import Entry
from core.tables.meanings import Meaning
from core.tables.texts import digits_of

_BANDS: list[AgeBand] = [band for band in AgeBand if band is not AgeBand.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Features:
    """What people are told apart by, in the forms in which it is compared; empty for what is not known."""

    name: str = ""
    kana: str = ""
    phone: str = ""
    born: str = ""
    band: AgeBand = AgeBand.UNKNOWN

    @property
    def words(self) -> Iterator[str]:
        """The names that are known."""
        return (word for word in (self.name, self.kana) if word)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A person on record; `row` is the row of this table that put them there, if one did."""

    person_id: str
    features: Features
    row: int | None = None


def features_of_entry(entry: Entry) -> Features:
    """Of a row."""
    return Features(
        name=search_form(entry.name or ""),
        kana=search_form(entry.kana or ""),
        phone=digits_of(entry.phone or ""),
        born=entry.birth_date.isoformat() if entry.birth_date else "",
        band=entry.age_band,
    )


def features_of_person(person: Person, today: date) -> Features:
    """Of a record."""
    band = AgeBand(person.age_band) if person.age_band in set(AgeBand) else AgeBand.UNKNOWN
    return Features(
        name=search_form(person.name or ""),
        kana=search_form(person.kana or ""),
        phone=digits_of(person.phone or ""),
        born=person.birth_date or "",
        band=age_band_on(date.fromisoformat(person.birth_date), today) if person.birth_date else band,
    )


def differences(told: Features, kept: Features) -> tuple[Meaning, ...]:
    """What a row tells otherwise than the record, or beyond it."""
    pairs = (
        (Meaning.NAME, told.name, kept.name),
        (Meaning.KANA, told.kana, kept.kana),
        (Meaning.PHONE, told.phone, kept.phone),
        (Meaning.BIRTH_DATE, told.born, kept.born),
    )
    found = [meaning for meaning, new, old in pairs if new and new != old]
    if not told.born and AgeBand.UNKNOWN is not told.band != kept.band:
        found.append(Meaning.AGE)
    return tuple(found)


@dataclass
class Register:
    """Everybody whom a row may be. Records that rows of this table account for are nobody else's.

    Thousands may share a name: proofs are looked up by name and proof, and likely ones by what they leave open.
    """

    _proofs: dict[tuple[str, str], list[OnRecord]] = field(default_factory=dict)
    _likely: dict[tuple[str, bool, bool], list[OnRecord]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def add(self, known: OnRecord) -> None:
        """Somebody on record, or put there by a row of this table."""
        told = known.features
        for word in set(told.words):
            for proof in filter(None, (told.phone, told.born)):
                self._proofs.setdefault((word, proof), []).append(known)
            if known.row is None:
                self._likely.setdefault((word, bool(told.phone), bool(told.born)), []).append(known)

    def take(self, person_ids: Iterable[str]) -> None:
        """These records stand for a row already."""
        self._taken.update(person_ids)

    def find(self, told: Features) -> OnRecord | None:
        """Who the row tells of; None for somebody new."""
        likely = (each for each in self._open(told) if each.person_id not in self._taken)
        found = self._proven(told) or next(likely, None)
        if found is not None:
            self._taken.add(found.person_id)
        return found

    def only(self, told: Features) -> OnRecord | None:
        """Who the row must be about: proven, or the only one whom it may mean. It takes nobody from another row."""
        likely = {each.person_id: each for each in self._open(told)}
        return self._proven(told) or (next(iter(likely.values())) if len(likely) == 1 else None)

    def _proven(self, told: Features) -> OnRecord | None:
        proofs = [proof for proof in (told.phone, told.born) if proof]
        proven = (each for word in told.words for proof in proofs for each in self._proofs.get((word, proof), ()))
        return next((each for each in proven if same_name(told, each.features)), None)

    def _open(self, told: Features) -> Iterator[OnRecord]:
        """Those of the name, where phone and birth date are known of one side only: no proof, no contradiction."""
        for word in told.words:
            for has_phone in (False,) if told.phone else (False, True):
                for has_born in (False,) if told.born else (False, True):
                    alike = self._likely.get((word, has_phone, has_born), ())
                    yield from (each for each in alike if _may_be(told, each.features))


def same_name(told: Features, kept: Features) -> bool:
    """Whether the names are the same; by kana alone where one of them has no name."""
    if told.name and kept.name:
        return told.name == kept.name
    return bool(told.kana) and told.kana == kept.kana


def _may_be(told: Features, kept: Features) -> bool:
    """The same name, and nothing that both tell differs; an age may have moved on by one band since."""
    if not same_name(told, kept) or (told.kana and kept.kana and told.kana != kept.kana):
        return False
    if AgeBand.UNKNOWN in (told.band, kept.band):
        return True
    return abs(_BANDS.index(told.band) - _BANDS.index(kept.band)) <= 1
