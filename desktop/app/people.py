"""People on record: finding, registering, changing, merging, erasing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from core.age_band import AgeBand, age_band_on
from core.doubles import COUNTED
from core.facts import Booking, Card, Person
from core.ids import new_person_id
from core.kinds import (
    PersonalDataViewed,
    PersonAmended,
    PersonErased,
    PersonFields,
    PersonMerged,
    PersonRegistered,
    PersonUnmerged,
)
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.settings import PERSONAL_FIELDS, visitor_fields
from desktop.storage.facts import any_of
from desktop.storage.journal import Draft

FOUND_AT_MOST = 50


@dataclass(frozen=True)
class PersonLine:
    """One line of a list of people: `visits` counts standing attendances, `last_visit` is a date."""

    person: Person
    cards: tuple[Card, ...]
    visits: int
    last_visit: str | None


@dataclass(frozen=True)
class PersonWritten:
    """The person as it now stands. `left_out` names fields that this site has not switched on."""

    person: Person
    changed: Changed
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeopleMerged:
    """What `unmerge_person` takes back, and the record that stands for it until then."""

    person_id: str
    into: str
    changed: Changed


def find_people(desk: Desk, words: str, limit: int = FOUND_AT_MOST) -> list[PersonLine]:
    """People whose name, kana, romaji, phone or card holds every word, the best matches first.

    A record that was merged is found as the one that stands for it.
    """
    facts = desk.store.facts
    found = facts.search.find(words, limit)
    known = {each.person_id: each for each in facts.where(Person, any_of("person_id", found), found)}
    people: dict[str, Person] = {}
    for person_id in filter(known.__contains__, found):
        person = known[person_id]
        if person.merged_into is not None:
            person = facts.one(Person, facts.standing_for(person_id)) or person
        people.setdefault(person.person_id, person)
    return person_lines(desk, list(people.values()))


def person_lines(desk: Desk, people: Sequence[Person]) -> list[PersonLine]:
    """People with cards and visits, those of the records merged into them too; a few queries for all of them."""
    facts, ids = desk.store.facts, [person.person_id for person in people]
    joined = {each.merged_into for each in facts.where(Person, any_of("merged_into", ids), ids)}
    same = {each: facts.same_person(each) if each in joined else {each} for each in ids}
    records = sorted(set().union(*same.values()))
    theirs = any_of("person_id", records)
    cards = facts.where(Card, theirs, records, order="issued_at DESC")
    visits = desk.store.db.execute(
        f"SELECT person_id, count(*), max(day) FROM fact_attendance WHERE {theirs} AND {COUNTED} GROUP BY 1", records
    ).fetchall()
    return [_line(person, same[person.person_id], cards, visits) for person in people]


def _line(
    person: Person, records: set[str], cards: Sequence[Card], visits: Sequence[tuple[str, int, str]]
) -> PersonLine:
    own = [(count, last) for person_id, count, last in visits if person_id in records]
    return PersonLine(
        person,
        tuple(card for card in cards if card.person_id in records),
        sum(count for count, _ in own),
        max((last for _, last in own), default=None),
    )


def the_person(desk: Desk, person_id: str) -> Person:
    """The person with this id. Raises Problem."""
    found = desk.store.facts.one(Person, person_id)
    if found is None:
        raise Problem("person_unknown", "その方の登録が見つかりません。", "もう一度さがしてください。")
    return found


def add_person(desk: Desk, told: PersonRegistered) -> PersonWritten:
    """Put somebody on record. Fields that the site has not switched on are left out, and it says so."""
    kept, left_out = allowed(desk, told)
    person_id = new_person_id()
    recorded = desk.record(Draft(person_id, kept))
    return PersonWritten(the_person(desk, person_id), recorded.changed, left_out)


def amend_person(desk: Desk, person_id: str, told: PersonAmended) -> PersonWritten:
    """Change a person's whole record."""
    the_person(desk, person_id)
    kept, left_out = allowed(desk, told)
    recorded = desk.record(Draft(person_id, kept))
    return PersonWritten(the_person(desk, person_id), recorded.changed, left_out)


def merge_people(desk: Desk, person_id: str, into: str) -> PeopleMerged:
    """Two records are one person; the one that stands for `into` stands for both. Can be taken back.

    Raises Problem when they are one already. What is merged is the record that stands for `person_id`.
    """
    standing_for = desk.store.facts.standing_for
    gone, kept = standing_for(the_person(desk, person_id).person_id), standing_for(the_person(desk, into).person_id)
    if gone == kept:
        raise Problem("merge_circle", "この二つの登録は、すでに一つにまとめられています。")
    return PeopleMerged(gone, kept, desk.record(Draft(gone, PersonMerged(into=kept))).changed)


def unmerge_person(desk: Desk, person_id: str) -> Changed:
    """Take a merge back. Raises Problem when there is none."""
    if the_person(desk, person_id).merged_into is None:
        raise Problem("not_merged", "この登録は、ほかの登録とまとめられていません。")
    return desk.record(Draft(person_id, PersonUnmerged())).changed


def erase_person(desk: Desk, person_id: str) -> Changed:
    """Destroy the person's key: name, kana, phone, birth date, cards and notes are gone for good.

    All records that are this person after merges go along.
    """
    the_person(desk, person_id)
    records = sorted(desk.store.facts.same_person(person_id))
    changed = desk.record(*(Draft(each, PersonErased()) for each in records)).changed
    return changed | {Card, Booking}


def note_viewing(desk: Desk, purpose: str, person_id: str | None = None, persons: int = 1) -> None:
    """Leave a record that personal fields were seen (DESIGN section 7)."""
    desk.record(
        Draft(desk.identity.device_id, PersonalDataViewed(purpose=purpose, person_id=person_id, persons=persons))
    )


def allowed(desk: Desk, told: PersonFields) -> tuple[PersonFields, tuple[str, ...]]:
    """What of a told record this site keeps, guarded, and the names of the fields that are left out."""
    switched_on = visitor_fields(desk)
    given = {name: guarded(getattr(told, name)) for name in PERSONAL_FIELDS if getattr(told, name)}
    left_out = tuple(name for name in given if name not in switched_on)
    kept = {name: given[name] if name in switched_on else None for name in given}
    band = _band(desk, told.age_band, kept.get("birth_date"))
    return msgspec.structs.replace(told, age_band=band, **kept), left_out


def _band(desk: Desk, band: str, birth_date: str | None) -> str:
    if birth_date is None:
        return checked_band(band)
    try:
        return age_band_on(date.fromisoformat(birth_date), desk.today).value
    except ValueError as error:
        raise Problem("birth_date", "生年月日が読み取れません。", "1950-04-01 のように入れてください。") from error


def checked_band(band: str) -> str:
    """An age band's code. Raises Problem for anything else."""
    if band not in set(AgeBand):
        raise Problem("age_band", "その年代は選べません。", "一覧から選んでください。")
    return band
