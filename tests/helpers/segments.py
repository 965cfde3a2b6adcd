"""Segments alone, past every road: what a laptop cut, and one that comes from anywhere."""

from pathlib import Path

from core.parcel import open_parcel, parted_request
from core.segment import segment_hash, take_apart
from core.wire import ExchangeRequest, unpack
from desktop.app.desk import Desk
from desktop.sync.ports import Incoming


def segments_of(desk: Desk, *, delivered_too: bool = False) -> list[bytes]:
    """Own segments as they are stored, oldest first: what headquarters has not confirmed, or all."""
    desk.store.outbox.cut_segments()
    rows = desk.store.db.execute(
        "SELECT data FROM segment WHERE device_id = ? AND (? OR confirmed_at IS NULL) ORDER BY epoch, first_seq",
        [desk.identity.device_id, delivered_too],
    )
    return [bytes(data) for (data,) in rows.fetchall()]


def file_name(data: bytes) -> str:
    """As earlier versions called the file of a single one."""
    header = take_apart(data).header
    return f"{header.device_id}-{header.epoch}-{header.first_seq:08}-{header.last_seq:08}.mdgseg"


def segments_in(path: Path) -> list[bytes]:
    """Those that a laptop's parcel carries, in their order."""
    with path.open("rb") as file:
        frames = list(open_parcel(file, path.stat().st_size).frames())
    return [each for frame in frames for each in unpack(parted_request(frame)[1], ExchangeRequest).segments]


def bring(desk: Desk, data: bytes) -> str | None:
    """It comes from another laptop; why it is kept apart, if it is."""
    desk.store.outbox.take_in(Incoming((data,), (), (), (), (), desk.store.outbox.pull_after(), from_hq=False))
    why = "SELECT reason FROM bad_segment WHERE hash = ? AND decision IS NOT 'taken'"
    row = desk.store.db.execute(why, [segment_hash(data)]).fetchone()
    return None if row is None else str(row[0])
