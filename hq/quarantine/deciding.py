"""A person's word on what is kept apart: taken in after all, or not. Nothing is ever deleted.

Each decision leaves a row of its own and a line in the log; the newest one stands on the kept thing and is relayed
to the site's laptops.
"""

from collections.abc import Callable

import msgspec
from django.db import transaction

from core.number_guard import guard
from core.problem import Problem
from core.sealing import KeyRecord
from core.segment import SegmentHeader
from hq import audit
from hq.database import cursor
from hq.identity import key_pair
from hq.intake import journal
from hq.intake.checking import check, check_event
from hq.intake.lock import Locked, lock
from hq.intake.quarantine import REJECTED, RELEASED, decide
from hq.intake.relays import take_key_records
from hq.intake.standing import signing_keys, standing
from hq.quarantine.contents import data_of, decoded, lines_of
from hq.quarantine.listing import find
from hq.quarantine.reasons import WAIVED, reason_of
from hq.records.models import Quarantined

Decide = Callable[[int, str, str], Quarantined]
_LATER = "そのまま保留にしておき、原因がなくなってからもう一度お試しください。"


def release(kept_id: int, by: str, note: str) -> Quarantined:
    """Check it once more with its one reason waived, store it under new numbers, let it count. Twice is once.

    Raises Problem for a reason that never can be waived, and where something else still speaks against it.
    """
    return _decide(kept_id, RELEASED, by, note)


def reject(kept_id: int, by: str, note: str) -> Quarantined:
    """It stays here and never counts. Raises Problem for what counts already: only the site takes that back."""
    return _decide(kept_id, REJECTED, by, note)


def _decide(kept_id: int, decision: str, by: str, note: str) -> Quarantined:
    if not by.strip() or not guard(note).strip():
        raise Problem("no_note", "だれが、なぜ決めたかを書いてください。", "理由を短く書いて、もう一度お試しください。")
    with transaction.atomic():
        site = lock(cursor(), find(kept_id).site_id)
        kept = find(kept_id)  # as it is now that nobody else can decide
        counts = kept.decision == RELEASED or kept.released_at is not None
        if kept.decision == decision or (counts and decision == RELEASED):
            return kept
        if counts:
            raise _counts_already()
        keys = _keys_of(kept) if kept.what == "segment" else []
        if decision == RELEASED:
            _take_in(site, kept, keys)
        for each in (kept, *keys):
            decide(site, each, decision, by.strip(), note.strip())
        site.release()
    audit.note("quarantine %s of site %s (%s): %s by %s", kept.pk, kept.site_id, kept.reason, decision, by.strip())
    return kept


def _take_in(site: Locked, kept: Quarantined, keys: list[Quarantined]) -> None:
    reason = reason_of(kept.reason)
    if reason.never:
        raise Problem("never_released", reason.never, reason.next_step)
    waived = kept.reason if kept.reason in WAIVED else None
    match kept.what:
        case "segment":
            still = _take_segment(site, kept, waived)
        case "event":
            still = _take_event(site, kept, waived)
        case _:
            still = standing(site, kept.device_id or "", waived)
            keys = [kept]
    if still is not None:
        raise _still(still)
    take_key_records(site, [_key(each) for each in keys], waived)


def _take_segment(site: Locked, kept: Quarantined, waived: str | None) -> str | None:
    """Why none of it was taken, if so; single events may be kept apart anew for reasons of their own."""
    transport_key = key_pair().open(bytes(kept.site.transport_key))
    checked = check(data_of(kept), site.site_id, signing_keys(site.at, site.site_id), transport_key)
    (answer,) = journal.take(site, [checked], waived)
    if answer.refused is not None:
        return answer.refused
    if journal.FORK in {each.reason for each in answer.events}:
        return journal.FORK
    return standing(site, checked.header.device_id, waived) if checked.header else None


def _take_event(site: Locked, kept: Quarantined, waived: str | None) -> str | None:
    assert kept.device_id is not None  # an event of a segment has its place
    assert kept.epoch is not None
    assert kept.first_seq is not None
    header = SegmentHeader(site.site_id, kept.device_id, kept.epoch, kept.first_seq, kept.first_seq, 1, "", "")
    checked = check_event(data_of(kept), kept.first_seq, header, waived)
    return journal.take_event(site, header, checked).reason


def _keys_of(segment: Quarantined) -> list[Quarantined]:
    """The keys that were kept apart with a segment: without them nobody at the site could read its sealed fields."""
    events = filter(None, map(decoded, lines_of(segment)))
    named = {field.key_id for event in events for field in event.sealed}
    apart = Quarantined.objects.filter(
        site_id=segment.site_id, what="key_record", reason=segment.reason, device_id=segment.device_id
    )
    open_still = apart.exclude(decision=RELEASED).filter(released_at=None)
    return [each for each in open_still.iterator() if _key(each).key_id in named]


def _key(kept: Quarantined) -> KeyRecord:
    return msgspec.msgpack.decode(data_of(kept), type=KeyRecord)


def _still(code: str) -> Problem:
    return Problem("still_refused", f"まだ受け入れられません（{reason_of(code).name}）。", _LATER)


def _counts_already() -> Problem:
    return Problem(
        "counts_already",
        "この記録は、もう受け入れています。",
        "取り消すときは、拠点の端末で記録を取り消してもらってください。",
    )
