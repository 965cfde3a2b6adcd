"""Storing checked segments under the site's lock: the known is left out, the rest numbered and copied."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from psycopg.errors import UniqueViolation

from core.conflicts import concerned
from core.fail_points import FailPoint, reach
from core.segment import SegmentHeader
from core.wire import EventAnswer, SegmentAnswer
from hq.database import copy_in
from hq.intake import facts, quarantine, vector
from hq.intake.checking import CheckedEvent, CheckedSegment
from hq.intake.erasure import erase
from hq.intake.lock import Locked
from hq.intake.relays import relay_to_all
from hq.intake.standing import standing

_EVENT = {
    "site_id": "text",
    "site_seq": "int8",
    "event_id": "text",
    "device_id": "text",
    "epoch": "int8",
    "device_seq": "int8",
    "entity_id": "text",
    "kind": "text",
    "schema_version": "int8",
    "event_hash": "bytea",
    "data": "bytea",
}
_SEGMENT = {
    "site_id": "text",
    "site_seq": "int8",
    "segment_hash": "bytea",
    "device_id": "text",
    "epoch": "int8",
    "first_seq": "int8",
    "last_seq": "int8",
    "data": "bytea",
    "sender": "text",
    "sender_epoch": "int8",
    "received_at": "timestamptz",
}
STORED, DUPLICATE, QUARANTINED = "stored", "duplicate", "quarantined"
FORK = "fork"


def take(site: Locked, segments: Sequence[CheckedSegment], waived: str | None = None) -> tuple[SegmentAnswer, ...]:
    """Store what is new and project it; what became of each event. A person may have `waived` one reason."""
    if not segments:
        return ()
    before = site.last_seq
    fresh: list[CheckedEvent] = []
    answers = _take_new(site, segments, fresh, waived)
    if answers is None:
        answers = tuple(_take_one(site, each, fresh, waived) for each in segments)
    vector.advance(site, {(s.header.device_id, s.header.epoch) for s in segments if s.header})
    _take_effect(site, fresh, before)
    return answers


def take_event(site: Locked, header: SegmentHeader, checked: CheckedEvent) -> EventAnswer:
    """One event that was kept apart from its segment; its header spans this one alone."""
    before = site.last_seq
    new = _sort_out(site, header, [checked])
    _copy_some(site, new.stored)
    _take_effect(site, new.stored, before)
    return new.answers[0]


def _take_new(
    site: Locked, segments: Sequence[CheckedSegment], fresh: list[CheckedEvent], waived: str | None
) -> tuple[SegmentAnswer, ...] | None:
    """All of them in two statements, if nothing speaks against any; None if one must be looked at.

    Whether something is known already is not asked: the unique indexes tell, and then nothing was done.
    """
    if any(each.refused for each in segments) or any(standing(site, each, waived) for each in _devices(segments)):
        return None
    before = site.last_seq
    events: list[CheckedEvent] = []
    try:
        with transaction.atomic():
            numbered = [(site.next_seq(), each, site.next_seqs(len(each.lines))) for each in segments]
            _copy_segments(site, [(seq, each) for seq, each, _ in numbered])
            _copy(site, _sound(numbered, events))
            reach(FailPoint.HQ_COPIED)
    except (UniqueViolation, _Doubtful):
        site.last_seq = before
        return None
    fresh += events
    return tuple(SegmentAnswer(each.hash, tuple(EventAnswer(seq, STORED) for seq in each.seqs)) for each in segments)


class _Doubtful(Exception):
    """One that cannot be stored like the others."""


def _sound(
    numbered: Sequence[tuple[int, CheckedSegment, range]], seen: list[CheckedEvent]
) -> Iterator[tuple[int, CheckedEvent]]:
    """The events with their numbers, each looked at while PostgreSQL takes in those before it."""
    for _, segment, seqs in numbered:
        for seq, each in zip(seqs, segment.look(), strict=True):
            if each.reason:
                raise _Doubtful
            seen.append(each)
            yield seq, each


def _devices(segments: Sequence[CheckedSegment]) -> set[str]:
    return {each.header.device_id for each in segments if each.header}


def _take_effect(site: Locked, fresh: Sequence[CheckedEvent], before: int) -> None:
    """Facts and erasures follow what was stored after the site's number `before`."""
    if not fresh:
        return
    erased = [each.event.entity_id for each in fresh if each.event and each.event.kind == "person.erased"]
    erase(site, erased)
    opened = [each.opened for each in fresh if each.opened]
    touched = {each.event.entity_id for each in opened}.union(*(concerned(each.payload) for each in opened))
    facts.refresh(site.at, site.site_id, opened, facts.stored(site.at, site.site_id, touched, before))


