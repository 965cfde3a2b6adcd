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
        "incident_kind",
        "kana",
        "organiser",
        "purpose",
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
    }
)


def refused_number(plain: dict[str, Any]) -> str | None:
    """The guard's code if a free text of this plain part holds a number that must not be kept."""
    for name in FREE & plain.keys():
        found = next((code for text in _texts(plain[name]) if (code := _code(text))), None)
        if found is not None:
            return found
    return None


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def _code(text: str) -> str | None:
    found = refusal(text)
    return found.code.value if found else None
