"""Names and phone numbers as offices write them."""

import re
import unicodedata

from core.tables.cells import Cell, text_of

LONGEST_NAME = 100
_NOTHING = frozenset(
    {"-", "--", "---", "/", "なし", "無し", "無", "ナシ", "未記入", "記入なし", "空欄", "不明", "非公開", "未回答"}
    | {"無回答", "秘密", "n/a", "null", "none"}
)
_LONGEST_NOTHING = 12
_DITTO = frozenset(("同上", "同じ", "〃", "々", "//", '"', "″", "”"))
_HONORIFIC = re.compile(r"(?<=\S)\s*(?:様|殿|さま)$|(?<=\S)\s+(?:さん|氏)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－ｰ~〜", "-"))
_PHONE_LIKE = re.compile(r"\+?\d[\d\-()\s.]{7,18}\d")
_GROUPED = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
_BETWEEN = re.compile(r"[\s/、,;]+")
_LENGTHS = (10, 11)
_SHORTEST = 9


def is_nothing(text: str) -> bool:
    """Whether a cell says in a word that there is nothing to say."""
    if len(text) > _LONGEST_NOTHING:
        return False
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().lower()
    return not plain or plain in _NOTHING


def read_name(text: str) -> str:
    """A name without 様. ValueError for 「同上」, and for what no name is as long as."""
    name = _HONORIFIC.sub("", text).strip()
    if name in _DITTO or len(name) > LONGEST_NAME:
        raise ValueError("no name")
    return name


def read_phones(cell: Cell) -> list[str]:
    """Every phone number of a cell, none twice: with the dashes that it is written with, or digits alone.

    A number that lost its leading 0 gets it back, +81 becomes 0. ValueError when there is none.
    """
    shown = unicodedata.normalize("NFKC", text_of(cell)).translate(_DASHES)
    whole = [part for part in _BETWEEN.split(shown) if len(digits_of(part)) >= _SHORTEST]
    written = [number for part in whole or [shown] for number in _PHONE_LIKE.findall(part)]
    found = list(dict.fromkeys(filter(None, map(_phone, written))))
    if not found:
        raise ValueError("no phone number")
    return found


def digits_of(phone: str) -> str:
    """A phone number's digits: what two of them are compared by."""
    return re.sub("[^0-9]", "", unicodedata.normalize("NFKC", phone))


def _phone(written: str) -> str | None:
    digits = digits_of(written)
    grouped = re.sub(r"[\s.()]+", "-", written).strip("-")
    if written.startswith("+81") or (digits.startswith("81") and len(digits) in (11, 12)):
        digits, grouped = "0" + digits[2:].removeprefix("0"), ""
    elif not digits.startswith("0") and len(digits) in (9, 10):
        digits, grouped = "0" + digits, "0" + grouped
    if not digits.startswith("0") or digits.startswith("00") or len(digits) not in _LENGTHS:
        return None
    return grouped if _GROUPED.fullmatch(grouped) and digits_of(grouped) == digits else digits
