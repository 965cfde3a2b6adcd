"""The second stage of the facts at headquarters: which receptions count, once their own rows stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from core.conflicts import Conflict
from core.doubles import Reception, changed
from core.events import OpenedEvent
from core.facts import Attendance, Fact, Person, Settlement
from core.kinds import PersonMerged, PersonUnmerged
from core.merging import same_people, survivor
from hq.database import Cursor
from hq.merging import merges

Entity = tuple[type[Fact], str]
Visitor = tuple[str | None, str | None]
"""The person and the booking of a reception."""
_STANDING = "SELECT attendance_id, session_id, person_id, booking_id, at, again, double_of FROM fact_attendance"
_OF_THESE = (
    f"{_STANDING} WHERE site_id = %s AND person_id = ANY(%s) AND voided = 0"
    f" UNION ALL {_STANDING} WHERE site_id = %s AND booking_id = ANY(%s) AND person_id IS NULL AND voided = 0"
)


@dataclass(frozen=True)
class Reach:
    """Whose receptions may count otherwise: people on record, and bookings of people who are not."""

    people: frozenset[str] = frozenset()
    bookings: frozenset[str] = frozenset()

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(self.people | other.people, self.bookings | other.bookings)


def reach_before(to: Cursor, site_id: str, events: Mapping[Entity, Collection[OpenedEvent]]) -> Reach:
    """Whom the rows of these entities concern as they stand; asked before they are written anew."""
    attendances = {key for fact, key in events if fact is Attendance}
    attendances |= _settled(to, site_id, [key for fact, key in events if fact is Settlement])
    return _reach(to, site_id, events, _visitors(to, site_id, attendances))


def reach_after(
    to: Cursor, site_id: str, events: Mapping[Entity, Collection[OpenedEvent]], rows: Collection[Fact]
) -> Reach:
    """The same, of the rows that were written."""
    settled = {each for row in rows if isinstance(row, Settlement) for each in _about(row.conflict, row.about)}
    received = ((row.person_id, row.booking_id) for row in rows if isinstance(row, Attendance))
    return _reach(to, site_id, events, chain(received, _visitors(to, site_id, settled)))


def _reach(
    to: Cursor, site_id: str, events: Mapping[Entity, Collection[OpenedEvent]], visitors: Iterable[Visitor]
) -> Reach:
    came = set(visitors)
    merged = {key for (fact, key), known in events.items() if fact is Person and _is_merge(known)}
    return Reach(
        frozenset(same_people(merged, merges(to, [site_id])[site_id]) if merged else ())
        | {person for person, _ in came if person},
        frozenset(booking for person, booking in came if booking and not person),
    )


def _visitors(to: Cursor, site_id: str, attendances: Collection[str]) -> list[Visitor]:
    if not attendances:
        return []
    query = "SELECT person_id, booking_id FROM fact_attendance WHERE site_id = %s AND attendance_id = ANY(%s)"
    return [(person, booking) for person, booking in to.execute(query, [site_id, list(attendances)])]


def _is_merge(events: Collection[OpenedEvent]) -> bool:
    return any(isinstance(each.payload, PersonMerged | PersonUnmerged) for each in events)


def _settled(to: Cursor, site_id: str, conflicts: Collection[str]) -> set[str]:
    if not conflicts:
        return set()
    query = "SELECT conflict, about FROM fact_settlement WHERE site_id = %s AND conflict_id = ANY(%s)"
    rows = to.execute(query, [site_id, list(conflicts)])
    return {each for conflict, about in rows for each in _about(conflict, about)}


def _about(conflict: str, about: str) -> list[str]:
    """The receptions that a settlement speaks of, if it speaks of any."""
    return about.split("\n") if conflict == Conflict.DOUBLE_VISIT.value else []


def count_anew(to: Cursor, site_id: str, who: Reach) -> None:
    """Decide once more which of their receptions count."""
    if who == Reach():
        return
    merged = merges(to, [site_id])[site_id]
    people, bookings = same_people(who.people, merged), who.bookings
    groups: defaultdict[tuple[str, str], list[Reception]] = defaultdict(list)
    for key, session, person, booking, at, again, double_of in to.execute(
        _OF_THESE, [site_id, list(people), site_id, list(bookings)]
    ):
        visitor = survivor(person, merged.get) if person else f"booking {booking}"
        groups[session, visitor].append(Reception(key, at, bool(again), double_of))
    doubtful = [group for group in groups.values() if len(group) > 1 or group[0].double_of]
    decided = _decided(to, site_id) if doubtful else {}
    moved = [(now, site_id, key) for group in doubtful for key, now in changed(group, decided).items()]
    to.executemany("UPDATE fact_attendance SET double_of = %s WHERE site_id = %s AND attendance_id = %s", moved)


def _decided(to: Cursor, site_id: str) -> dict[str, str]:
    query = "SELECT about, decision FROM fact_settlement WHERE site_id = %s AND conflict = %s ORDER BY conflict_id"
    return dict(to.execute(query, [site_id, Conflict.DOUBLE_VISIT.value]).fetchall())
