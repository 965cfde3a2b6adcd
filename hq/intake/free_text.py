"""What headquarters guards of an event's plain part."""

from typing import Any

from core.free_text import CODED, FREE, texts
from core.number_guard import refusals


def refused_number(plain: dict[str, Any], *, is_whole: bool = False, waived: str | None = None) -> str | None:
    """The guard's code if a free text of this plain part holds a number that must not be kept.

    `is_whole` says that the kind and its schema are known: then whatever is not declared a code is free text. Of
    kinds to come only the names that are free today can be told from ids. A `waived` code was looked at by a person.
    """
    guarded = plain.keys() - CODED if is_whole else FREE & plain.keys()
    if not guarded:
        return None
    found = (text for name in sorted(guarded) for text in texts(plain[name]))
    codes = (each.code.value for text in found for each in refusals(text))
    return next((code for code in codes if code != waived), None)
