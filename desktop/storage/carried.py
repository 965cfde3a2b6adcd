"""What was carried away on sticks: this laptop's parcels, where they went, and whether an answer came back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.sealing import KeyRecord
from core.wire import MAX_SEGMENTS
from desktop.storage.problems import told
from desktop.sync.ports import Outgoing

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")
MAX_BYTES = 4 * 1024 * 1024
"""Segments of one request, MAX_SEGMENTS of them at most; one at least."""
MAX_KEYS = 5_000
WAITING, ANSWERED, OVERTAKEN = "waiting", "answered", "overtaken"
_WRITING = "writing"
_PAPERS = ("certificate", "key_grant", "revocation")


class Names(msgspec.Struct, frozen=True):
    """What one request holds, by name. Papers are certificates, grants and revocations, by their hash."""

    segments: tuple[bytes, ...] = ()
    keys: tuple[str, ...] = ()
    papers: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Load:
    """What a parcel will hold: the names of each request, own records, when the first and last of them were made."""

    requests: tuple[Names, ...]
    events: int
    span: tuple[bytes, bytes] | None
    size: int


@dataclass(frozen=True)
class CarriedParcel:
    """One that was written. `state` is waiting, answered, or overtaken: its answer would tell nothing any more."""

    serial: int
    parcel_id: str
    written_at: str
    written_by: str | None
    file: str
    medium: str
    events: int
    first_at: str
    last_at: str
    size: int
    state: str
    answered_at: str | None
    answered_by: str | None


@dataclass(frozen=True)
class AskedRequest:
    """A request of ours that is under way: what it held, from where it reads, how much of its answer is settled.

    `is_newest` says that no receipt was taken by another road since it was written.
    """

    serial: int
    names: Names
    pull_after: int
    pages_done: int
    state: str
    is_newest: bool


def overtake(db: "Database") -> None:
    """Headquarters lost what it had, so what it answered before is not true any more. The caller's transaction."""
    db.execute("UPDATE carried SET state = ? WHERE state = ?", [OVERTAKEN, WAITING])


