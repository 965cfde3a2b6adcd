"""One exchange: open, lock, look at and store, commit, sign, read."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import transaction

from core.clock import parse_moment, stamp
from core.fail_points import FailPoint, reach
from core.segment import segment_hash
from core.wire import ExchangeAnswer, ExchangeRequest, Receipt, SegmentAnswer
from hq.catalogue.publishing import newer_than
from hq.database import Cursor, cursor
from hq.handouts.publishing import newer_than as newer_handouts
from hq.identity import key_pair
from hq.intake import journal, quarantine, relays
from hq.intake.asking import too_large
from hq.intake.checking import CheckedSegment, check
from hq.intake.history import mark_at
from hq.intake.lock import Locked, lock
from hq.intake.pull import Pulled, Reader, own_revocation, pull
from hq.intake.relays import CheckedRelays, Relayed
from hq.intake.release import release
from hq.intake.standing import STANDING, certified, judged, signing_keys
from hq.intake.vector import vector
from hq.revoking import keep_revocation

MAX_OPENED = 64 * 1024 * 1024
"""Bytes of events in one request, so that a few that were packed to burst cannot fill the memory."""


@dataclass(frozen=True)
class Checked:
    """A request whose every signature was verified and whose segments were opened."""

    segments: tuple[CheckedSegment, ...]
    relays: CheckedRelays
    transport_key: bytes


_NOTHING = Checked((), CheckedRelays((), (), (), (), ()), b"")
"""What most exchanges bring: no key need be found for it."""


def exchange(request: ExchangeRequest, *, carried: bool = False) -> ExchangeAnswer:
    """Carry out the request of a device that has proved itself; one that was `carried` tells of an earlier time."""
    checked = check_all(request, None if carried else MAX_OPENED)
    reach(FailPoint.HQ_CHECKED)
    with transaction.atomic():
        site = lock(cursor(), request.site_id, request.device_id, request.epoch)
        answers = store(site, checked)
        doubt = _note_contact(site, request, carried)
        receipt = _receipt(site, request)
        site.release()
        reach(FailPoint.HQ_STORED)
    reach(FailPoint.HQ_COMMITTED)
    mark = mark_at(cursor(), request.site_id, request.pull_after)
    restored = request.pull_mark not in (None, mark)  # what the laptop has read is no longer here
    unread = restored or doubt == "revoked_device"
    pulled = _pull(site, request) if not unread else Pulled(to=request.pull_after, revocations=own_revocation(site))
    catalogues = () if doubt == "revoked_device" else newer_than(request.catalogue_version)
    handouts = () if doubt == "revoked_device" else newer_handouts(request.handouts_held)
    return msgspec.structs.replace(
        _answer(answers, receipt, pulled),
        catalogues=catalogues,
        handouts=handouts,
        pulled_mark=mark if pulled.to == request.pull_after else mark_at(cursor(), request.site_id, pulled.to),
        restored=restored,
    )


def take_segments(site_id: str, segments: tuple[bytes, ...]) -> tuple[SegmentAnswer, ...]:
    """Segments that came as files: the same road, without a sender."""
    checked = check_all(ExchangeRequest(1, site_id, "", 0, "", 0, 0, segments))
    with transaction.atomic():
        site = lock(cursor(), site_id)
        answers = store(site, checked)
        site.release()
    return answers


def check_all(request: ExchangeRequest, most: int | None = None) -> Checked:
    """Everything that needs no lock. Raises Refused when more than `most` bytes of events come to light."""
    papers: tuple[Relayed, ...] = (*request.certificates, *request.grants, *request.key_records, *request.revocations)
    if not papers and not request.segments:
        return _NOTHING
    at = cursor()
    root, wrapped = _keys_of(at, request.site_id)
    known = signing_keys(at, request.site_id)
    offered = relays.check(request.site_id, root, known, certified(at, request.site_id), papers)
    keys = {each.device_id: each.signing_public for each in offered.certificates} | dict(known)
    transport_key = key_pair().open(wrapped)
    segments, opened = [], 0
    for each in request.segments:
        segments.append(check(each, request.site_id, keys, transport_key))
        opened += sum(map(len, segments[-1].lines))
        if most is not None and opened > most:
            raise too_large()
    return Checked(tuple(segments), offered, transport_key)


def _keys_of(at: Cursor, site_id: str) -> tuple[bytes, bytes]:
    """The site's root and its transport key, still wrapped."""
    query = "SELECT root_public, transport_key FROM site WHERE site_id = %s"
    row = at.execute(query, [site_id]).fetchone()
    assert row is not None, "the device that asks belongs to it"
    return row[0], row[1]


def store(site: Locked, checked: Checked) -> tuple[SegmentAnswer, ...]:
    """Everything that needs it, in one transaction."""
    newly = relays.take_certificates(site, checked.relays.certificates)
    relays.take_grants(site, checked.relays.grants)
    for revocation in checked.relays.revocations:
        keep_revocation(site, revocation)
    quarantine.keep(site, checked.relays.doubtful)
    relays.take_key_records(site, checked.relays.key_records)
    release(site, newly, checked.transport_key)
    return journal.take(site, checked.segments)


def _note_contact(site: Locked, request: ExchangeRequest, carried: bool) -> str | None:
    """Also why nothing of this device counts, as `standing` tells it."""
    told: dict[str, object] = {"last_contact": site.now}
    if not carried:  # else neither its clock nor how far it was tells anything of now
        offset = _offset(request.device_time, site.now)
        told |= {"clock_offset_ms": offset, "epoch": request.epoch, "last_seq": request.last_seq}
    columns = ", ".join(f"{name} = %s" for name in told)
    statement = f"UPDATE device SET {columns} WHERE device_id = %s RETURNING {STANDING}"
    return judged(site.at.execute(statement, [*told.values(), request.device_id]).fetchone())


def _offset(device_time: str, now: datetime) -> int | None:
    """How far the laptop's clock is ahead, in milliseconds; None when its time cannot be read."""
    try:
        return int((parse_moment(device_time) - now).total_seconds() * 1000)
    except (ValueError, OverflowError):
        return None


def _receipt(site: Locked, request: ExchangeRequest) -> Receipt:
    hashes = tuple(segment_hash(each) for each in request.segments)
    keys = tuple(each.key_id for each in request.key_records)
    return Receipt(request.site_id, request.device_id, vector(site), hashes, keys, site.last_seq, stamp(site.now))


def _pull(site: Locked, request: ExchangeRequest) -> Pulled:
    reader = Reader(
        request.site_id,
        request.device_id,
        request.epoch,
        request.pull_after,
        site.last_seq,
        request.pull_limit,
    )
    return pull(cursor(), reader)


def _answer(answers: tuple[SegmentAnswer, ...], receipt: Receipt, pulled: Pulled) -> ExchangeAnswer:
    packed = msgspec.msgpack.encode(receipt)
    return ExchangeAnswer(
        answers,
        packed,
        key_pair().sign(packed),
        pulled.segments,
        pulled.to,
        pulled.more,
        pulled.key_records,
        pulled.certificates,
        pulled.grants,
        pulled.erased_key_ids,
        revocations=pulled.revocations,
        decided=pulled.decided,
    )
