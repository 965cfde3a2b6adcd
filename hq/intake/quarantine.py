"""What is kept apart, and why. Nothing is thrown away; nothing here is readable without headquarters' key."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.keys import wrap
from core.segment import SegmentHeader
from hq.identity import key_pair
from hq.intake.checking import CheckedEvent, CheckedSegment
from hq.intake.lock import Locked
from hq.records.models import Quarantined, QuarantineDecision

RELEASED, REJECTED = "released", "rejected"


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
    """Store them, each once for its reason."""
    if not things:
        return
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
        )
        for each in things
    ]
    site.at.executemany(
        "INSERT INTO quarantined (site_id, content_hash, what, reason, device_id, epoch, first_seq, last_seq,"
        " data, received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        rows,
    )


def decide(site: Locked, kept: Quarantined, decision: str, by: str, note: str) -> None:
    """On the row, for the laptops to read, and as a row of its own that no later decision covers."""
    kept.decision, kept.decided_by, kept.note = decision, by, note
    kept.decided_at, kept.decided_seq = site.now, site.next_seq()
    kept.released_at = site.now if decision == RELEASED else None
    kept.save(update_fields=["decision", "decided_by", "note", "decided_at", "decided_seq", "released_at"])
    QuarantineDecision.objects.create(quarantined=kept, decision=decision, by=by, note=note, at=site.now)
