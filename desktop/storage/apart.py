"""What is kept apart: own records at headquarters, and segments of others that could not be taken in here.

A person's word, or a later and better look, is written beside each; no row is ever deleted. How much another laptop
may bring is bounded, so that none can fill the disk: what is beyond stays with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problem import Problem
from core.segment import MAX_EVENTS, segment_hash, take_apart

if TYPE_CHECKING:
    from sqlite_utils.db import Database

MOST_SEGMENTS, MOST_BYTES = 2_000, 64 * 1024 * 1024
"""Of one laptop, or of all files together, while they wait for a person: what one writes in some months."""
FULL = "apart_full"
TAKEN, REJECTED, HEALED = "taken", "rejected", "healed"
_WAITING = "decision IS NULL"
_LISTED = (
    "FROM refused_event JOIN event USING (device_id, epoch, device_seq)"
    " WHERE decision IS NOT 'released' AND put_away_at IS NULL"
)


@dataclass(frozen=True)
class RefusedRow:
    """An own event that headquarters keeps apart: its bytes, why, and `rejected` if a person said so there."""

    device_id: str
    epoch: int
    device_seq: int
    reason: str
    decision: str
    data: bytes


@dataclass(frozen=True)
class BadRow:
    """A segment that could not be taken in, why, and when it came (RFC 3339; empty for one of an older program).

    Whose it says to be (`maker`), and how many `records` it says to hold, nobody has proved.
    """

    name: bytes
    reason: str
    kept_at: str
    maker: str
    records: int


def refused_rows(db: "Database") -> tuple[RefusedRow, ...]:
    """What headquarters keeps apart and nobody has put away here, the newest first."""
    rows = db.execute(
        f"SELECT device_id, epoch, device_seq, reason, coalesce(decision, ''), event.data {_LISTED}"
        " ORDER BY epoch DESC, device_seq DESC"
    )
    return tuple(RefusedRow(*row) for row in rows.fetchall())


def uncounted_events(db: "Database") -> tuple[bytes, ...]:
    """Own events that headquarters counts nowhere, whether or not somebody has put them away here."""
    rows = db.execute(
        "SELECT event.data FROM refused_event JOIN event USING (device_id, epoch, device_seq)"
        " WHERE decision IS NOT 'released'"
    )
    return tuple(data for (data,) in rows.fetchall())


def count_refused(db: "Database") -> int:
    """How many of these there are."""
    return int(db.execute(f"SELECT count(*) {_LISTED}").fetchone()[0])


def release(db: "Database", writer: tuple[str, int], span: tuple[int, int], counted: Collection[int], at: str) -> None:
    """What headquarters has taken in since: of this device and epoch, in this span, these numbers."""
    place = "device_id = ? AND epoch = ? AND device_seq BETWEEN ? AND ? AND decision IS NULL"
    waiting = db.execute(f"SELECT device_seq FROM refused_event WHERE {place}", [*writer, *span]).fetchall()
    for (seq,) in waiting:
        if seq in counted:
            db.execute(
                f"UPDATE refused_event SET decision = 'released', decided_at = ? WHERE {place}",
                [at, *writer, seq, seq],
            )


def put_away(db: "Database", places: Sequence[tuple[str, int, int]], at: str | None) -> None:
    """Somebody has read of these (device, epoch, seq), at this moment; None lists them again."""
    for place in places:
        db.execute(
            "UPDATE refused_event SET put_away_at = ? WHERE device_id = ? AND epoch = ? AND device_seq = ?",
            [at, *place],
        )


def bad_rows(db: "Database", most: int) -> tuple[BadRow, ...]:
    """Segments that wait for a better look or a person's word, the newest first."""
    rows = db.execute(
        "SELECT hash, reason, coalesce(kept_at, ''), maker, records FROM bad_segment"
        f" WHERE {_WAITING} ORDER BY rowid DESC LIMIT ?",
        [most],
    )
    return tuple(BadRow(*row) for row in rows.fetchall())


