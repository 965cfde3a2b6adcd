"""Facts from events: the same result in any order of arrival.

An entity's row depends on nothing but the set of its events: they are brought into one order and folded
from the beginning. So arrival order, repetition and rebuilds cannot change it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from core.events import Event, OpenedEvent
from core.facts import FACTS, Fact, Person
from core.payload import Payload

F = TypeVar("F", bound=Fact)
P = TypeVar("P", bound=Payload)

_BEGIN: dict[type[Payload], Callable[[Event, Any], Fact]] = {}
_CHANGE: dict[type[Payload], Callable[[Any, Any], Fact]] = {}
_FIRST: set[type[Payload]] = set()
_CARRIED: dict[type[Fact], tuple[str, ...]] = {}
_ENTITIES: dict[str, type[Fact]] = {fact.__name__.lower(): fact for fact in FACTS}
_ENTITIES["ticket"] = _ENTITIES["attendance"]
_ENTITIES["conflict"] = _ENTITIES["settlement"]
_ENTITIES["topic"] = _ENTITIES["owntopic"]
_ENTITIES["handout"] = _ENTITIES["givenhandout"]
_ENTITIES["handout_text"] = _ENTITIES["ownhandout"]
_ENTITIES["survey"] = _ENTITIES["surveysheet"]
_ENTITIES["paper"] = _ENTITIES["printing"]


def fact_of(kind_name: str) -> type[Fact] | None:
    """Which fact the events of a kind make or change; None for kinds that make no row."""
    return _ENTITIES.get(kind_name.partition(".")[0])


def project(events: Iterable[OpenedEvent]) -> Fact | None:
    """The row of one entity from all its events; None while the event that begins it is missing."""
    fact: Fact | None = None
    for opened in in_order(list(events)):
        fact = _fold(fact, opened)
    if isinstance(fact, Person) and fact.erased:
        return msgspec.structs.replace(fact, name=None, kana=None, phone=None, birth_date=None)
    return fact


def _fold(fact: Fact | None, opened: OpenedEvent) -> Fact | None:
    begin = _BEGIN.get(type(opened.payload))
    if begin is not None:
        version = begin(opened.event, opened.payload)
        carried = _CARRIED.get(type(version), ())
        kept = {name: getattr(fact, name) for name in carried} if fact is not None else {}
        return msgspec.structs.replace(version, **kept)
    change = _CHANGE.get(type(opened.payload))
    return change(fact, opened.payload) if fact is not None and change is not None else fact


def in_order(events: Sequence[OpenedEvent]) -> list[OpenedEvent]:
    """What begins an entity first, then logical time; but never an event before one that it builds on.

    Logical time alone is not enough: a laptop whose clock was years ahead leaves stamps that later
    corrections on other laptops cannot reach.
    """
    waiting = sorted(events, key=lambda opened: (type(opened.payload) not in _FIRST, opened.event.order))
    placed: list[OpenedEvent] = []
    missing = {opened.event.event_id for opened in waiting}
    while waiting:
        ready = next((o for o in waiting if missing.isdisjoint(o.event.base_ids)), waiting[0])
        waiting.remove(ready)
        missing.discard(ready.event.event_id)
        placed.append(ready)
    return placed


def begins(fact: type[F], *payloads: type[P]) -> Callable[[Callable[[Event, P], F]], Callable[[Event, P], F]]:
    """Register the rule that makes a fact of its first event, or of a whole new version of it."""

    def register(begin: Callable[[Event, P], F]) -> Callable[[Event, P], F]:
        _BEGIN.update(dict.fromkeys(payloads, begin))
        _FIRST.add(payloads[0])
        return begin

    return register


def changes(payload: type[P]) -> Callable[[Callable[[F, P], F]], Callable[[F, P], F]]:
    """Register the rule by which an event changes a fact."""

    def register(change: Callable[[F, P], F]) -> Callable[[F, P], F]:
        _CHANGE[payload] = change
        return change

    return register


def carries(fact: type[Fact], *names: str) -> None:
    """What a whole new version leaves as it was."""
    _CARRIED[fact] = names


def lasts(payload: type[Payload]) -> None:
    """Declare that an event may begin its fact anew later on, so that it keeps its place in time."""
    _FIRST.discard(payload)
