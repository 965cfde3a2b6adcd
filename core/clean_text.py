"""What nobody types on purpose is left out of free text before it is looked at and kept."""

import unicodedata

_KEPT = "\n\t"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of what follows: a line could read otherwise than it was typed. Arabic needs none."""


def clean_text(text: str) -> str:
    """The text without control characters, half characters and turning marks; its lines and tabs stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(each for each in lines if each in _KEPT or not _is_stray(each))


def _is_stray(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
