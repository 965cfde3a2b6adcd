"""The journal: events and the facts made from them, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

import core.folds  # noqa: F401  (registers the rules that `project` uses)
from core.clock import Clock, stamp
from core.conflicts import Conflict, concerned, kept_version
from core.events import MAX_EVENT_BYTES, Event, OpenedEvent, decode_event, encode_event, event_hash
from core.facts import Fact, Person
from core.free_text import cover, guard_payload
from core.hlc import ZERO, Hlc, receive, tick
from core.ids import conflict_id, erasure_id, new_event_id
from core.kinds import ConflictNoticed, DayClosed, ErasureCarriedOut
from core.newer_fields import with_newer_fields
from core.payload import Payload, join, kind_of, known_kind, split
from core.problem import Problem
from core.projector import envelopes_in_order, fact_of, project
from core.sealing import SealingContext, open_sealed, seal
from core.sound_events import UNSOUND, only_sound
from core.versions import Heads, has_versions, seen_by
from desktop.storage.doubles import DoubleStage
from desktop.storage.facts import FactTables
from desktop.storage.identity import Identity
from desktop.storage.imported import forget_imported
from desktop.storage.keyring import DataKeys
from desktop.storage.problems import told
from desktop.storage.whole_entities import WholeEntities

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_FOR_OTHERS = frozenset({"day.closed", "conflict.settled"})
"""Kinds of events that change what other entities' rows say."""


@dataclass(frozen=True)
class Draft:
    """What a use case wants recorded. `owner` is whose key seals it (by default the entity's own)."""

    entity_id: str
    payload: Payload
    owner: str | None = None


@dataclass(frozen=True)
class Recorded:
    """What one transaction wrote: the events' ids, and which facts changed."""

    event_ids: tuple[str, ...] = ()
    changed: frozenset[type[Fact]] = field(default_factory=frozenset)


