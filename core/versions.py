"""Versions of one thing that laptops wrote without knowing of each other's, found from its events alone.

An event that changes a thing names in `base_ids` what its writer saw (`seen_by`). Those of one aspect that no other one
builds on are its heads: one head is the thing as it stands, two or more were written apart.
"""

from collections.abc import Iterable, Mapping, Sequence

from core.events import Event, OpenedEvent
from core.payload import Payload, kind_name

_ASPECT: dict[str, str] = {}
"""By kind: the first kind of its group stands for the group."""
_BEGINNING: set[str] = set()
Heads = tuple[str, ...]
"""The ids of events, sorted."""


def told_apart(*payloads: type[Payload]) -> None:
    """Declare kinds that contradict each other, or themselves, when they were written apart."""
    names = [kind_name(payload) for payload in payloads]
    _ASPECT.update(dict.fromkeys(names, names[0]))


def begun_by(payload: type[Payload]) -> None:
    """Declare the kind that begins an entity. Two beginnings of one thing are no conflict: a program wrote them."""
    _BEGINNING.add(kind_name(payload))


def has_versions(kind: str) -> bool:
    """Whether an event of this kind must say what its writer saw."""
    return kind in _ASPECT


def seen_by(kind: str, ordered: Sequence[Event]) -> Heads:
    """What the next event of this kind builds on: the heads of its aspect, else what began the thing.

    The events come in the order of facts.
    """
    aspect = _ASPECT[kind]
    begun = tuple(sorted(each.event_id for each in ordered if each.kind in _BEGINNING))
    return _heads(aspect, ordered, _history(ordered)) or begun


def diverging(ordered: Sequence[OpenedEvent]) -> list[Heads]:
    """The heads of every aspect that has more than one; the events come in the order of facts."""
    told = [each.event.kind for each in ordered if each.event.kind in _ASPECT]
    aspects = dict.fromkeys(map(_ASPECT.__getitem__, told))
    if len(told) == len(aspects):  # nothing was told twice: so it is of nearly all things
        return []
    events = [each.event for each in ordered]
    history = _history(events)
    found = (_heads(aspect, events, history) for aspect in aspects)
    return [heads for heads in found if len(heads) > 1]


def brought_together(ordered: Sequence[OpenedEvent]) -> list[Heads]:
    """The heads that a later version named together: what was decided between them goes on holding."""
    several = [each.event.base_ids for each in ordered if len(each.event.base_ids) > 1]
    told = {each.event.event_id for each in ordered if each.event.kind in _ASPECT} if several else set()
    bases = (tuple(sorted(told.intersection(each))) for each in several)
    return [heads for heads in bases if len(heads) > 1]


def branch(ordered: Iterable[OpenedEvent], heads: Heads, kept: str) -> list[OpenedEvent]:
    """The events without what leads to the other heads alone: the thing as the writer of `kept` saw it."""
    events = list(ordered)
    aspects = {each.event.event_id: _ASPECT.get(each.event.kind) for each in events}
    history = _history([each.event for each in events])
    others = set(heads).union(*(history.get(each, ()) for each in heads)) - history.get(kept, set()) - {kept}
    return [
        each
        for each in events
        if each.event.event_id not in others or aspects[each.event.event_id] != aspects.get(kept)
    ]


def _heads(aspect: str, ordered: Sequence[Event], history: Mapping[str, set[str]]) -> Heads:
    mine = {each.event_id for each in ordered if _ASPECT.get(each.kind) == aspect}
    built_upon: set[str] = set().union(*(history[each] for each in mine))
    return tuple(sorted(mine - built_upon))


def _history(ordered: Sequence[Event]) -> dict[str, set[str]]:
    """All that each event builds on.

    One that names nothing and begins nothing is of a time when not every event named it: it knew all before it.
    """
    found: dict[str, set[str]] = {}
    for each in ordered:
        if each.base_ids or each.kind in _BEGINNING:
            found[each.event_id] = set(each.base_ids).union(*(found.get(base, ()) for base in each.base_ids))
        else:
            found[each.event_id] = set(found)
    return found
