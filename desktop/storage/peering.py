"""What another laptop of the site lacks of this file, and how far this one has read of theirs.

`arrival` names everything in the order in which it came in, each entry with a mark of its own. A reader says up to
which entry it has read and that entry's mark: the same mark there means the same history up to there, because a file
that was copied or restored went on with other marks. Segments that the reader has from elsewhere are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.peer_wire import MAX_PARCEL, Held, PeerParcel, PeerState, Place
from core.sealing import KeyRecord
from core.segment import check_signature, open_segment, take_apart
from desktop.storage.forks import Forks
from desktop.storage.journal import Transaction
from desktop.storage.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")
MAX_ENTRIES = 500
"""Looked at for one parcel: a reception waits for no longer than that takes."""
_FAR = 1_000_000_000
"""No laptop was ever copied or restored so often: who names such an epoch is not believed."""
_START = Place(0, b"")
_WHERE = {
    "certificate": "device_id = ?",
    "revocation": "device_id = ?",
    "key_grant": "privacy_key_id || ' ' || device_id = ?",
    "key_record": "key_id = ?",
}


@dataclass
class _Filling:
    """A parcel in the making, for one reader."""

    reader: str
    whole: bool
    reached: dict[tuple[str, int], int]
    segments: list[bytes] = field(default_factory=list)
    records: dict[str, list[bytes]] = field(default_factory=lambda: {what: [] for what in _WHERE})
    erased: list[str] = field(default_factory=list)
    size: int = 0

    def wants(self, device_id: str, epoch: int, last_seq: int) -> bool:
        """Whether a segment is new to the reader."""
        is_own = device_id == self.reader and not self.whole
        return not is_own and last_seq > self.reached.get((device_id, epoch), 0)


class Peering:
    """For one open file; lives as long as it does, on the database's thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[tuple[str, int], Held] = {}

    @property
    def _db(self) -> "Database":
        return self._store.db

    @property
    def _me(self) -> str:
        return self._store.identity.device_id

    def held(self) -> tuple[Held, ...]:
        """Of every device and epoch, how far nothing is missing. Walks on from where it was last time."""
        for device_id, epoch in self._series():
            known = self._held.get((device_id, epoch), Held(device_id, epoch, 0, b""))
            self._held[device_id, epoch] = self._walked(known)
        return tuple(each for each in self._held.values() if each.seq)

    def state(self, other: str) -> PeerState:
        """What this laptop says of itself to another one. What it asks for as a whole, it does not claim to have."""
        read, whole = self._read_of(other)
        held = tuple(each for each in self.held() if not (whole and each.device_id == self._me))
        return PeerState(held, read, whole)

    def parcel(self, reader: str, state: PeerState) -> PeerParcel:
        """What the reader lacks from where it stopped reading, in order; about MAX_PARCEL bytes of segments at most."""
        reached = {(each.device_id, each.epoch): each.seq for each in state.held}
        filling, after = _Filling(reader, state.whole, reached), self._where(state.read)
        upto = after
        rows = self._db.execute(
            "SELECT position, what, name, mark FROM arrival WHERE position > ? ORDER BY position LIMIT ?",
            [upto.position, MAX_ENTRIES],
        ).fetchall()
        more = len(rows) == MAX_ENTRIES
        for position, what, name, mark in rows:
            if not self._put(filling, what, name):
                more = True
                break
            upto = Place(position, mark)
        return _parcel(filling, (_or_none(after), _or_none(upto)), more)

    def meet(self, other: str, held: tuple[Held, ...]) -> None:
        """Look at what another laptop has of this one: what was never cut here comes from a past that this file lost.

        Then it reads that past from the beginning, and never writes on in an epoch in which another writes.
        """
        own = [each for each in held if each.device_id == self._me and each.epoch < _FAR]
        lost = [each for each in own if not self._knows(each.name)]
        if not lost:
            if own and self._read_of(other)[1]:
                self._db.execute("UPDATE peer SET whole = 0 WHERE device_id = ?", [other])
            return
        self._db.execute(
            "INSERT INTO peer (device_id, position, mark, whole, last_at) VALUES (?, 0, x'', 1, '')"
            " ON CONFLICT (device_id) DO UPDATE SET position = 0, mark = x'', whole = 1 WHERE NOT whole",
            [other],
        )
        if any(each.epoch == self._store.identity.epoch for each in lost):
            self._store.outbox.open_new_epoch(above=max(each.epoch for each in own))

    def keep_place(self, other: str, parcel: PeerParcel, at: str) -> None:
        """A parcel was taken in at the moment `at`. One that was made for another place moves nothing: it is old."""
        read, whole = self._read_of(other)
        fits = parcel.whole == whole and parcel.after in (None, read)
        if fits and parcel.upto is not None and parcel.upto != read:
            self._db.execute(
                "INSERT INTO peer (device_id, position, mark, last_at) VALUES (?, ?, ?, ?) ON CONFLICT (device_id)"
                " DO UPDATE SET position = excluded.position, mark = excluded.mark, last_at = excluded.last_at",
                [other, parcel.upto.position, parcel.upto.mark, at],
            )

    def make_room(self, data: bytes) -> None:
        """Before a segment of this laptop's own past is taken in: where this file went on otherwise from there, and
        headquarters has none of that, what it wrote is written anew under its present epoch. Raises SegmentProblem.
        """
        segment, identity = take_apart(data), self._store.identity
        if segment.header.device_id != self._me or segment.header.epoch >= identity.epoch:
            return
        check_signature(segment, identity.certificate.signing_public)
        lines = open_segment(segment, identity.transport_key)
        with Transaction(self._db, self._store.journal.keys):
            if Forks(self._db, self._store.journal).give_way(segment.header, lines):
                self._held.clear()

    def revocation(self, device_id: str) -> DeviceRevocation | None:
        """The word by which a laptop takes part no more, if there is one."""
        return self._record("revocation", device_id, DeviceRevocation)

    def certificate(self, device_id: str) -> DeviceCertificate | None:
        """A laptop's certificate as it is kept here."""
        return self._record("certificate", device_id, DeviceCertificate)

    def all(self, table: str, record: type[T]) -> tuple[T, ...]:
        """Every certificate, revocation or grant."""
        rows = self._db.execute(f"SELECT data FROM {table}").fetchall()
        return tuple(msgspec.msgpack.decode(data, type=record) for (data,) in rows)

    def _read_of(self, other: str) -> tuple[Place | None, bool]:
        row = self._db.execute("SELECT position, mark, whole FROM peer WHERE device_id = ?", [other]).fetchone()
        position, mark, whole = row or (0, b"", 0)
        return _or_none(Place(position, mark)), bool(whole)

    def _where(self, read: Place | None) -> Place:
        """Where to go on. From the beginning where the reader's mark is not this file's."""
        if read is None:
            return _START
        row = self._db.execute("SELECT mark FROM arrival WHERE position = ?", [read.position]).fetchone()
        return read if row is not None and row[0] == read.mark else _START

    def _put(self, filling: _Filling, what: str, name: str | bytes) -> bool:
        """False when the parcel is full without it. What is no longer there is passed over."""
        if what == "segment":
            return self._put_segment(filling, name)
        if what == "erased_key":
            filling.erased.append(str(name))
            return True
        row = self._db.execute(f"SELECT data FROM {what} WHERE {_WHERE[what]}", [name]).fetchone()
        if row is not None:
            filling.records[what].append(row[0])
        return True

    def _put_segment(self, filling: _Filling, name: str | bytes) -> bool:
        row = self._db.execute(
            "SELECT device_id, epoch, last_seq, length(data) FROM segment WHERE hash = ?", [name]
        ).fetchone()
        if row is None or not filling.wants(*row[:3]):
            return True
        if filling.segments and filling.size + row[3] > MAX_PARCEL:
            return False
        data = self._db.execute("SELECT data FROM segment WHERE hash = ?", [name]).fetchone()[0]
        filling.segments.append(data)
        filling.size += len(data)
        return True

    def _series(self) -> Iterator[tuple[str, int]]:
        """Each device with each of its epochs, without reading all segments."""
        following = "SELECT min(epoch) FROM segment WHERE device_id = ? AND epoch > ?"
        for (device_id,) in self._db.execute("SELECT device_id FROM certificate").fetchall():
            epoch = self._db.execute(following, [device_id, -1]).fetchone()[0]
            while epoch is not None:
                yield device_id, epoch
                epoch = self._db.execute(following, [device_id, epoch]).fetchone()[0]

    def _walked(self, held: Held) -> Held:
        following = (
            "SELECT last_seq, hash FROM segment WHERE device_id = ? AND epoch = ? AND first_seq = ?"
            " ORDER BY last_seq DESC LIMIT 1"
        )
        while row := self._db.execute(following, [held.device_id, held.epoch, held.seq + 1]).fetchone():
            held = Held(held.device_id, held.epoch, row[0], row[1])
        return held

    def _knows(self, name: bytes) -> bool:
        kept = "SELECT 1 FROM segment WHERE hash = :name UNION ALL SELECT 1 FROM bad_segment WHERE hash = :name"
        return self._db.execute(kept, {"name": name}).fetchone() is not None

    def _record(self, table: str, device_id: str, record: type[T]) -> T | None:
        row = self._db.execute(f"SELECT data FROM {table} WHERE device_id = ?", [device_id]).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=record)


def _or_none(place: Place) -> Place | None:
    return place if place.position else None


def _parcel(filling: _Filling, span: tuple[Place | None, Place | None], more: bool) -> PeerParcel:
    def decoded(what: str, record: type[T]) -> tuple[T, ...]:
        return tuple(msgspec.msgpack.decode(data, type=record) for data in filling.records[what])

    keys = decoded("key_record", KeyRecord)
    return PeerParcel(
        tuple(filling.segments),
        tuple(each for each in keys if filling.whole or each.device_id != filling.reader),
        decoded("certificate", DeviceCertificate),
        decoded("key_grant", KeyGrant),
        decoded("revocation", DeviceRevocation),
        tuple(filling.erased),
        *span,
        filling.whole,
        more,
    )
