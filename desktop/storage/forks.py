"""A fork: two different events at one place of a device's journal, after a disk was copied or went back in time.

Nothing of it is lost. Own events are written anew under the next epoch, with the content, times and keys that they
had; another laptop's are kept apart, because that laptop writes them anew itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from core.events import Event, SealedField, decode_event, encode_event
from core.ids import new_event_id
from core.sealing import SealingContext, open_sealed, seal
from core.segment import SegmentHeader, open_segment, take_apart
from core.wire import SegmentAnswer
from desktop.storage import apart
from desktop.storage.journal import Journal

if TYPE_CHECKING:
    from sqlite_utils.db import Database

REASON = "fork"
REVOKED = "revoked_device"


@dataclass(frozen=True)
class Withdrawn:
    """An event that no longer stands in the journal, with its local part."""

    event: Event
    local: bytes | None


class Forks:
    """Works within the caller's transaction."""

    def __init__(self, db: "Database", journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def set_aside(self, answer: SegmentAnswer) -> list[Withdrawn]:
        """What headquarters keeps apart leaves the journal where it must not count here either, and its segment is
        kept apart too: forks, and what another laptop gave on of one that was stopped.
        """
        row = self._db.execute("SELECT data FROM segment WHERE hash = ?", [answer.segment_hash]).fetchone()
        if row is None:
            return []
        segment, me = take_apart(row[0]), self._journal.identity
        reasons = {REASON} if segment.header.device_id == me.device_id else {REASON, REVOKED}
        refused = {event.device_seq: event.reason or "" for event in answer.events if event.reason in reasons}
        if not refused:
            return []
        self._keep_apart(answer.segment_hash, row[0], REASON if REASON in refused.values() else REVOKED)
        lines = open_segment(segment, me.transport_key)
        return self.withdraw(event.event_id for event in _readable(lines) if event.device_seq in refused)

    def clashing(self, header: SegmentHeader, lines: Sequence[bytes]) -> list[str]:
        """The ids of events that stand where a segment's events belong and are others; usually nothing stands there."""
        rows = self._db.execute(
            "SELECT device_seq, event_id FROM event WHERE device_id = ? AND epoch = ? AND device_seq BETWEEN ? AND ?",
            [header.device_id, header.epoch, header.first_seq, header.last_seq],
        ).fetchall()
        if not rows:
            return []
        theirs = {event.device_seq: event.event_id for event in _readable(lines)}
        return [event_id for seq, event_id in rows if theirs.get(seq, event_id) != event_id]

    def standing_elsewhere(self, header: SegmentHeader, lines: Sequence[bytes]) -> list[str]:
        """The ids of this segment's events under which another place holds something: one of the two is no original."""
        ids = msgspec.json.encode([event.event_id for event in _readable(lines)]).decode()
        rows = self._db.execute(
            "SELECT event_id FROM event WHERE event_id IN (SELECT value FROM json_each(?))"
            " AND NOT (device_id = ? AND epoch = ? AND device_seq BETWEEN ? AND ?)",
            [ids, header.device_id, header.epoch, header.first_seq, header.last_seq],
        )
        return [event_id for (event_id,) in rows.fetchall()]

    def give_way(self, header: SegmentHeader, lines: Sequence[bytes]) -> bool:
        """Another laptop keeps this segment of an epoch that this one left: from where it clashes with what stands
        here, own events are written anew. Not where headquarters has them: it will say which of the two goes first.
        """
        clashing = self.clashing(header, lines)
        if not clashing:
            return False
        marks = ", ".join("?" * len(clashing))
        span = [header.device_id, header.epoch]
        first = self._db.execute(f"SELECT min(device_seq) FROM event WHERE event_id IN ({marks})", clashing).fetchone()[
            0
        ]
        behind = "FROM segment WHERE device_id = ? AND epoch = ? AND last_seq >= ?"
        segments = self._db.execute(f"SELECT hash, data, confirmed_at {behind}", [*span, first]).fetchall()
        if any(confirmed is not None for _, _, confirmed in segments):
            return False
        for name, data, _ in segments:
            self._keep_apart(name, data, REASON)
        own = "SELECT event_id FROM event WHERE device_id = ? AND epoch = ? AND device_seq >= ?"
        event_ids = [event_id for (event_id,) in self._db.execute(own, [*span, first]).fetchall()]
        self.write_anew(self.withdraw(event_ids))
        self._journal.refresh_all()
        return True

    def withdraw(self, event_ids: Iterable[str]) -> list[Withdrawn]:
        """Take events out. Facts are made anew by whoever calls, once all is in place."""
        return [gone for event_id in event_ids for gone in self._withdraw(event_id)]

    def write_anew(self, withdrawn: Sequence[Withdrawn]) -> None:
        """Own events once more, in their order, behind the newest of the present epoch."""
        seq, ids = self._journal.last_seq, {each.event.event_id: new_event_id() for each in withdrawn}
        for each in sorted(withdrawn, key=lambda one: (one.event.epoch, one.event.device_seq)):
            seq += 1
            event = self._moved(each.event, ids, seq)
            self._journal.absorb([encode_event(event)])
            self._db.execute("UPDATE event SET local = ? WHERE event_id = ?", [each.local, event.event_id])

    def _keep_apart(self, name: bytes, data: bytes, reason: str) -> None:
        """What was written anew is healed: nobody has to look at it."""
        apart.keep(self._db, reason, data, from_hq=False)
        if reason == REASON:
            apart.decide(self._db, name, apart.HEALED, None)
        self._db.execute("DELETE FROM segment WHERE hash = ?", [name])

    def _moved(self, event: Event, ids: dict[str, str], seq: int) -> Event:
        event_id = ids[event.event_id]
        return msgspec.structs.replace(
            event,
            event_id=event_id,
            epoch=self._journal.identity.epoch,
            device_seq=seq,
            base_ids=tuple(ids.get(each, each) for each in event.base_ids),
            sealed=self._sealed_anew(event, event_id),
        )

    def _sealed_anew(self, event: Event, event_id: str) -> tuple[SealedField, ...]:
        """The sealed values bound to the new id, by the same keys; what no key opens was erased and stays away."""
        values = open_sealed(event, self._journal.keys.find)
        context = SealingContext(event.site_id, event_id, event.entity_id)
        keys = {each.name: self._journal.keys.find(each.key_id) for each in event.sealed}
        return tuple(
            field
            for name, value in values.items()
            if (key := keys[name]) is not None
            for field in seal([(name, value)], key, context)
        )

    def _withdraw(self, event_id: str) -> list[Withdrawn]:
        rows = self._db.execute("SELECT data, local FROM event WHERE event_id = ?", [event_id]).fetchall()
        self._db.execute("DELETE FROM event WHERE event_id = ?", [event_id])
        return [Withdrawn(decode_event(data), local) for data, local in rows]


def _readable(lines: Iterable[bytes]) -> Iterator[Event]:
    """Of a segment that another laptop made, which may hold anything."""
    for line in lines:
        with suppress(msgspec.DecodeError):
            yield decode_event(line)
