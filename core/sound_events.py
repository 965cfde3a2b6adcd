"""Which events of a segment can be stored and folded: headquarters and every laptop go by the same rules.

Who may write segments may still write nonsense into them, by a fault or on purpose. What cannot be stored or folded,
or says that it is another device's, is left out by all, and stops nobody. What is only not what its kind declares
waits: on a laptop in its journal, at headquarters in quarantine.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import msgspec

from core import folds  # noqa: F401 - registers the rules by which events make facts
from core.clock import parse_moment
from core.events import MAX_EVENT_BYTES, Event, OpenedEvent, decode_event
from core.hlc import is_stamp
from core.payload import KINDS, known_kind
from core.projector import project
from core.segment import SegmentHeader

UNSOUND = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError)
"""What looking at an event raises that cannot be read."""
_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_BIGGEST = 2**63 - 1
_NUL = b"\\u0000"
_LONG = re.compile(rb"[0-9]{19}")
"""What the JSON of a value holds that no database may hold, and of some that it may."""
_plain = msgspec.json.Decoder(dict[str, Any])


def sound_lines(lines: Sequence[bytes], header: SegmentHeader) -> Iterator[bytes]:
    """The events of a segment that stand in their place and can be stored, and folded if they can be read."""
    return (line for seq, line in enumerate(lines, header.first_seq) if _is_sound(line, seq, header))


def _is_sound(line: bytes, seq: int, header: SegmentHeader) -> bool:
    try:
        event = decode_event(line)
        plain = plain_of(event)
        fits = stands_at(event, seq, header) and is_storable(event, plain) and len(line) <= MAX_EVENT_BYTES
        if fits:
            with suppress(msgspec.ValidationError):  # not what its kind declares today: it waits for an upgrade
                open_event(event, plain)
    except UNSOUND:
        return False
    return fits


def stands_at(event: Event, seq: int, header: SegmentHeader) -> bool:
    """Whether an event says of itself what its place in a segment says: else it would be in another's name."""
    place = (event.site_id, event.device_id, event.epoch, event.device_seq)
    return place == (header.site_id, header.device_id, header.epoch, seq)


def is_id(*texts: str) -> bool:
    """Whether all of these may be ids: short, printable, nothing that a database or a log stumbles over."""
    return all(map(_ID.fullmatch, texts))


def is_storable(event: Event, plain: dict[str, Any]) -> bool:
    """Whether the envelope is what it says, ids and times that can be read, and a database can hold the rest.

    ValueError counts as no.
    """
    parse_moment(event.wall_time)
    are_ids = is_id(event.event_id, event.entity_id, event.kind, *event.base_ids, event.staff_id or "-")
    told = bytes(event.plain)
    holds = (_NUL not in told and _LONG.search(told) is None) or _holds(plain)
    return are_ids and is_stamp(event.hlc) and 0 <= event.schema_version < _BIGGEST and holds


def _holds(value: object) -> bool:
    """Whether PostgreSQL can hold it: no NUL in a text, no number beyond 64 bits."""
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, int):
        return abs(value) <= _BIGGEST
    if isinstance(value, dict):
        return all(map(_holds, chain(value, value.values())))
    return not isinstance(value, list) or all(map(_holds, value))


def plain_of(event: Event) -> dict[str, Any]:
    """The plain part, whatever its kind. Raises what is UNSOUND."""
    return _plain.decode(event.plain)


def is_known(event: Event) -> bool:
    """Whether this version knows the kind in this schema; others wait in the journal for an upgrade."""
    return known_kind(event.kind, event.schema_version) is not None


def open_event(event: Event, plain: dict[str, Any] | None = None) -> OpenedEvent | None:
    """The event with its plain content, decoded here unless it is given. Folding it once alone shows that its rule
    can be applied.
    """
    if not is_known(event):
        return None
    values = plain_of(event) if plain is None else plain
    opened = OpenedEvent(event, msgspec.convert(values, KINDS[event.kind].payload))
    project([opened])
    return opened


def only_sound(events: Sequence[OpenedEvent]) -> list[OpenedEvent]:
    """Those to which their rule can be applied: what was taken in before a rule refused it counts for nothing."""
    return [each for each in events if _can_be_folded(each)]


def _can_be_folded(opened: OpenedEvent) -> bool:
    try:
        project([opened])
    except UNSOUND:
        return False
    return True
