"""Visitors, their cards, and what became of erased ones."""

from core.facts.fact import Fact
from core.placement import Plain, Sealed


class Person(Fact, frozen=True, kw_only=True):
    """A visitor on record. `merged_into` names the record that stands for this one."""

    person_id: Plain[str]
    age_band: Plain[str]
    registered_at: Plain[str]
    merged_into: Plain[str | None] = None
    erased: Plain[int] = 0
    diverging: Plain[str] = ""
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None
    birth_date: Sealed[str | None] = None
    registered_on: Plain[str] = ""
    """The day of `registered_at`, in Japan."""


class Erasure(Fact, frozen=True, kw_only=True):
    """A laptop that has destroyed the keys of an erased person."""

    erasure_id: Plain[str]
    person_id: Plain[str]
    device_id: Plain[str]
    erased_at: Plain[str]


class Card(Fact, frozen=True, kw_only=True):
    """A card: state is valid, replaced, revoked, or undone: it was given by mistake and is nobody's."""

    card_id: Plain[str]
    person_id: Plain[str]
    state: Plain[str]
    issued_at: Plain[str]
    code: Sealed[str | None] = None
