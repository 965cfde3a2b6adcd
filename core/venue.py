"""A venue by its name: the same place however its letters were typed."""

import unicodedata


def venue_name(text: str) -> str:
    """The name by which venues are counted (か所): wide and narrow letters alike, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()
