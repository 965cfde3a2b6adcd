"""What is kept apart, and why. Nothing is thrown away; nothing here is readable without headquarters' key.

How much one laptop may bring is bounded, so that none can fill the disk. What is beyond stays with the laptop.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.keys import wrap
from core.segment import SegmentHeader
from hq.identity import key_pair
from hq.intake.checking import CheckedEvent, CheckedSegment
from hq.intake.lock import Locked
from hq.records.models import Quarantined, QuarantineDecision
from hq.refusal import Refused

RELEASED, REJECTED = "released", "rejected"
MOST_THINGS, MOST_BYTES = 50_000, 256 * 1024 * 1024
"""Of one laptop, while they wait for a person: what one writes in some months."""


@dataclass(frozen=True)
class Apart:
    """One thing for quarantine. With its device, epoch and range it counts in the vector."""

    what: str
    reason: str
    hash: bytes
    data: bytes
    place: tuple[str, int | None] | None = None
    first_seq: int | None = None
    last_seq: int | None = None


def of_segment(checked: CheckedSegment, reason: str) -> Apart:
    """A whole segment; its range counts if its device signed it."""
    header = checked.header
    if header is None:
        return Apart("segment", reason, checked.hash, checked.data)
    place = (header.device_id, header.epoch)
    return Apart("segment", reason, checked.hash, checked.data, place, header.first_seq, header.last_seq)


def of_event(checked: CheckedEvent, header: SegmentHeader, reason: str) -> Apart:
    """One event of a segment that was otherwise taken."""
    place = (header.device_id, header.epoch)
    return Apart("event", reason, checked.hash, checked.data, place, checked.seq, checked.seq)


def keep(site: Locked, things: Sequence[Apart]) -> None:
    """Store them, each once for its reason. Raises Refused where the sender has no more room; what was here stays.

    What came as a bare file, or from a person's decision, has no sender and is a person's doing: it is not counted.
    """
    new = _new(site, things)
    if not new:
        return
    _make_room(site, new)
    box = key_pair().box_public
    rows = [
        (
            site.site_id,
            each.hash,
            each.what,
            each.reason,
            *(each.place or (None, None)),
            each.first_seq,
            each.last_seq,
            wrap(each.data, box),
            site.now,
            site.sender,
        )
        for each in new
    ]
    site.at.executemany(
        "INSERT INTO quarantined (site_id, content_hash, what, reason, device_id, epoch, first_seq, last_seq,"
        " data, received_at, sender) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        rows,
    )


def _new(site: Locked, things: Sequence[Apart]) -> list[Apart]:
    """Those that are not here yet: the same once more takes no room, and no work."""
    if not things:
        return []
    query = "SELECT content_hash, what, reason FROM quarantined WHERE site_id = %s AND content_hash = ANY(%s)"
    known = set(site.at.execute(query, [site.site_id, [each.hash for each in things]]).fetchall())
    brought = {(each.hash, each.what, each.reason): each for each in things}
    return [each for name, each in brought.items() if name not in known]


def _make_room(site: Locked, new: Sequence[Apart]) -> None:
    """Before anything is done for them: who has no more room must not cost more than asking for it."""
    if site.sender is None:
        return
    things, size = _waiting(site)
    site.apart = things + len(new), size + sum(len(each.data) for each in new)
    _check_room(site.apart)


def _waiting(site: Locked) -> tuple[int, int]:
    if site.apart is None:
        query = (
            "SELECT count(*), coalesce(sum(octet_length(data)), 0)::int8 FROM quarantined"
            " WHERE site_id = %s AND sender = %s AND decision IS NULL AND released_at IS NULL"
        )
        site.apart = site.at.execute(query, [site.site_id, site.sender]).fetchone()
    return site.apart or (0, 0)


def _check_room(waiting: tuple[int, int]) -> None:
    things, size = waiting
    if things > MOST_THINGS or size > MOST_BYTES:
        raise Refused(
            403,
            "quarantine_full",
            "この端末から届いた確かめ待ちの記録が多すぎて、本部がこれ以上預かれません。",
            "記録はこの端末に残っています。本部の担当者に、保留の記録を決めてもらってください。",
        )


def decide(site: Locked, kept: Quarantined, decision: str, by: str, note: str) -> None:
    """On the row, for the laptops to read, and as a row of its own that no later decision covers."""
    kept.decision, kept.decided_by, kept.note = decision, by, note
    kept.decided_at, kept.decided_seq = site.now, site.next_seq()
    kept.released_at = site.now if decision == RELEASED else None
    kept.save(update_fields=["decision", "decided_by", "note", "decided_at", "decided_seq", "released_at"])
    QuarantineDecision.objects.create(quarantined=kept, decision=decision, by=by, note=note, at=site.now)
