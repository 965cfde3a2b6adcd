"""What can be found out about a segment without asking what is stored: signature, content, every single event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from core import segment
from core.events import MAX_EVENT_BYTES, Event, OpenedEvent, decode_event, event_hash
from core.payload import KINDS
from core.segment import Segment, SegmentHeader, SegmentProblem
from core.sound_events import UNSOUND, is_known, is_storable, open_event, plain_of, stands_at
from hq.intake.free_text import refused_number

_BIGGEST = 2**63 - 1


class CheckedEvent(msgspec.Struct, frozen=True, gc=False):
    """One line of a segment; `reason` is set when it cannot be stored."""

    seq: int
    data: bytes
    hash: bytes
    opened: OpenedEvent | None = None
    event: Event | None = None
    reason: str | None = None


@dataclass(frozen=True)
class CheckedSegment:
    """A segment's bytes and the lines they hold; `refused` is set when it could not be opened at all.

    `header` is there only if the device that it names signed it, so only then may its range be believed.
    """

    hash: bytes
    data: bytes
    header: SegmentHeader | None = None
    lines: tuple[bytes, ...] = ()
    refused: str | None = None

    @property
    def seqs(self) -> range:
        """The places of its lines in the device's journal."""
        first = self.header.first_seq if self.header else 0
        return range(first, first + len(self.lines))

    @cached_property
    def events(self) -> tuple[CheckedEvent, ...]:
        """Its lines, looked at."""
        return tuple(self.look())

    def look(self) -> Iterator[CheckedEvent]:
        """Look at one line after the other, so that each can be on its way while the next is looked at."""
        if self.header is not None:
            for seq, line in zip(self.seqs, self.lines, strict=True):
                yield check_event(line, seq, self.header)


def check(data: bytes, site_id: str, signing_keys: Mapping[str, bytes], transport_key: bytes) -> CheckedSegment:
    """Look at a segment. Never raises for its content."""
    name = segment.segment_hash(data)
    try:
        parts = segment.take_apart(data)
    except SegmentProblem:
        return CheckedSegment(name, data, refused="unreadable")
    reason = _doubt(parts, site_id, signing_keys)
    if reason is not None:
        return CheckedSegment(name, data, refused=reason)
    try:
        lines = segment.open_segment(parts, transport_key)
    except SegmentProblem:
        return CheckedSegment(name, data, parts.header, refused="unreadable")
    return CheckedSegment(name, data, parts.header, lines)


def _doubt(parts: Segment, site_id: str, signing_keys: Mapping[str, bytes]) -> str | None:
    header = parts.header
    if header.site_id != site_id:
        return "other_site"
    if header.device_id not in signing_keys:
        return "unknown_device"
    try:
        segment.check_signature(parts, signing_keys[header.device_id])
    except SegmentProblem:
        return "bad_signature"
    return None if _is_sane(header) else "unreadable"


def _is_sane(header: SegmentHeader) -> bool:
    in_range = 1 <= header.first_seq <= header.last_seq < _BIGGEST and 0 <= header.epoch < _BIGGEST
    return in_range and header.count == header.last_seq - header.first_seq + 1 <= segment.MAX_EVENTS


def check_event(data: bytes, seq: int, header: SegmentHeader, waived: str | None = None) -> CheckedEvent:
    """Look at one event at its place in a segment; a `waived` reason was looked at by a person."""
    name = event_hash(data)
    try:
        event = decode_event(data)
        plain = plain_of(event)
        reason = _fault(event, plain, seq, header, waived) or ("unreadable" if len(data) > MAX_EVENT_BYTES else None)
        opened = None if reason else open_event(event, plain)
    except UNSOUND:
        return CheckedEvent(seq, data, name, reason="unreadable")
    return CheckedEvent(seq, data, name, opened, event, reason)


def _fault(event: Event, plain: dict[str, Any], seq: int, header: SegmentHeader, waived: str | None) -> str | None:
    if not stands_at(event, seq, header):
        return "wrong_place"
    if not is_storable(event, plain):
        return "unreadable"
    if _tells_sealed(event, plain):
        return "not_sealed"
    return refused_number(plain, is_whole=is_known(event), waived=waived)


def _tells_sealed(event: Event, plain: dict[str, Any]) -> bool:
    """Whether something that must be sealed or stay at the site came readable (promise 6)."""
    kind = KINDS.get(event.kind)
    return kind is not None and not kind.hidden.isdisjoint(plain)
