"""Forks and restores that were met and healed, each once, until somebody has seen it; no row is ever deleted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.surprises import Surprise
from core.wire import Vector

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(frozen=True)
class Occurrence:
    """What was met at which moment (RFC 3339), and how many records it concerned."""

    position: int
    what: Surprise
    at: str
    records: int


def note(db: "Database", what: Surprise, records: int, at: str) -> None:
    """Within the caller's transaction. Nothing is noted where no record was concerned."""
    if records > 0:
        db.execute("INSERT INTO occurrence (what, at, records) VALUES (?, ?, ?)", [what.value, at, records])


def unseen(db: "Database") -> tuple[Occurrence, ...]:
    """What nobody has put away yet, the newest first."""
    rows = db.execute("SELECT position, what, at, records FROM occurrence WHERE seen_at IS NULL ORDER BY position DESC")
    return tuple(Occurrence(position, Surprise(what), at, records) for position, what, at, records in rows.fetchall())


def mark_seen(db: "Database", position: int, at: str | None) -> None:
    """Somebody has seen it, at this moment; None shows it again."""
    db.execute("UPDATE occurrence SET seen_at = ? WHERE position = ?", [at, position])


def beyond(db: "Database", reached: Vector) -> int:
    """How many events of whichever laptop this store holds in segments beyond a vector."""
    known = {(each.device_id, each.epoch): each.seq for each in reached}
    rows = db.execute("SELECT device_id, epoch, first_seq, last_seq FROM segment").fetchall()
    return sum(max(0, last - max(first - 1, known.get((device, epoch), 0))) for device, epoch, first, last in rows)
