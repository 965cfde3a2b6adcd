"""Which plain fields people type freely. Those are guarded; ids, times and codes never are.

A test holds both lists against every kind, so that a new plain text must be put into one of them.
"""

from typing import Any

from core.number_guard import refusal

FREE = frozenset(
    {
        "attributes",
        "condition",
        "conditions",
        "device_label",
        "display_name",
        "en",
        "incident_kind",
        "ja",
        "kana",
        "organiser",
        "purpose",
        "reading",
        "reason",
        "referral",
        "table",
        "target_group",
        "text",
        "title",
        "venue",
        "weather",
    }
)
CODED = frozenset(
    {
        "about",
        "admitted_over",
        "age_band",
        "at",
        "attendance_id",
        "by_card_id",
        "channel",
        "booking_id",
        "checks_failed",
        "choices",
        "conflict",
        "consultation_id",
        "content_hash",
        "course_id",
        "cut_off",
        "day",
        "decision",
        "due",
        "ends",
        "follow_up_day",
        "funding",
        "handout",
        "how",
        "into",
        "kept_event_id",
        "more_topics",
        "municipality",
        "outcome",
        "period_from",
        "period_to",
        "person_id",
        "phone_kind",
        "programme",
        "ratio",
        "register",
        "report",
        "role",
        "session_id",
        "session_kind",
        "slot",
        "starts",
        "state",
        "supporter_id",
        "survey",
        "ticket",
        "topic",
        "valid_from",
        "valid_to",
    }
)


def refused_number(plain: dict[str, Any], *, is_whole: bool = False) -> str | None:
    """The guard's code if a free text of this plain part holds a number that must not be kept.

    `is_whole` says that the kind and its schema are known: then whatever is not declared a code is free text. Of
    kinds to come only the names that are free today can be told from ids.
    """
    guarded = plain.keys() - CODED if is_whole else FREE & plain.keys()
    texts = (text for name in sorted(guarded) for text in _texts(plain[name]))
    return next((code for text in texts if (code := refused_code(text))), None)


def refused_code(text: str) -> str | None:
    """The guard's code for one free text; None if it may be kept."""
    found = refusal(text)
    return found.code.value if found else None


def _texts(value: object) -> list[str]:
    """Every text inside, also names of fields: whoever writes past the declared shape writes anything."""
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in _texts(item)]
        case dict():
            return [text for pair in value.items() for part in pair for text in _texts(part)]
        case int():
            return [str(value)]
    return []
