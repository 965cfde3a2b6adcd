"""Facts from events: the same result in any order of arrival.

An entity's row depends on nothing but the set of its events: they are brought into one order and folded
from the beginning. So arrival order, repetition and rebuilds cannot change it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from core.events import Event, OpenedEvent
from core.facts import FACTS, VERSIONED, Fact, Person
from core.payload import KINDS, Payload, kind_name
from core.placement import Placement, placements
from core.versions import Heads, begun_by, branch, brought_together, diverging

F = TypeVar("F", bound=Fact)
P = TypeVar("P", bound=Payload)
E = TypeVar("E", Event, OpenedEvent)

_BEGIN: dict[type[Payload], Callable[[Event, Any], Fact]] = {}
_CHANGE: dict[type[Payload], Callable[[Any, Any], Fact]] = {}
_FIRST: set[str] = set()
_CARRIED: dict[type[Fact], tuple[str, ...]] = {}
_ABOUT_VERSION = frozenset({"version_id", "amended"})
"""What tells the versions of one thing apart, and nothing of it."""
_NOWHERE = (("voided", 1), ("cancelled", 1), ("withdrawn", 1), ("state", "cancelled"), ("erased", 1))
"""What stands in the row of something that is gone."""
_ENTITIES: dict[str, type[Fact]] = {fact.__name__.lower(): fact for fact in FACTS}
_ENTITIES["ticket"] = _ENTITIES["attendance"]
_ENTITIES["conflict"] = _ENTITIES["settlement"]
_ENTITIES["topic"] = _ENTITIES["owntopic"]
_ENTITIES["handout"] = _ENTITIES["givenhandout"]
_ENTITIES["handout_text"] = _ENTITIES["ownhandout"]
_ENTITIES["survey"] = _ENTITIES["surveysheet"]
_ENTITIES["paper"] = _ENTITIES["printing"]
_ENTITIES["programme"] = _ENTITIES["ownprogramme"]
_ENTITIES["cash"] = _ENTITIES["cashcount"]
_ENTITIES["staff_request"] = _ENTITIES["staffrequest"]
_ENTITIES["report"] = _ENTITIES["submission"]


@lru_cache(maxsize=1024)
def fact_of(kind_name: str) -> type[Fact] | None:
    """Which fact the events of a kind make or change; None for kinds that make no row."""
    return _ENTITIES.get(kind_name.partition(".")[0])


def is_whole(kind_name: str) -> bool:
    """Whether events of a kind hold the whole of a thing: they begin it, or are a new version of it."""
    declared = KINDS.get(kind_name)
    return declared is not None and declared.payload in _BEGIN


Decided = Callable[[str, Heads], str | None]
"""Which of the versions of an entity that were written apart somebody decided for, if any."""


def undecided(_entity_id: str, _heads: Heads) -> None:
    """Nobody has decided."""


def project(events: Iterable[OpenedEvent], decided: Decided = undecided) -> Fact | None:
    """The row of one entity from all its events; None while the event that begins it is missing.

    Of versions that were written apart the one that was decided for stands; until then what comes last, and the row
    says so (`diverging`).
    """
    known = list(events)
    if len(known) == 1:  # it has nothing to be apart from
        return _folded(known)
    apart: list[Heads] = []
    ordered = in_order(known)
    now = diverging(ordered)
    for heads in (*brought_together(ordered), *now):
        kept = decided(ordered[0].event.entity_id, heads)
        if kept in heads:
            ordered = branch(ordered, heads, kept)
        elif heads in now:
            apart.append(heads)
    fact = _folded(ordered)
    if not apart or not isinstance(fact, VERSIONED):
        return fact
    open_ones = "\n".join(" ".join(heads) for heads in apart if _differ(ordered, heads))
    return msgspec.structs.replace(fact, diverging=open_ones)


def versions(events: Iterable[OpenedEvent], heads: Heads) -> list[Fact]:
    """The row as each of these versions would have it, in their order."""
    ordered = in_order(list(events))
    rows = (_folded(branch(ordered, heads, each)) for each in heads)
    return [row for row in rows if row is not None]


def _differ(ordered: Sequence[OpenedEvent], heads: Heads) -> bool:
    """Whether these versions say different things, as far as headquarters can tell: what is sealed may differ."""
    rows = versions(ordered, heads)
    sealed = any(each.event.sealed for each in ordered if each.event.event_id in heads)
    return len({_told(row) for row in rows}) > 1 or (sealed and not all(map(_counts_nowhere, rows)))


def _told(row: Fact) -> tuple[object, ...]:
    """What a row says to those who count."""
    if _counts_nowhere(row):
        return (getattr(row, "no_show", 0),)
    plain = (name for name, where in placements(type(row)).items() if where is Placement.PLAIN)
    return tuple(getattr(row, name) for name in plain if name not in _ABOUT_VERSION)


def _counts_nowhere(row: Fact) -> bool:
    return any(getattr(row, name, None) == value for name, value in _NOWHERE)


def _folded(ordered: Iterable[OpenedEvent]) -> Fact | None:
    fact: Fact | None = None
    for opened in ordered:
        fact = _fold(fact, opened)
    if isinstance(fact, Person) and fact.erased:
        return msgspec.structs.replace(fact, name=None, kana=None, phone=None, birth_date=None)
    return fact


def _fold(fact: Fact | None, opened: OpenedEvent) -> Fact | None:
    begin = _BEGIN.get(type(opened.payload))
    if fact is not None and fact_of(opened.event.kind) is not type(fact):
        return fact  # two things under one id: the first stands
    if begin is not None:
        version = begin(opened.event, opened.payload)
        if fact is None:
            return version
        kept = {name: getattr(fact, name) for name in _CARRIED.get(type(version), ())}
        return msgspec.structs.replace(version, **kept)
    change = _CHANGE.get(type(opened.payload))
    return change(fact, opened.payload) if fact is not None and change is not None else fact


def in_order(events: Sequence[OpenedEvent]) -> list[OpenedEvent]:
    """What begins an entity first, then logical time; but never an event before one that it builds on.

    Logical time alone is not enough: a laptop whose clock was years ahead leaves stamps that later
    corrections on other laptops cannot reach.
    """
    return _ordered(events, lambda opened: opened.event)


def envelopes_in_order(events: Sequence[Event]) -> list[Event]:
    """The same order, where nobody need open what is sealed."""
    return _ordered(events, lambda event: event)


def _ordered(events: Sequence[E], envelope: Callable[[E], Event]) -> list[E]:
    waiting = sorted(events, key=lambda each: (envelope(each).kind not in _FIRST, envelope(each).order))
    if not any(envelope(each).base_ids for each in waiting):
        return waiting
    placed: list[E] = []
    missing = {envelope(each).event_id for each in waiting}
    while waiting:
        ready = next((each for each in waiting if missing.isdisjoint(envelope(each).base_ids)), waiting[0])
        waiting.remove(ready)
        missing.discard(envelope(ready).event_id)
        placed.append(ready)
    return placed


def begins(fact: type[F], *payloads: type[P]) -> Callable[[Callable[[Event, P], F]], Callable[[Event, P], F]]:
    """Register the rule that makes a fact of its first event, or of a whole new version of it."""

    def register(begin: Callable[[Event, P], F]) -> Callable[[Event, P], F]:
        _BEGIN.update(dict.fromkeys(payloads, begin))
        _FIRST.add(kind_name(payloads[0]))
        begun_by(payloads[0])
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
    _FIRST.discard(kind_name(payload))
