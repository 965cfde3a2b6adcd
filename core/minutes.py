"""How long a consultation took, as people type it."""

import unicodedata

from core.problem import Problem

LONGEST_MINUTES = 480
"""A whole day at the table: more is a slip of the finger."""


def minutes_of(text: str) -> int | None:
    """Whole minutes from 15, １５ or 15分; None for nothing. Raises Problem for what is no number or out of bounds."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip().removesuffix("分").strip()
    if not plain:
        return None
    try:
        return checked_minutes(int(plain))
    except ValueError:
        raise Problem("minutes_unread", "時間は、分の数で入れてください。", "15 のように入れてください。") from None


def checked_minutes(minutes: int) -> int:
    """The same minutes. Raises Problem for less than nothing or more than a day at the table."""
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise Problem("minutes", "時間は0分から480分までです。", "分の数を直してください。")
    return minutes
