"""Versions of one thing that laptops wrote apart (`core.versions`), side by side: what each says, who and when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.clock import local_day
from core.conflicts import Conflict
from core.events import OpenedEvent
from core.facts import VERSIONED, Attendance, Booking, Consultation, Fact, Person, Session
from core.placement import placements
from core.projector import in_order, versions
from core.versions import Heads
from desktop.app.desk import Desk
from desktop.app.people import note_viewing
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.version_fields import differing, is_gone, is_personal, tells
from desktop.app.versions import Version, Versions

_TOLD_ONCE = """ AND NOT EXISTS (
    SELECT 1 FROM fact_series WHERE fact_series.series_id = fact_session.series_id AND fact_series.diverging <> ''
)"""
"""Sessions of a series are as their series is: told once, and settled with it."""


def diverging(desk: Desk) -> Iterator[UnsettledItem]:
    """Everything that nobody has decided, however long ago. What reads the same in every version is left out."""
    for fact in VERSIONED:
        for row in desk.store.facts.where(fact, "diverging <> ''" + (_TOLD_ONCE if fact is Session else "")):
            for line in str(getattr(row, "diverging", "")).splitlines():
                item = _item(desk, row, tuple(line.split()))
                if item is not None:
                    yield item


def revealed(desk: Desk, item: UnsettledItem) -> UnsettledItem:
    """The item with what is a visitor's own, and whose record it is; leaves a record that this was seen."""
    entity_id, *_ = item.about
    fact = next(each for each in VERSIONED if each.__name__.lower() == item.thing)
    row = desk.store.facts.one(fact, entity_id)
    shown = _item(desk, row, item.about[1:], reveal=True) if row is not None else None
    if shown is None:
        return item
    note_viewing(desk, "unsettled", entity_id if fact is Person else None)
    return replace(shown, who=getattr(row, "name", None) or getattr(row, "kana", None) or "")


def _item(desk: Desk, row: Fact, heads: Heads, *, reveal: bool = False) -> UnsettledItem | None:
    key, *_ = placements(type(row))
    entity_id = getattr(row, key)
    events = desk.store.journal.events_of(entity_id)
    rows = versions(events, heads)
    fields = differing(rows)
    if not fields:
        return None
    sides = _sides(desk, events, heads, rows, row, fields, reveal=reveal)
    day, session, ticket = _where(desk, row)
    last = max(each.at for each in sides)
    return UnsettledItem(
        Conflict.VERSIONS,
        (entity_id, *heads),
        day or local_day(last),
        last,
        session,
        sides,
        thing=type(row).__name__.lower(),
        ticket=ticket,
        personal=any(is_personal(row, name) for name in fields),
    )


def _sides(
    desk: Desk,
    events: Sequence[OpenedEvent],
    heads: Heads,
    rows: Sequence[Fact],
    now: Fact,
    fields: Sequence[str],
    *,
    reveal: bool,
) -> tuple[Version, ...]:
    """Each version with what it says; the earlier one first."""
    read, ordered = Versions(desk), [each.event for each in in_order(events)]
    by_id = {each.event_id: each for each in ordered}
    told = dict(zip(heads, rows, strict=True))
    latest = [each.event_id for each in reversed(ordered) if each.event_id in heads]
    last = next((each for each in latest if is_gone(now) and is_gone(told[each])), latest[0])
    sides = [
        replace(read.of_event(by_id[head]), id=head, tells=tells(desk, row, fields, reveal=reveal), stands=head == last)
        for head, row in told.items()
    ]
    return tuple(sorted(sides, key=lambda side: (side.at, side.id)))


def _where(desk: Desk, row: Fact) -> tuple[str, str, str]:
    """The day, the session's title and the ticket, as far as the thing has them."""
    facts = desk.store.facts
    visit = row if isinstance(row, Attendance) else None
    if isinstance(row, Consultation) and row.attendance_id:
        visit = facts.one(Attendance, row.attendance_id)
    session = row if isinstance(row, Session) else None
    if isinstance(row, Attendance | Booking | Consultation) and row.session_id:
        session = facts.one(Session, row.session_id)
    day = getattr(row, "day", "") or (session.day if session else "")
    return day, session.title if session else "", (visit.ticket or "") if visit else ""