def bad_names(db: "Database", name: bytes | None = None) -> list[bytes]:
    """The hashes of those, or of this one if it is among them, in the order in which they came."""
    rows = db.execute(
        f"SELECT hash FROM bad_segment WHERE {_WAITING} AND (? IS NULL OR hash = ?) ORDER BY rowid", [name, name]
    )
    return [found for (found,) in rows.fetchall()]


def bad_segment(db: "Database", name: bytes) -> tuple[bytes, bool]:
    """Its bytes, and whether headquarters relayed it."""
    row = db.execute("SELECT data, from_hq FROM bad_segment WHERE hash = ?", [name]).fetchone()
    return bytes(row[0]), bool(row[1])


def count_bad(db: "Database") -> int:
    """How many of these there are."""
    return int(db.execute(f"SELECT count(*) FROM bad_segment WHERE {_WAITING}").fetchone()[0])


def decide(db: "Database", name: bytes, decision: str | None, at: str | None) -> None:
    """A person's word on a segment; None lists it again. What was taken in stays so."""
    db.execute(
        "UPDATE bad_segment SET decision = ?, decided_at = ? WHERE hash = ? AND decision IS NOT ?",
        [decision, at, name, TAKEN],
    )


def keep(db: "Database", reason: str, data: bytes, *, from_hq: bool, brought_by: str = "") -> None:
    """Keep a segment apart; a later look may find another reason."""
    db.execute(
        "INSERT INTO bad_segment (hash, reason, data, from_hq, brought_by, maker, records, size)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        f" ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason WHERE {_WAITING}",
        [segment_hash(data), reason, data, from_hq, brought_by, *told_of(data)],
    )


def check_room(db: "Database", data: bytes, brought_by: str) -> None:
    """Raises Problem where whoever brings this has no more room. What is kept already takes none."""
    if db.execute("SELECT 1 FROM bad_segment WHERE hash = ?", [segment_hash(data)]).fetchone():
        return
    segments, size = db.execute(
        f"SELECT count(*), coalesce(sum(size), 0) FROM bad_segment WHERE {_WAITING} AND brought_by = ? AND NOT from_hq",
        [brought_by],
    ).fetchone()
    if segments >= MOST_SEGMENTS or size + len(data) > MOST_BYTES:
        raise Problem(
            FULL,
            "取り込めない記録が多すぎて、この端末ではこれ以上預かれません。",
            "もとの端末に残っています。「本部へ送る」の「保留」で、心当たりのない記録を「受け入れない」にしてください。",
        )


def taken(db: "Database", name: bytes) -> None:
    """It came in after all."""
    db.execute("UPDATE bad_segment SET decision = ? WHERE hash = ?", [TAKEN, name])


def date_new(db: "Database", at: str) -> None:
    """When what was kept or decided in this transaction was."""
    db.execute("UPDATE bad_segment SET kept_at = ? WHERE kept_at IS NULL", [at])
    db.execute("UPDATE bad_segment SET decided_at = ? WHERE decision IS NOT NULL AND decided_at IS NULL", [at])


def waiting_for(db: "Database", device_ids: Collection[str]) -> list[bytes]:
    """The hashes of what was kept apart only because these devices were not certified yet, in order."""
    query = f"SELECT hash FROM bad_segment WHERE {_WAITING} AND reason = 'not_certified' AND maker = ? ORDER BY rowid"
    return [name for each in device_ids for (name,) in db.execute(query, [each]).fetchall()]


def told_of(data: bytes) -> tuple[str, int, int]:
    """Whose a segment says to be, how many records it says to hold, and its bytes."""
    try:
        header = take_apart(data).header
    except Problem:
        return "", 1, len(data)
    return header.device_id, min(max(1, header.last_seq - header.first_seq + 1), MAX_EVENTS), len(data)
