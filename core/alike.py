"""Whether two records may be one person: a quiet hint for somebody who knows them, never more."""

from core.facts import Person
from core.search_text import search_form
from core.tables.texts import digits_of

PHONE_ENDING = 4


def may_be_one(one: Person, other: Person) -> bool:
    """The same reading, and the same birth date or phone ending. A name alone is no sign: many share it."""
    reading = _reading(one)
    if not reading or reading != _reading(other):
        return False
    born = one.birth_date is not None and one.birth_date == other.birth_date
    return born or phone_ending(one.phone) == phone_ending(other.phone) != ""


def phone_ending(phone: str | None) -> str:
    """The last four digits; empty where no such number is kept."""
    digits = digits_of(phone or "")
    return digits[-PHONE_ENDING:] if len(digits) >= PHONE_ENDING else ""


def _reading(person: Person) -> str:
    return search_form(person.kana or person.name or "")
