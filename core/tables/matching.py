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
    """Everybody whom a row may be, by name. Records that rows of this table account for are nobody else's."""

    _by_word: dict[str, list[OnRecord]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def add(self, known: OnRecord) -> None:
        """Somebody on record."""
        for word in set(known.features.words):
            self._by_word.setdefault(word, []).append(known)

    def take(self, person_ids: Iterable[str]) -> None:
        """These records stand for a row already."""
        self._taken.update(person_ids)

    def find(self, told: Features) -> OnRecord | None:
        """Who the row tells of; None for somebody new."""
        candidates = [each for each in self._named(told) if _same_name(told, each.features)]
        proven = next((each for each in candidates if _proven(told, each.features)), None)
        if proven is not None:
            return proven
        likely = (
            each
            for each in candidates
            if each.row is None and each.person_id not in self._taken and _may_be(told, each.features)
        )
        found = next(likely, None)
        if found is not None:
            self._taken.add(found.person_id)
        return found

    def _named(self, told: Features) -> Iterator[OnRecord]:
        seen: set[str] = set()
        for word in told.words:
            for each in self._by_word.get(word, ()):
                if each.person_id not in seen:
                    seen.add(each.person_id)
                    yield each


def _same_name(told: Features, kept: Features) -> bool:
    if told.name and kept.name:
        return told.name == kept.name
    return bool(told.kana) and told.kana == kept.kana


def _proven(told: Features, kept: Features) -> bool:
    return bool(told.phone and told.phone == kept.phone) or bool(told.born and told.born == kept.born)


def _may_be(told: Features, kept: Features) -> bool:
    """Nothing that both tell differs; an age may have moved on by one band since."""
    pairs = ((told.kana, kept.kana), (told.phone, kept.phone), (told.born, kept.born))
    if any(new and old and new != old for new, old in pairs):
        return False
    if AgeBand.UNKNOWN in (told.band, kept.band):
        return True
    return abs(_BANDS.index(told.band) - _BANDS.index(kept.band)) <= 1