def _take_one(site: Locked, checked: CheckedSegment, fresh: list[CheckedEvent], waived: str | None) -> SegmentAnswer:
    header = checked.header
    if checked.refused is not None or header is None:
        reason = checked.refused or "unreadable"
        quarantine.keep(site, [quarantine.of_segment(checked, reason)])
        return SegmentAnswer(checked.hash, refused=reason)
    doubt = standing(site, header.device_id, waived)
    if doubt is not None and not _is_stored(site, checked):
        quarantine.keep(site, [quarantine.of_segment(checked, doubt)])
        refused = tuple(EventAnswer(seq, QUARANTINED, doubt) for seq in checked.seqs)
        return SegmentAnswer(checked.hash, refused)
    new = _sort_out(site, header, checked.events)
    if new.is_fork:
        quarantine.keep(site, [quarantine.of_segment(checked, FORK)])
        relay_to_all(site, header.device_id, header.epoch)
        return SegmentAnswer(checked.hash, new.all_apart(FORK))
    if not _is_stored(site, checked):
        _copy_segments(site, [(site.next_seq(), checked)])
    _copy_some(site, new.stored)
    quarantine.keep(site, [quarantine.of_event(each, header, reason) for each, reason in new.apart])
    fresh += new.stored
    return SegmentAnswer(checked.hash, tuple(new.answers))


class _Sorted:
    """What became of the events of one segment.

    One fork keeps the whole segment apart: stored, it would be relayed and bring the fork to every laptop.
    """

    def __init__(self) -> None:
        self.stored: list[CheckedEvent] = []
        self.apart: list[tuple[CheckedEvent, str]] = []
        self.answers: list[EventAnswer] = []

    @property
    def is_fork(self) -> bool:
        return any(each.reason == FORK for each in self.answers)

    def all_apart(self, reason: str) -> tuple[EventAnswer, ...]:
        """The answers, with nothing stored."""
        return tuple(
            each if each.status == DUPLICATE else EventAnswer(each.device_seq, QUARANTINED, reason)
            for each in self.answers
        )

    def answer(self, checked: CheckedEvent, status: str, reason: str | None = None) -> None:
        self.answers.append(EventAnswer(checked.seq, status, reason))
        if status == STORED:
            self.stored.append(checked)
        elif reason is not None:
            self.apart.append((checked, reason))


def _sort_out(site: Locked, header: SegmentHeader, events: Sequence[CheckedEvent]) -> _Sorted:
    by_seq, by_id = _known(site, header, events)
    result = _Sorted()
    for each in events:
        event_id = each.event.event_id if each.event else ""
        known = [found for found in (by_seq.get(each.seq), by_id.get(event_id)) if found is not None]
        if known and all(found == each.hash for found in known):
            result.answer(each, DUPLICATE)
        elif each.reason or known:
            result.answer(each, QUARANTINED, each.reason or FORK)
        else:
            result.answer(each, STORED)
            by_seq[each.seq] = by_id[event_id] = each.hash
    return result


def _known(
    site: Locked, header: SegmentHeader, events: Sequence[CheckedEvent]
) -> tuple[dict[int, bytes], dict[str, bytes]]:
    place = [site.site_id, header.device_id, header.epoch, header.first_seq, header.last_seq]
    seqs = site.at.execute(
        "SELECT device_seq, event_hash FROM event"
        " WHERE site_id = %s AND device_id = %s AND epoch = %s AND device_seq BETWEEN %s AND %s",
        place,
    )
    by_seq: dict[int, bytes] = dict(seqs.fetchall())
    ids = [each.event.event_id for each in events if each.event and not each.reason]
    query = "SELECT event_id, event_hash FROM event WHERE site_id = %s AND event_id = ANY(%s)"
    return by_seq, dict(site.at.execute(query, [site.site_id, ids]).fetchall())


def _is_stored(site: Locked, checked: CheckedSegment) -> bool:
    known = "SELECT 1 FROM segment WHERE site_id = %s AND segment_hash = %s"
    return site.at.execute(known, [site.site_id, checked.hash]).fetchone() is not None


def _copy_segments(site: Locked, segments: Sequence[tuple[int, CheckedSegment]]) -> None:
    rows = [
        (
            site.site_id,
            seq,
            each.hash,
            header.device_id,
            header.epoch,
            header.first_seq,
            header.last_seq,
            each.data,
            site.sender,
            site.sender_epoch,
            site.now,
        )
        for seq, each in segments
        if (header := each.header) is not None
    ]
    copy_in(site.at, "segment", _SEGMENT, rows)


def _copy_some(site: Locked, events: Sequence[CheckedEvent]) -> None:
    if events:
        _copy(site, zip(site.next_seqs(len(events)), events, strict=True))


def _copy(site: Locked, events: Iterable[tuple[int, CheckedEvent]]) -> None:
    rows = (
        (
            event.site_id,
            seq,
            event.event_id,
            event.device_id,
            event.epoch,
            event.device_seq,
            event.entity_id,
            event.kind,
            event.schema_version,
            each.hash,
            each.data,
        )
        for seq, each in events
        if (event := each.event) is not None
    )
    copy_in(site.at, "event", _EVENT, rows)
