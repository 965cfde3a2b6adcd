"""Cutting the journal into segments: once, in order, never again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.segment import MAX_CONTENT, MAX_EVENTS, SegmentHeader, cut, segment_hash
from desktop.storage.identity import Identity

if TYPE_CHECKING:
    from sqlite_utils.db import Database

Row = tuple[int, int, bytes]


def cut_pending(db: "Database", me: Identity) -> int:
    """Cut all own events that are in no segment yet; how many segments were made.

    The caller holds the transaction, so that a segment is stored before anybody can be given its bytes.
    """
    made = 0
    for piece in _pieces(_uncut(db, me.device_id)):
        epoch, first, last = piece[0][0], piece[0][1], piece[-1][1]
        header = SegmentHeader(me.site_id, me.device_id, epoch, first, last, 0, "", "")
        data = cut([line for _, _, line in piece], header, me.transport_key, me.device)
        db.execute(
            "INSERT INTO segment (hash, device_id, epoch, first_seq, last_seq, data)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [segment_hash(data), me.device_id, epoch, first, last, data],
        )
        made += 1
    return made


def _uncut(db: "Database", device_id: str) -> Iterator[Row]:
    rows = db.execute(
        "SELECT epoch, device_seq, data FROM event WHERE device_id = ?"
        " AND device_seq > coalesce((SELECT max(last_seq) FROM segment"
        " WHERE segment.device_id = event.device_id AND segment.epoch = event.epoch), 0)"
        " ORDER BY epoch, device_seq",
        [device_id],
    )
    yield from rows.fetchall()


def _pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Runs of one epoch, each within the limits of DESIGN section 6."""
    piece: list[Row] = []
    size = 0
    for row in rows:
        full = len(piece) == MAX_EVENTS or size + len(row[2]) + 1 > MAX_CONTENT
        if piece and (full or row[0] != piece[0][0]):
            yield piece
            piece, size = [], 0
        piece.append(row)
        size += len(row[2]) + 1
    if piece:
        yield piece
