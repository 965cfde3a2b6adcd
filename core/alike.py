"""Whether two records may be one person. A name alone is no sign: many share it."""

from collections.abc import Iterator

from core.facts import Person
from core.search_text import search_form
from core.tables.texts import digits_of, read_phones

PHONE_ENDING = 4


def signs(person: Person) -> frozenset[str]:
    """Two records that share one of these may be one person registered twice: somebody should look.

    A sign is the name, or its reading, however it is written, together with a whole phone number or the birth date.
    """
    readings = {search_form(text) for text in (person.name, person.kana) if text} - {""}
    known = {*_numbers(person.phone or ""), *filter(None, [person.birth_date])}
    return frozenset(f"{reading} {each}" for reading in readings for each in known)


def may_be_one(one: Person, other: Person) -> bool:
    """The same reading, and the same birth date or phone ending: a quiet hint for somebody who knows them, no more."""
    reading = _reading(one)
    if not reading or reading != _reading(other):
        return False
    born = one.birth_date is not None and one.birth_date == other.birth_date
    return born or phone_ending(one.phone) == phone_ending(other.phone) != ""


def phone_ending(phone: str | None) -> str:
    """The last four digits; empty where no such number is kept."""
    digits = digits_of(phone or "")
    return digits[-PHONE_ENDING:] if len(digits) >= PHONE_ENDING else ""


def _numbers(phone: str) -> Iterator[str]:
    """Whole numbers as digits. A site may keep an ending alone; 0000 in its place stands for nobody."""
    try:
        yield from map(digits_of, read_phones(phone))
    except ValueError:
        digits = digits_of(phone)
        if len(digits) >= PHONE_ENDING and len(set(digits)) > 1:
            yield digits


def _reading(person: Person) -> str:
    return search_form(person.kana or person.name or "")
