"""What can be found out about a segment without any lock: signature, content, every single event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from core import (
    folds,  # noqa: F401 - registers the rules by which events make facts
    segment,
)
from core.clock import parse_moment
from core.events import MAX_EVENT_BYTES, Event, OpenedEvent, decode_event, event_hash
from core.hlc import is_stamp
from core.payload import KINDS
from core.placement import Placement
from core.projector import project
from core.segment import Segment, SegmentHeader, SegmentProblem
from hq.intake.free_text import refused_number

_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
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
    """A segment's bytes and what they hold; `refused` is set when it could not be opened at all.

    `header` is there only if the device that it names signed it, so only then may its range be believed.
    """

    hash: bytes
    data: bytes
    header: SegmentHeader | None = None
    events: tuple[CheckedEvent, ...] = ()
    refused: str | None = None


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
    first = parts.header.first_seq
    events = tuple(check_event(line, first + place, parts.header) for place, line in enumerate(lines))
    return CheckedSegment(name, data, parts.header, events)


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
        plain = msgspec.json.decode(event.plain, type=dict[str, Any])
        reason = _fault(event, plain, seq, header, waived) or ("unreadable" if len(data) > MAX_EVENT_BYTES else None)
        opened = None if reason else open_event(event, plain)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return CheckedEvent(seq, data, name, reason="unreadable")
    return CheckedEvent(seq, data, name, opened, event, reason)


def _fault(event: Event, plain: dict[str, Any], seq: int, header: SegmentHeader, waived: str | None) -> str | None:
    place = (event.site_id, event.device_id, event.epoch, event.device_seq)
    if place != (header.site_id, header.device_id, header.epoch, seq):
        return "wrong_place"
    if not _fits(event) or not _storable(plain):
        return "unreadable"
    if _tells_sealed(event, plain):
        return "not_sealed"
    return refused_number(plain, is_whole=is_known(event), waived=waived)


def is_id(*texts: str) -> bool:
    """Whether all of these may be ids: short, printable, nothing that a database or a log stumbles over."""
    return all(map(_ID.fullmatch, texts))


def _fits(event: Event) -> bool:
    """Whether the envelope is what it says: ids, times that can be read. ValueError counts as no."""
    parse_moment(event.wall_time)
    are_ids = is_id(event.event_id, event.entity_id, event.kind, *event.base_ids, event.staff_id or "-")
    return are_ids and is_stamp(event.hlc) and 0 <= event.schema_version < _BIGGEST


def _storable(value: object) -> bool:
    """Whether PostgreSQL can hold it: no NUL in a text, no number beyond 64 bits."""
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, int):
        return abs(value) <= _BIGGEST
    if isinstance(value, dict):
        return all(map(_storable, chain(value, value.values())))
    return not isinstance(value, list) or all(map(_storable, value))


def _tells_sealed(event: Event, plain: dict[str, Any]) -> bool:
    """Whether something that must be sealed or stay at the site came readable (promise 6)."""
    kind = KINDS.get(event.kind)
    told = map(kind.fields.get, plain) if kind is not None else ()
    return any(where is not None and where is not Placement.PLAIN for where in told)


def is_known(event: Event) -> bool:
    """Whether this version knows the kind in this schema; others wait in the journal for an upgrade."""
    kind = KINDS.get(event.kind)
    return kind is not None and event.schema_version <= kind.schema_version


def open_event(event: Event, plain: dict[str, Any] | None = None) -> OpenedEvent | None:
    """The event with its plain content, decoded here unless it is given. Folding it once alone shows that its rule
    can be applied.
    """
    if not is_known(event):
        return None
    values = msgspec.json.decode(event.plain, type=dict[str, Any]) if plain is None else plain
    opened = OpenedEvent(event, msgspec.convert(values, KINDS[event.kind].payload))
    project([opened])
    return opened
