"""Fact tables at headquarters: the plain columns of core.facts and the site, written from the journal."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

import msgspec
from psycopg import sql

from core.events import OpenedEvent, decode_event
from core.facts import FACTS, Fact, table_of
from core.placement import Placement, placements
from core.projector import fact_of, project
from hq.database import Cursor, Row, copy_in
from hq.intake import doubles
from hq.intake.checking import open_event
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


def refresh(to: Cursor, site_id: str, entities: Iterable[Entity], fresh: Mapping[str, OpenedEvent]) -> None:
    """Make the rows of these entities anew from all their events; `fresh` spares decoding the newest."""
    wanted = set(entities)
    if not wanted:
        return
    query = "SELECT event_id, data FROM event WHERE site_id = %s AND entity_id = ANY(%s)"
    events: dict[Entity, list[OpenedEvent]] = {entity: [] for entity in wanted}
    for event_id, data in to.execute(query, [site_id, sorted({entity for _, entity in wanted})]):
        opened = fresh.get(event_id) or _reopen(data)
        entity = entity_of(opened) if opened else None
        if opened and entity in events:
            events[entity].append(opened)
    before = doubles.reach(to, site_id, events)
    _write(to, site_id, events)
    doubles.count_anew(to, site_id, before | doubles.reach(to, site_id, events))


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


def _write(to: Cursor, site_id: str, events: Mapping[Entity, list[OpenedEvent]]) -> None:
    for fact in FACTS:
        ids = [entity for kind, entity in events if kind is fact]
        if not ids:
            continue
        table, (key, *_) = table_of(fact), columns(fact)
        to.execute(
            sql.SQL("DELETE FROM {} WHERE site_id = %s AND {} = ANY(%s)").format(
                sql.Identifier(table), sql.Identifier(key)
            ),
            [site_id, ids],
        )
        rows = (project(events[fact, each]) for each in ids)
        copy_in(
            to,
            table,
            {"site_id": "text", **columns(fact)},
            (_row(site_id, fact, row) for row in rows if row is not None),
        )


def _row(site_id: str, fact: type[Fact], row: Fact) -> Row:
    return (site_id, *(getattr(row, name) for name in columns(fact)))


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
        batch = entities[start : start + _BATCH]
        refresh(to, site_id, ((fact, entity) for fact in FACTS for entity in batch), {})
    return len(entities)
