"""Reading from the site's sequence: what others brought after a number, for one laptop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.clock import stamp
from core.sealing import KeyRecord
from core.wire import MAX_SEGMENTS, QuarantineDecided
from hq.database import Cursor
from hq.intake.lock import Locked

T = TypeVar("T")
MAX_BYTES = 8 * 1024 * 1024
_SPAN = "site_id = %s AND site_seq > %s AND site_seq <= %s"
_CERTIFIED = "site_id = %s AND certificate_seq > %s AND certificate_seq <= %s"
_REVOKED = "site_id = %s AND revocation_seq > %s AND revocation_seq <= %s"
_DECIDED = "site_id = %s AND decided_seq > %s AND decided_seq <= %s"
_OTHERS = "(sender, sender_epoch) IS DISTINCT FROM (%s, %s)"


@dataclass(frozen=True)
class Reader:
    """Who reads, from where, and how much at most. `upto` was the site's last number at commit."""

    site_id: str
    device_id: str
    epoch: int
    after: int
    upto: int
    limit: int = MAX_SEGMENTS


@dataclass(frozen=True)
class Pulled:
    """What lies after the reader's number, up to `to`."""

    segments: tuple[bytes, ...] = ()
    to: int = 0
    more: bool = False
    key_records: tuple[KeyRecord, ...] = ()
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    erased_key_ids: tuple[str, ...] = ()
    revocations: tuple[DeviceRevocation, ...] = ()
    decided: tuple[QuarantineDecided, ...] = ()


def pull(at: Cursor, reader: Reader) -> Pulled:
    """One page. Left out is what the reader wrote, and of keys and grants what it brought, under its present epoch.

    Another laptop's segment comes even to whoever brought it: it may have been a copy of this disk that did.
    """
    if reader.after >= reader.upto:
        return Pulled(to=reader.upto)
    segments, to, more = _segments(at, reader)
    span = [reader.site_id, reader.after, to]
    own = [reader.device_id, reader.epoch]
    records = f"SELECT data FROM key_record WHERE {_SPAN} AND {_OTHERS} ORDER BY site_seq"
    certificates = f"SELECT certificate FROM device WHERE {_CERTIFIED} ORDER BY certificate_seq"
    grants = f"SELECT data FROM key_grant WHERE {_SPAN} AND {_OTHERS} ORDER BY site_seq"
    revoked = f"SELECT revocation FROM device WHERE {_REVOKED} ORDER BY revocation_seq"
    erased = f"SELECT key_id FROM erased_key WHERE {_SPAN} ORDER BY site_seq"
    return Pulled(
        segments,
        to,
        more,
        _decoded(at, records, [*span, *own], KeyRecord),
        _decoded(at, certificates, span, DeviceCertificate),
        _decoded(at, grants, [*span, *own], KeyGrant),
        tuple(key for (key,) in at.execute(erased, span)),
        _decoded(at, revoked, span, DeviceRevocation),
        _decisions(at, span),
    )


def own_revocation(site: Locked) -> tuple[DeviceRevocation, ...]:
    """All that a revoked laptop is told; nothing for others."""
    query = "SELECT revocation FROM device WHERE site_id = %s AND device_id = %s AND revocation IS NOT NULL"
    return _decoded(site.at, query, [site.site_id, site.sender], DeviceRevocation)


def _decisions(at: Cursor, span: Sequence[object]) -> tuple[QuarantineDecided, ...]:
    query = (
        "SELECT device_id, epoch, first_seq, last_seq, reason, decision, decided_at FROM quarantined"
        f" WHERE {_DECIDED} AND first_seq IS NOT NULL ORDER BY decided_seq"
    )
    return tuple(
        QuarantineDecided(device, epoch, first, last, reason, decision, stamp(decided_at))
        for device, epoch, first, last, reason, decision, decided_at in at.execute(query, span)
    )


def _segments(at: Cursor, reader: Reader) -> tuple[tuple[bytes, ...], int, bool]:
    limit = max(0, min(reader.limit, MAX_SEGMENTS))
    rows = at.execute(
        f"SELECT site_seq, data FROM segment WHERE {_SPAN}"
        " AND (device_id, epoch) IS DISTINCT FROM (%s, %s) ORDER BY site_seq LIMIT %s",
        [reader.site_id, reader.after, reader.upto, reader.device_id, reader.epoch, limit + 1],
    ).fetchall()
    page = _within(rows[:limit])
    if len(page) == len(rows):
        return tuple(bytes(data) for _, data in page), reader.upto, False
    return tuple(bytes(data) for _, data in page), page[-1][0] if page else reader.after, True


def _within(rows: Sequence[tuple[int, bytes]]) -> Sequence[tuple[int, bytes]]:
    """As many as fit, one at least."""
    total = 0
    for place, (_, data) in enumerate(rows):
        total += len(data)
        if total > MAX_BYTES and place:
            return rows[:place]
    return rows


def _decoded(at: Cursor, query: str, parameters: Sequence[object], kind: type[T]) -> tuple[T, ...]:
    rows = at.execute(query, parameters)
    return tuple(msgspec.msgpack.decode(bytes(data), type=kind) for (data,) in rows)
