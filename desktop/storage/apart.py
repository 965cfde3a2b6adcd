"""What is kept apart: own records at headquarters, and segments of others that could not be taken in here.

A person's word, or a later and better look, is written beside each; no row is ever deleted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problem import Problem
from core.segment import take_apart

if TYPE_CHECKING:
    from sqlite_utils.db import Database

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
    """A segment that could not be taken in, why, and when it came (RFC 3339; empty for one of an older program)."""

    name: bytes
    reason: str
    data: bytes
    kept_at: str
    from_hq: bool


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


def bad_rows(db: "Database") -> tuple[BadRow, ...]:
    """Segments that wait for a better look or a person's word, the newest first."""
    rows = db.execute(
        "SELECT hash, reason, data, coalesce(kept_at, ''), from_hq FROM bad_segment"
        f" WHERE {_WAITING} ORDER BY rowid DESC"
    )
    return tuple(BadRow(name, reason, data, at, bool(from_hq)) for name, reason, data, at, from_hq in rows.fetchall())


def count_bad(db: "Database") -> int:
    """How many of these there are."""
    return int(db.execute(f"SELECT count(*) FROM bad_segment WHERE {_WAITING}").fetchone()[0])


def decide(db: "Database", name: bytes, decision: str | None, at: str | None) -> None:
    """A person's word on a segment; None lists it again. What was taken in stays so."""
    db.execute(
        "UPDATE bad_segment SET decision = ?, decided_at = ? WHERE hash = ? AND decision IS NOT ?",
        [decision, at, name, TAKEN],
    )


def keep(db: "Database", name: bytes, reason: str, data: bytes, from_hq: bool) -> None:
    """Keep a segment apart; a later look may find another reason."""
    db.execute(
        "INSERT INTO bad_segment (hash, reason, data, from_hq) VALUES (?, ?, ?, ?)"
        f" ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason WHERE {_WAITING}",
        [name, reason, data, from_hq],
    )


def taken(db: "Database", name: bytes) -> None:
    """It came in after all."""
    db.execute("UPDATE bad_segment SET decision = ? WHERE hash = ?", [TAKEN, name])


def date_new(db: "Database", at: str) -> None:
    """When what was kept or decided in this transaction was."""
    db.execute("UPDATE bad_segment SET kept_at = ? WHERE kept_at IS NULL", [at])
    db.execute("UPDATE bad_segment SET decided_at = ? WHERE decision IS NOT NULL AND decided_at IS NULL", [at])


def waiting_for(db: "Database", device_ids: Collection[str]) -> list[BadRow]:
    """What was kept apart only because these devices were not certified yet."""
    if not device_ids:
        return []
    return [each for each in bad_rows(db) if each.reason == "not_certified" and _maker(each.data) in device_ids]


def _maker(data: bytes) -> str:
    try:
        return take_apart(data).header.device_id
    except Problem:
        return ""
