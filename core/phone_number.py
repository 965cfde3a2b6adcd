"""The telephone number of an office: ten digits, eleven where its kind has them, so that no number of twelve fits."""

import re
import unicodedata

from core.known_numbers import DASHES
from core.number_guard import guard
from core.problem import Problem

_BETWEEN = re.compile(rf"[{DASHES} ()]+")
_PARTED = re.compile(r"0[0-9]{9,10}|0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}")
_OF_ELEVEN = re.compile(r"0[5-9]0")
"""IP telephones, mobile ones, and the free 0800."""


def phone_number(told: str) -> str:
    """As it is kept: ASCII digits with hyphens where it was parted; empty for none. Problem for anything else."""
    guard(told)
    number = _BETWEEN.sub("-", unicodedata.normalize("NFKC", told)).strip("-")
    digits = number.replace("-", "")
    if number and (not _PARTED.fullmatch(number) or len(digits) != (11 if _OF_ELEVEN.match(digits) else 10)):
        raise Problem(
            "phone_wrong", "電話番号が正しくありません。", "042-000-1234 のように、市外局番から入れてください。"
        )
    return number