class Carried:
    """The parcels of one open file."""

    def __init__(self, db: "Database", device_id: str) -> None:
        self._db, self._device_id = db, device_id

    def load(self, *, delivered_too: bool) -> Load:
        """What is to be carried: all that no receipt names yet, or everything; the site's papers always, so that
        another laptop can tell whose it is. Segments must have been cut."""
        segments = self._db.execute(
            "SELECT hash, device_id = ?, epoch, first_seq, last_seq, length(data) FROM segment"
            " WHERE ? OR confirmed_at IS NULL ORDER BY device_id <> ?, device_id, epoch, first_seq",
            [self._device_id, delivered_too, self._device_id],
        ).fetchall()
        keys = self._db.execute("SELECT key_id FROM key_record WHERE ? OR confirmed = 0", [delivered_too]).fetchall()
        own = [row for row in segments if row[1]]
        return Load(
            _requests([(row[0], row[5]) for row in segments], [key for (key,) in keys], self._paper_names()),
            sum(last - first + 1 for _, _, _, first, last, _ in own),
            (self._event(own[0][2], own[0][3]), self._event(own[-1][2], own[-1][4])) if own else None,
            sum(row[5] for row in segments) + 400 * len(keys),
        )

    def outgoing(self, names: Names, *, unconfirmed_only: bool = False) -> Outgoing:
        """What these names stand for, as far as it is still here."""
        open_only = " AND confirmed_at IS NULL" if unconfirmed_only else ""
        rows = dict(
            row
            for name in names.segments
            for row in self._db.execute(f"SELECT hash, data FROM segment WHERE hash = ?{open_only}", [name]).fetchall()
        )
        return Outgoing(
            tuple(rows[name] for name in names.segments if name in rows),
            tuple(self._key_records(names.keys)),
            self._papers("certificate", DeviceCertificate, names),
            self._papers("key_grant", KeyGrant, names),
            self._papers("revocation", DeviceRevocation, names),
        )

    def begin(self, parcel_id: str, written_at: str, medium: str, staff_id: str | None, load: Load) -> int:
        """A parcel's serial, given once and never again. It is seen nowhere before `wrote`."""
        with told(), self._db.atomic():
            made = self._db.execute(
                "INSERT INTO carried (parcel_id, written_at, written_by, file, medium, events, size, state)"
                " VALUES (?, ?, ?, '', ?, ?, 0, ?)",
                [parcel_id, written_at, staff_id, medium, load.events, _WRITING],
            )
        return made.lastrowid or 0

    def wrote(
        self, serial: int, file: str, size: int, span: tuple[str, str], asked: Sequence[tuple[bytes, int, Names]]
    ) -> None:
        """The file is about to get its name: from now on an answer may come.

        Two parcels of one moment may hold the very same request: its answer counts for the newer one.
        """
        with told(), self._db.atomic():
            self._db.execute(
                "UPDATE carried SET file = ?, size = ?, first_at = ?, last_at = ?, state = ?, receipt_seen ="
                " (SELECT coalesce(max(position), 0) FROM receipt) WHERE serial = ?",
                [file, size, *span, WAITING, serial],
            )
            for place, (name, pull_after, names) in enumerate(asked):
                self._db.execute(
                    "INSERT OR REPLACE INTO carried_request (hash, serial, place, pull_after, names)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [name, serial, place, pull_after, msgspec.msgpack.encode(names)],
                )

    def forget(self, serial: int) -> None:
        """It came to nothing."""
        with told(), self._db.atomic():
            self._db.execute("DELETE FROM carried_request WHERE serial = ?", [serial])
            self._db.execute("DELETE FROM carried WHERE serial = ?", [serial])

    def parcels(self, at_most: int) -> list[CarriedParcel]:
        """The newest first."""
        rows = self._db.execute(
            "SELECT serial, parcel_id, written_at, written_by, file, medium, events, first_at, last_at, size, state,"
            " answered_at, answered_by FROM carried WHERE state <> ? ORDER BY serial DESC LIMIT ?",
            [_WRITING, at_most],
        )
        return [CarriedParcel(*row) for row in rows.fetchall()]

    def parcel(self, parcel_id: str) -> CarriedParcel | None:
        """The one with this id."""
        return next((each for each in self.parcels(-1) if each.parcel_id == parcel_id), None)

    def asked(self, name: bytes) -> AskedRequest | None:
        """The request with this hash, if this laptop wrote it."""
        row = self._db.execute(
            "SELECT serial, names, pull_after, pages_done, state,"
            " receipt_seen = (SELECT coalesce(max(position), 0) FROM receipt)"
            " FROM carried_request JOIN carried USING (serial) WHERE hash = ?",
            [name],
        ).fetchone()
        if row is None:
            return None
        serial, names, pull_after, pages_done, state, newest = row
        held = msgspec.msgpack.decode(names, type=Names)
        return AskedRequest(serial, held, pull_after, pages_done, state, bool(newest))

    def settled(self, name: bytes, serial: int, pages: int) -> None:
        """So many pages of a request's answer were taken in, each with its receipt."""
        with told(), self._db.atomic():
            self._db.execute("UPDATE carried_request SET pages_done = ? WHERE hash = ?", [pages, name])
            self._db.execute(
                "UPDATE carried SET receipt_seen = (SELECT coalesce(max(position), 0) FROM receipt) WHERE serial = ?",
                [serial],
            )

    def answered(self, serial: int, at: str, staff_id: str | None) -> None:
        """The whole answer was taken in. All that older parcels hold is in this one too: theirs need not come."""
        with told(), self._db.atomic():
            self._db.execute(
                "UPDATE carried SET state = ?, answered_at = ?, answered_by = ? WHERE serial = ?",
                [ANSWERED, at, staff_id, serial],
            )
            self._db.execute(
                "UPDATE carried SET state = ? WHERE state = ? AND serial < ?", [OVERTAKEN, WAITING, serial]
            )

    def arrived(self, serial: int) -> bool:
        """Whether everything in a parcel is at headquarters by now, by whichever road."""
        rows = self._db.execute("SELECT names FROM carried_request WHERE serial = ?", [serial]).fetchall()
        names = (name for (data,) in rows for name in msgspec.msgpack.decode(data, type=Names).segments)
        still = "SELECT 1 FROM segment WHERE hash = ? AND confirmed_at IS NULL"
        return not any(self._db.execute(still, [name]).fetchone() for name in names)

    def _key_records(self, names: Sequence[str]) -> Iterator[KeyRecord]:
        wanted = msgspec.json.encode(names).decode()
        rows = self._db.execute(
            "SELECT data FROM key_record WHERE key_id IN (SELECT value FROM json_each(?))", [wanted]
        ).fetchall()
        return (msgspec.msgpack.decode(data, type=KeyRecord) for (data,) in rows)

    def _papers(self, table: str, record: type[T], names: Names) -> tuple[T, ...]:
        if not names.papers:
            return ()
        rows = self._db.execute(f"SELECT data FROM {table}").fetchall()
        return tuple(msgspec.msgpack.decode(data, type=record) for (data,) in rows if _paper(data) in names.papers)

    def _paper_names(self) -> tuple[bytes, ...]:
        rows = (self._db.execute(f"SELECT data FROM {table}").fetchall() for table in _PAPERS)
        return tuple(_paper(data) for found in rows for (data,) in found)

    def _event(self, epoch: int, seq: int) -> bytes:
        row = self._db.execute(
            "SELECT data FROM event WHERE device_id = ? AND epoch = ? AND device_seq = ?",
            [self._device_id, epoch, seq],
        ).fetchone()
        return bytes(row[0]) if row else b""


def _paper(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _requests(
    segments: Sequence[tuple[bytes, int]], keys: Sequence[str], papers: tuple[bytes, ...]
) -> tuple[Names, ...]:
    """Papers and keys go before the segments that need them, or with them; one request at least, for its answer."""
    pages: list[list[bytes]] = [[]]
    total = 0
    for name, size in segments:
        total += size
        if pages[-1] and (total > MAX_BYTES or len(pages[-1]) == MAX_SEGMENTS):
            pages.append([])
            total = size
        pages[-1].append(name)
    *before, last = [tuple(keys[at : at + MAX_KEYS]) for at in range(0, len(keys) or 1, MAX_KEYS)]
    found = [
        *(Names(keys=some) for some in before),
        Names(tuple(pages[0]), last),
        *(Names(tuple(p)) for p in pages[1:]),
    ]
    return (msgspec.structs.replace(found[0], papers=papers), *found[1:])
