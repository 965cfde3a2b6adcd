"""What headquarters guards of an event's plain part."""

from typing import Any

from core.free_text import CODED, FREE, texts
from core.number_guard import refusal


def refused_number(plain: dict[str, Any], *, is_whole: bool = False) -> str | None:
    """The guard's code if a free text of this plain part holds a number that must not be kept.

    `is_whole` says that the kind and its schema are known: then whatever is not declared a code is free text. Of
    kinds to come only the names that are free today can be told from ids.
    """
    guarded = plain.keys() - CODED if is_whole else FREE & plain.keys()
    found = (text for name in sorted(guarded) for text in texts(plain[name]))
    return next((code for text in found if (code := _code(text))), None)


def _code(text: str) -> str | None:
    """The guard's code for one free text; None if it may be kept."""
    found = refusal(text)
    return found.code.value if found else None
