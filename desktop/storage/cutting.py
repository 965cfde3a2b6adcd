"""Cutting the journal into segments: once, in order, never again."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from core.segment import MAX_CONTENT, MAX_EVENTS, SegmentHeader, cut, segment_hash
from desktop.storage.identity import Identity

if TYPE_CHECKING:
    from sqlite_utils.db import Database

Row = tuple[int, int, bytes]


def cut_pending(db: "Database", me: Identity, at_most: int | None = None) -> int:
    """Cut the own events that are in no segment yet, all or `at_most` so many segments; how many were made.

    The caller holds the transaction, so that a segment is stored before anybody can be given its bytes.
    """
    made = 0
    for piece in islice(_pieces(_uncut(db, me)), at_most):
        epoch, first, last = piece[0][0], piece[0][1], piece[-1][1]
        header = SegmentHeader(me.site_id, me.device_id, epoch, first, last, 0, "", "")
        data = cut([line for _, _, line in piece], header, me.transport_key, me.device)
        db.execute(
            "INSERT INTO segment (hash, device_id, epoch, first_seq, last_seq, data) VALUES (?, ?, ?, ?, ?, ?)",
            [segment_hash(data), me.device_id, epoch, first, last, data],
        )
        made += 1
    return made


def uncut(db: "Database", me: Identity) -> int:
    """How many own events are in no segment yet."""
    newest = "SELECT max(device_seq) FROM event WHERE device_id = ? AND epoch = ?"
    return sum(
        max(0, (db.execute(newest, [me.device_id, epoch]).fetchone()[0] or 0) - _cut_to(db, me, epoch))
        for epoch in _epochs(db, me)
    )


def _uncut(db: "Database", me: Identity) -> Iterator[Row]:
    for epoch in _epochs(db, me):
        yield from db.execute(
            "SELECT epoch, device_seq, data FROM event WHERE device_id = ? AND epoch = ? AND device_seq > ?"
            " ORDER BY device_seq",
            [me.device_id, epoch, _cut_to(db, me, epoch)],
        )


def _epochs(db: "Database", me: Identity) -> Iterator[int]:
    """Those in which this device wrote; there may be wide gaps between them."""
    following = "SELECT min(epoch) FROM event WHERE device_id = ? AND epoch > ?"
    epoch = 0
    while epoch := db.execute(following, [me.device_id, epoch]).fetchone()[0] or 0:
        yield epoch


def _cut_to(db: "Database", me: Identity, epoch: int) -> int:
    """The last number that a segment of this epoch holds: segments follow one another, so the last one tells."""
    row = db.execute(
        "SELECT last_seq FROM segment WHERE device_id = ? AND epoch = ? ORDER BY first_seq DESC LIMIT 1",
        [me.device_id, epoch],
    ).fetchone()
    return 0 if row is None else int(row[0])


def _pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Runs of one epoch without a gap, each within the limits of DESIGN section 6."""
    piece: list[Row] = []
    size = 0
    for row in rows:
        full = len(piece) == MAX_EVENTS or size + len(row[2]) + 1 > MAX_CONTENT
        follows = piece and (row[0], row[1]) == (piece[-1][0], piece[-1][1] + 1)
        if piece and (full or not follows):
            yield piece
            piece, size = [], 0
        piece.append(row)
        size += len(row[2]) + 1
    if piece:
        yield piece
