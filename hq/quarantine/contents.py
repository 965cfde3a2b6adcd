"""What a kept thing holds, told without anybody's data: sorts of records, how many, when; refused texts covered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from core.events import Event, decode_event
from core.free_text import CODED, texts
from core.kind_words import kind_words
from core.number_guard import covered, refusal
from core.problem import Problem
from core.segment import open_segment, take_apart
from hq.identity import key_pair
from hq.quarantine.reasons import NUMBERS, PAPERS
from hq.records.models import Quarantined


@dataclass(frozen=True)
class Contents:
    """Sorts of records in words with their numbers, the first and last wall time, and refused texts as ●●●."""

    kinds: tuple[tuple[str, int], ...] = ()
    first_at: str = ""
    last_at: str = ""
    texts: tuple[str, ...] = ()


def data_of(kept: Quarantined) -> bytes:
    """The bytes as they came."""
    return key_pair().open(bytes(kept.data))


def contents(kept: Quarantined) -> Contents:
    """What can be told; nothing for what cannot be read."""
    if kept.what in PAPERS:
        return Contents(((PAPERS[kept.what], 1),))
    events = [event for line in lines_of(kept) if (event := decoded(line)) is not None]
    moments = sorted(event.wall_time for event in events)
    return Contents(
        tuple(Counter(kind_words(event.kind) for event in events).most_common()),
        moments[0] if moments else "",
        moments[-1] if moments else "",
        tuple(text for event in events for text in _refused(event)) if kept.reason in NUMBERS else (),
    )


def lines_of(kept: Quarantined) -> tuple[bytes, ...]:
    """The events' bytes; none of a segment that cannot be opened."""
    data = data_of(kept)
    if kept.what == "event":
        return (data,)
    try:
        return open_segment(take_apart(data), key_pair().open(bytes(kept.site.transport_key)))
    except Problem:
        return ()


def decoded(line: bytes) -> Event | None:
    """An event, if it can be read at all."""
    try:
        return decode_event(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _refused(event: Event) -> Iterator[str]:
    """What the guard stopped at, as it may be shown. Fields are those that `hq.intake.free_text` looks at."""
    plain: dict[str, Any] = msgspec.json.decode(event.plain, type=dict[str, Any])
    for name in sorted(plain.keys() - CODED):
        yield from (covered(text) for text in texts(plain[name]) if refusal(text) is not None)
