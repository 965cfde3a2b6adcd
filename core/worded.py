"""Codes that say what they mean: a StrEnum whose members carry their words in both languages."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """Each member is its code with its Japanese and its English: `VALID = "valid", "有効", "valid"`."""

    ja: str
    en: str

    def __new__(cls, code: str, ja: str = "", en: str = "") -> Self:
        """The member is the code alone wherever it is recorded or compared."""
        made = str.__new__(cls, code)
        made._value_, made.ja, made.en = code, ja, en
        return made
