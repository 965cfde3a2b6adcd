"""Which texts of an event people type freely. Those are guarded; ids, times and codes never are.

A test holds the lists against every kind, so that a new text must be put into one of them.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from core.number_guard import covered, guard
from core.payload import Payload, kind_of
from core.placement import Placement, placements

FREE = frozenset(
    {
        "attributes",
        "badge",
        "co_organiser",
        "condition",
        "conditions",
        "device_label",
        "display_name",
        "edition",
        "en",
        "file_name",
        "handed_to",
        "incident_kind",
        "ja",
        "kana",
        "remark",
        "organiser",
        "phone_kind",
        "purpose",
        "reading",
        "reason",
        "referral",
        "room",
        "source",
        "strand",
        "table",
        "target_group",
        "term",
        "text",
        "title",
        "training",
        "venue",
        "weather",
    }
)
CODED = frozenset(
    {
        "about",
        "admitted_over",
        "again",
        "age_band",
        "answer",
        "at",
        "attendance_id",
        "booking_id",
        "by",
        "by_card_id",
        "channel",
        "checks_failed",
        "choices",
        "conflict",
        "consultation_id",
        "content",
        "content_hash",
        "course_id",
        "cut_off",
        "day",
        "decision",
        "device_id",
        "due",
        "ends",
        "estimated",
        "expires_on",
        "file",
        "file_hash",
        "first_day",
        "follow_up_day",
        "funding",
        "handout",
        "how",
        "into",
        "issued_on",
        "kept_event_id",
        "last_day",
        "left_out",
        "materials",
        "more_topics",
        "municipalities",
        "municipality",
        "operator",
        "outcome",
        "paper",
        "period_from",
        "period_to",
        "person_id",
        "programme",
        "ratio",
        "register",
        "registered_on",
        "report",
        "request_id",
        "role",
        "series_id",
        "session_id",
        "session_kind",
        "slot",
        "starts",
        "state",
        "strengths",
        "supporter_id",
        "survey",
        "ticket",
        "topic",
        "until",
        "valid_from",
        "valid_to",
    }
)
SEALED_CODES = frozenset({"birth_date", "code"})
"""Sealed, and yet no free text."""


def guard_payload(payload: Payload) -> None:
    """Raises Problem if a free text of it, plain or sealed, holds what must not be kept (promise 8)."""
    for name, placement in kind_of(payload).fields.items():
        if is_free(name, placement):
            for text in texts(getattr(payload, name)):
                guard(text)


def cover(payload: Payload) -> Payload:
    """The content as it may be shown: what an older program let through stays in the bytes, never on a screen."""
    changed = {
        name: safe
        for name in _free_names(type(payload))
        if (value := getattr(payload, name)) is not None and (safe := _covered(value)) != value
    }
    return msgspec.structs.replace(payload, **changed) if changed else payload


@cache
def _free_names(kind: type[Payload]) -> tuple[str, ...]:
    return tuple(name for name, where in placements(kind).items() if is_free(name, where))


def _covered(value: Any) -> Any:
    match value:
        case str():
            return covered(value)
        case list() | tuple():
            return type(value)(map(_covered, value))
        case dict():
            return {name: _covered(item) for name, item in value.items()}
    return value


def is_free(name: str, placement: Placement) -> bool:
    """Whether people type this field freely."""
    match placement:
        case Placement.PLAIN:
            return name in FREE
        case Placement.SEALED:
            return name not in SEALED_CODES
    return False


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value, also names of fields: whoever writes past the declared shape writes anything."""
    match value:
        case str():
            yield value
        case bool() | None:
            return
        case int():
            yield str(value)
        case list() | tuple():
            for item in value:
                yield from texts(item)
        case dict():
            yield from texts([*value.keys(), *value.values()])
