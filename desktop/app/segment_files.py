"""Segments as files: to a stick or any folder, and back. The stored bytes, unchanged (DESIGN section 6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.segment import segment_hash, take_apart
from desktop.app.desk import Desk
from desktop.sync.ports import Incoming

SUFFIX = ".mdgseg"


@dataclass(frozen=True)
class SegmentFile:
    """One stored segment and the name it takes as a file; own events `first_seq` to `last_seq` are in it."""

    name: str
    data: bytes
    epoch: int
    first_seq: int
    last_seq: int
    confirmed: bool


@dataclass(frozen=True)
class TakenIn:
    """What a file brought: events that were new here, and why it was kept apart, if it was."""

    segment_hash: str
    new_events: int
    refused: str | None


def segment_files(desk: Desk, *, delivered_too: bool = False) -> Iterator[SegmentFile]:
    """Own segments, oldest first: what headquarters has not confirmed, or all. Cuts what is uncut before."""
    desk.store.outbox.cut_segments()
    rows = desk.store.db.execute(
        "SELECT data, epoch, first_seq, last_seq, confirmed_at IS NOT NULL FROM segment"
        " WHERE device_id = ? AND (? OR confirmed_at IS NULL) ORDER BY epoch, first_seq",
        [desk.identity.device_id, delivered_too],
    )
    for data, epoch, first, last, confirmed in rows.fetchall():
        name = f"{desk.identity.device_id}-{epoch}-{first:08}-{last:08}{SUFFIX}"
        yield SegmentFile(name, data, epoch, first, last, bool(confirmed))


def take_in_segment(desk: Desk, data: bytes) -> TakenIn:
    """Keep a segment of the site that came as a file. What is known already changes nothing.

    Raises Problem for what is no segment at all; one that cannot be trusted is kept apart with its reason.
    """
    take_apart(data)
    before = _events(desk)
    desk.store.outbox.take_in(Incoming((data,), (), (), (), (), desk.store.outbox.pull_after(), from_hq=False))
    return TakenIn(segment_hash(data).hex(), _events(desk) - before, _reason(desk, data))


def _events(desk: Desk) -> int:
    return int(desk.store.db.execute("SELECT count(*) FROM event").fetchone()[0])


def _reason(desk: Desk, data: bytes) -> str | None:
    row = desk.store.db.execute(
        "SELECT reason FROM bad_segment WHERE hash = ? AND decision IS NOT 'taken'", [segment_hash(data)]
    ).fetchone()
    return None if row is None else str(row[0])