class Journal:
    """Appends own events, takes in other laptops' events, and keeps the facts in step."""

    def __init__(self, db: "Database", identity: Identity, clock: Clock, facts: FactTables) -> None:
        self._db = db
        self.identity = identity
        self._clock = clock
        self._facts = facts
        self.keys = DataKeys(db, identity)

    @property
    def last_seq(self) -> int:
        """The number of the newest own event of this epoch; 0 before the first."""
        return self._resume()[0]

    def record(self, drafts: Sequence[Draft], staff_id: str | None) -> Recorded:
        """Write the events, the keys that they need and the facts that they change, all or nothing.

        When this returns, the events are durable. Raises StoreProblem, or Problem for a free text that must not be
        kept, whichever use case let it through; then nothing was written.
        """
        with told(), Transaction(self._db, self.keys):
            return self.append(drafts, staff_id)

    def append(self, drafts: Sequence[Draft], staff_id: str | None) -> Recorded:
        """As `record`, within the caller's transaction."""
        event_ids: list[str] = []
        entities: dict[str, str] = {}
        whole = WholeEntities()
        for draft in drafts:
            guard_payload(draft.payload)
        seq, hlc = self._resume()
        for draft in drafts:
            seq, hlc = seq + 1, tick(hlc, self._now_ms())
            if draft.entity_id not in entities and not self.knows(draft.entity_id):
                whole.begin(draft.entity_id)
            event, local = self._event(draft, staff_id, seq, hlc)
            self._insert(event, encode_event(event), local)
            event_ids.append(event.event_id)
            whole.add(event, draft.payload)
            self._took(entities, event)
        changed = self._project(entities, whole)
        return Recorded(tuple(event_ids), changed | self._tell_erased(entities) | self._persons_met(entities))

    def absorb(self, lines: Iterable[bytes]) -> frozenset[type[Fact]]:
        """Add other laptops' events as they came; known ones change nothing. The caller's transaction."""
        entities: dict[str, str] = {}
        _, hlc = self._resume()
        for line in lines:
            event = decode_event(line)
            if self._insert(event, line, None):
                self._took(entities, event)
                hlc = receive(hlc, Hlc.parse(event.hlc), self._now_ms())
        if not entities:
            return frozenset()
        self._remember(hlc)
        changed = self._project(entities)
        return changed | self._tell_erased(entities) | self._persons_met(entities)

    def _tell_erased(self, entities: dict[str, str]) -> frozenset[type[Fact]]:
        """Say that this laptop has carried out an erasing, once for each person, so that it can be counted."""
        erased = [entity_id for entity_id, kind in entities.items() if kind == "person.erased"]
        drafts = [draft for entity_id in erased if (draft := self._carried_out(entity_id)) is not None]
        return self.append(drafts, None).changed if drafts else frozenset()

    def _carried_out(self, person_id: str) -> Draft | None:
        """None for what was told before, and for a booking: what it held was never a person's record."""
        me = self.identity
        told_as = erasure_id(me.site_id, person_id, me.device_id)
        booked = self._db.execute("SELECT 1 FROM fact_booking WHERE booking_id = ?", [person_id]).fetchone()
        if booked or self.knows(told_as):
            return None
        at = stamp(self._clock.now())
        return Draft(told_as, ErasureCarriedOut(person_id=person_id, device_id=me.device_id, at=at))

    def notice_alike(self) -> frozenset[type[Fact]]:
        """Say who may be on record twice among all, as far as nobody said so: after an upgrade, or with a new key."""
        shared = self._facts.signs.shared()
        if not self._unnoticed(shared):  # of nearly all starts; another process may be writing
            return frozenset()
        with told(), Transaction(self._db, self.keys):
            return self._notice_alike(shared)

    def _persons_met(self, entities: dict[str, str]) -> frozenset[type[Fact]]:
        return self._notice_alike(each for each, kind in entities.items() if fact_of(kind) is Person)

    def _notice_alike(self, persons: Iterable[str]) -> frozenset[type[Fact]]:
        """Say which other records may be one of these, once for each pair: only the site's laptops can see it."""
        drafts = [
            Draft(item_id, ConflictNoticed(conflict=Conflict.SAME_PERSON.value, about=pair))
            for item_id, pair in self._unnoticed(persons).items()
        ]
        return self.append(drafts, None).changed if drafts else frozenset()

    def _unnoticed(self, persons: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Pairs of which nobody said so, by the entity of their item."""
        site_id = self.identity.site_id
        pairs = (pair for each in persons for pair in self._facts.pairs_of(each))
        items = {conflict_id(site_id, Conflict.SAME_PERSON, *pair): pair for pair in pairs}
        return {item_id: pair for item_id, pair in items.items() if not self.knows(item_id)}

    def events_of(self, entity_id: str) -> list[OpenedEvent]:
        """All that is known of an entity, in no particular order."""
        rows = self._db.execute("SELECT data, local FROM event WHERE entity_id = ?", [entity_id])
        opened = (self.open(decode_event(data), local) for data, local in rows)
        return [event for event in opened if event is not None]

    def _seen(self, draft: Draft, kind: str) -> list[Event]:
        """What the writer of a change saw, in the order of facts; nothing for kinds that no laptop writes apart."""
        if not has_versions(kind):
            return []
        rows = self._db.execute("SELECT data FROM event WHERE entity_id = ?", [draft.entity_id])
        return envelopes_in_order([decode_event(data) for (data,) in rows.fetchall()])

    def _decided(self, entity_id: str, heads: Heads) -> str | None:
        settlement = project(self.events_of(conflict_id(self.identity.site_id, Conflict.VERSIONS, entity_id, *heads)))
        return kept_version(settlement)

    def open(self, event: Event, local: bytes | None = None) -> OpenedEvent | None:
        """An event with its content as it may be shown; None for what this version does not know."""
        kind = known_kind(event.kind, event.schema_version)
        if kind is None:
            return None
        try:
            payload = join(kind, bytes(event.plain), open_sealed(event, self.keys.find), local)
        except msgspec.MsgspecError:
            return None
        return OpenedEvent(event, cover(payload))

    def rebuild(self) -> int:
        """Make all facts anew from the journal; the number of rows written."""
        with told(), Transaction(self._db, self.keys):
            return self.refresh_all()

    def renew(self, make_tables: "Callable[[Database], None]") -> None:
        """Fill tables of another shape from the journal, all or nothing. Raises StoreProblem."""
        with told(), Transaction(self._db, self.keys):
            make_tables(self._db)
            self.refresh_all()

    def refresh_all(self) -> int:
        """As `rebuild`, within the caller's transaction."""
        self._facts.clear()
        entities = self._db.execute("SELECT DISTINCT entity_id FROM event").fetchall()
        made = sum(self.refresh(entity_id) is not None for (entity_id,) in entities)
        self._stage().finish_all()
        return made

    def refresh_owned(self, owner: str, within: DoubleStage | None = None) -> None:
        """Make anew what the key of `owner` opens: its own row, and a person's cards, notes and bookings."""
        rows = self._db.execute(
            "SELECT ? UNION SELECT card_id FROM fact_card WHERE person_id = ?"
            " UNION SELECT consultation_id FROM fact_consultation WHERE person_id = ?"
            " UNION SELECT booking_id FROM fact_booking WHERE person_id = ?",
            [owner] * 4,
        ).fetchall()
        stage = within or self._stage()
        for (entity_id,) in rows:
            self.refresh(entity_id, stage)
        if within is None:
            stage.finish()
            self._notice_alike([owner])

    def knows(self, entity_id: str) -> bool:
        """Whether an entity has events already."""
        return self._db.execute("SELECT 1 FROM event WHERE entity_id = ? LIMIT 1", [entity_id]).fetchone() is not None

    def _project(self, entities: dict[str, str], whole: WholeEntities | None = None) -> frozenset[type[Fact]]:
        stage = self._stage()
        known = whole.events if whole is not None else {}
        changed = {
            self.refresh(entity_id, stage, known.get(entity_id))
            for entity_id, kind in entities.items()
            if fact_of(kind)
        }
        for entity_id, kind in entities.items():
            if kind == "person.erased":
                self.refresh_owned(entity_id, stage)
        return stage.finish().union(fact for fact in changed if fact is not None)

    def refresh(
        self, entity_id: str, stage: DoubleStage | None = None, events: list[OpenedEvent] | None = None
    ) -> type[Fact] | None:
        """Make an entity's row anew from its events, read here unless they are given; which fact it is, if any."""
        known = self.events_of(entity_id) if events is None else events
        try:
            fact = project(known, self._decided)
        except UNSOUND:
            if events is not None:  # nobody has stored these yet
                raise
            known = only_sound(known)
            fact = project(known, self._decided)
        if fact is None:
            return None
        if stage is not None:
            stage.meet(fact, known)
        self._facts.put(fact)
        return type(fact)

    def _stage(self) -> DoubleStage:
        return DoubleStage(self._db, self._facts)

    def _owner(self, draft: Draft) -> str:
        """Whose key seals it; what is told after somebody was erased is its own: no key of theirs comes back."""
        erased = "SELECT 1 FROM event WHERE entity_id = ? AND kind = 'person.erased'"
        is_erased = draft.owner and self._db.execute(erased, [draft.owner]).fetchone()
        return draft.entity_id if is_erased else draft.owner or draft.entity_id

    def _event(self, draft: Draft, staff_id: str | None, seq: int, hlc: Hlc) -> tuple[Event, bytes | None]:
        kind, parts, me = kind_of(draft.payload), split(draft.payload), self.identity
        event_id, before = new_event_id(), self._seen(draft, kind.name)
        context = SealingContext(me.site_id, event_id, draft.entity_id)
        sealed = seal(parts.sealed, self.keys.of(self._owner(draft)), context) if parts.sealed else ()
        event = Event(
            event_id=event_id,
            site_id=me.site_id,
            device_id=me.device_id,
            epoch=me.epoch,
            device_seq=seq,
            entity_id=draft.entity_id,
            kind=kind.name,
            schema_version=kind.schema_version,
            wall_time=stamp(self._clock.now()),
            boot_id=self._clock.boot_id,
            monotonic_ms=self._clock.monotonic_ms(),
            hlc=str(hlc),
            plain=msgspec.Raw(with_newer_fields(kind, parts.plain, before)),
            base_ids=seen_by(kind.name, before) if before else (),
            staff_id=staff_id,
            sealed=sealed,
        )
        return event, parts.local

    def _insert(self, event: Event, data: bytes, local: bytes | None) -> bool:
        """Whether the event was new here."""
        if len(data) > MAX_EVENT_BYTES:
            raise Problem("event_too_large", "入力が長すぎて記録できません。", "文章を短くしてください。")
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO event"
            " (event_id, device_id, epoch, device_seq, entity_id, kind, hlc, hash, data, local)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.event_id,
                event.device_id,
                event.epoch,
                event.device_seq,
                event.entity_id,
                event.kind,
                event.hlc,
                event_hash(data),
                data,
                local,
            ],
        )
        if event.kind == "person.erased" and cursor.rowcount:
            self.keys.destroy(event.entity_id)
            forget_imported(self._db, event.entity_id)
        return bool(cursor.rowcount)

    def _took(self, entities: dict[str, str], event: Event) -> None:
        """Remember which entities an event changes. A day that is closed forgets what was kept for it alone."""
        _touch(entities, event)
        said = self.open(event) if event.kind in _FOR_OTHERS else None
        if said is not None and isinstance(said.payload, DayClosed):
            for entity_id in self._forget_local(said.payload.day):
                entities.setdefault(entity_id, "ticket.issued")
        elif said is not None:
            for entity_id in concerned(said.payload):
                entities.setdefault(entity_id, event.kind)

    def _forget_local(self, day: str) -> list[str]:
        """Empty the local part of events up to this day; whose they were."""
        kept = "local IS NOT NULL AND entity_id NOT IN (SELECT attendance_id FROM fact_attendance WHERE day > ?)"
        rows = self._db.execute(f"SELECT DISTINCT entity_id FROM event WHERE {kept}", [day]).fetchall()
        self._db.execute(f"UPDATE event SET local = NULL WHERE {kept}", [day])
        return [entity_id for (entity_id,) in rows]

    def _resume(self) -> tuple[int, Hlc]:
        """Where this device left off: read anew each time, since another process may have written."""
        me = [self.identity.device_id, self.identity.epoch]
        row = self._db.execute(
            "SELECT max(device_seq), max(hlc) FROM event WHERE device_id = ? AND epoch = ?"
            " AND device_seq = (SELECT max(device_seq) FROM event WHERE device_id = ? AND epoch = ?)",
            me + me,
        ).fetchone()
        seen = self._db.execute("SELECT value FROM setting WHERE name = 'hlc_seen'").fetchone()
        stamps = [Hlc.parse(text) for text in (row[1], seen and seen[0]) if text]
        return row[0] or 0, max(stamps, default=ZERO)

    def _remember(self, hlc: Hlc) -> None:
        """Keep the logical time seen from others: the next own event must come after it."""
        self._db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('hlc_seen', ?)", [str(hlc)])

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _touch(entities: dict[str, str], event: Event) -> None:
    """Remember which entity an event belongs to; that one erased a person is not forgotten over later ones."""
    if entities.get(event.entity_id) != "person.erased":
        entities[event.entity_id] = event.kind


class Transaction:
    """BEGIN IMMEDIATE … COMMIT; on any error ROLLBACK, and what was remembered is forgotten."""

    def __init__(self, db: "Database", keys: DataKeys) -> None:
        self._db = db
        self._keys = keys

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            try:
                self._db.execute("COMMIT")
            except BaseException:
                self._rollback()
                raise
        else:
            self._rollback()

    def _rollback(self) -> None:
        self._keys.forget()
        if self._db.conn.in_transaction:
            self._db.execute("ROLLBACK")
