"""Fact tables at headquarters: the plain columns of core.facts and the site, written from the journal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_type_hints

import msgspec
from psycopg import sql

from core.conflicts import Conflict, kept_version
from core.events import OpenedEvent, decode_event
from core.facts import FACTS, Fact, table_of
from core.ids import conflict_id
from core.placement import Placement, placements
from core.projector import fact_of, project
from core.sound_events import open_event
from core.versions import Heads
from hq.database import Cursor, copy_in
from hq.intake import doubles, slip_doubles
from hq.intake.doubles import Entity

_BATCH = 5_000


@cache
def columns(fact: type[Fact]) -> Mapping[str, str]:
    """PostgreSQL's type of each plain column, in order of declaration; the first is the key."""
    hints = get_type_hints(fact)
    plain = [name for name, where in placements(fact).items() if where is Placement.PLAIN]
    return {name: _type(hints[name]) for name in plain}


def _type(hint: Any) -> str:
    (kind,) = [each for each in get_args(hint) or (hint,) if each is not NoneType]
    return {int: "int8", str: "text"}[kind]


def refresh(to: Cursor, site_id: str, fresh: Iterable[OpenedEvent], earlier: Iterable[OpenedEvent] = ()) -> None:
    """Make the rows of all these entities anew. `earlier` are all events that were stored before the fresh ones.

    An entity without any has no row yet that could count for anybody; it is taken out all the same, so that what a
    half restored database left standing is never in the way.
    """
    events: defaultdict[Entity, list[OpenedEvent]] = defaultdict(list)
    standing = _sorted_in(events, earlier)
    _sorted_in(events, fresh)
    decided = partial(_decided, to, site_id)
    before = doubles.reach_before(to, site_id, {entity: events[entity] for entity in standing})
    slips = slip_doubles.of_stored(to, site_id, [entity for entity in events if entity in standing])
    rows = [row for each in events.values() if (row := project(each, decided)) is not None]
    _take_out(to, site_id, events)
    _write(to, site_id, rows)
    doubles.count_anew(to, site_id, before | doubles.reach_after(to, site_id, events, rows))
    slip_doubles.count_anew(to, site_id, slips | slip_doubles.of_rows(to, site_id, rows))


def _decided(to: Cursor, site_id: str, entity_id: str, heads: Heads) -> str | None:
    """For which version of an entity the site decided; asked of those alone that were written apart."""
    settled = conflict_id(site_id, Conflict.VERSIONS, entity_id, *heads)
    return kept_version(project(stored(to, site_id, [settled])))


def _sorted_in(events: defaultdict[Entity, list[OpenedEvent]], opened: Iterable[OpenedEvent]) -> set[Entity]:
    """Put each event to its entity; which entities these were."""
    touched = set()
    for each in opened:
        entity = entity_of(each)
        if entity is not None:
            events[entity].append(each)
            touched.add(entity)
    return touched


def stored(to: Cursor, site_id: str, entity_ids: Iterable[str], upto: int | None = None) -> Iterator[OpenedEvent]:
    """What is known of these entities, up to a number of the site's sequence."""
    query = "SELECT data FROM event WHERE site_id = %s AND entity_id = ANY(string_to_array(%s, ' '))"
    numbered = "" if upto is None else f" AND site_seq <= {int(upto)}"
    rows = to.execute(query + numbered, [site_id, " ".join(set(entity_ids))]).fetchall()
    return (opened for (data,) in rows if (opened := _reopen(data)) is not None)


def _reopen(data: bytes) -> OpenedEvent | None:
    """A stored event. One that waited for this version and is not what its kind declares goes on waiting."""
    try:
        return open_event(decode_event(data))
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return None


def entity_of(opened: OpenedEvent) -> Entity | None:
    """Which fact an event makes or changes, if any."""
    fact = fact_of(opened.event.kind)
    return (fact, opened.event.entity_id) if fact else None


def _take_out(to: Cursor, site_id: str, entities: Iterable[Entity]) -> None:
    keys: defaultdict[type[Fact], list[str]] = defaultdict(list)
    for fact, entity_id in entities:
        keys[fact].append(entity_id)
    for fact, ids in keys.items():
        statement = sql.SQL("DELETE FROM {} WHERE site_id = %s AND {} = ANY(string_to_array(%s, ' '))")
        key, *_ = columns(fact)
        to.execute(statement.format(sql.Identifier(table_of(fact)), sql.Identifier(key)), [site_id, " ".join(ids)])


def _write(to: Cursor, site_id: str, rows: Iterable[Fact]) -> None:
    of: defaultdict[type[Fact], list[Fact]] = defaultdict(list)
    for row in rows:
        of[type(row)].append(row)
    for fact, alike in of.items():
        values = attrgetter(*columns(fact))
        copy_in(
            to,
            table_of(fact),
            {"site_id": "text", **columns(fact)},
            ((site_id, *values(row)) for row in alike),
        )


def rebuild(to: Cursor) -> int:
    """Make all fact tables anew from the journal; how many entities were read."""
    for fact in FACTS:
        to.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table_of(fact))))
    sites = [site_id for (site_id,) in to.execute("SELECT site_id FROM site ORDER BY site_id")]
    return sum(_rebuild_site(to, site_id) for site_id in sites)


def _rebuild_site(to: Cursor, site_id: str) -> int:
    query = "SELECT DISTINCT entity_id FROM event WHERE site_id = %s ORDER BY entity_id"
    entities = [entity for (entity,) in to.execute(query, [site_id])]
    for start in range(0, len(entities), _BATCH):
        refresh(to, site_id, stored(to, site_id, entities[start : start + _BATCH]))
    return len(entities)
