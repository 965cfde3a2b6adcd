"""Municipalities by 全国地方公共団体コード: five digits and a check digit (総務省, JIS X 0401 and X 0402)."""

from pathlib import Path
from typing import Annotated

import msgspec

from core.toml_asset import Text, TomlAsset

_WEIGHTS = (6, 5, 4, 3, 2)


class Municipality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality; a prefecture itself has an empty `prefecture`."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]
    name: Text
    kana: Text
    prefecture: str = ""


class _MunicipalityList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    municipalities: tuple[Municipality, ...]


def check_digit(five_digits: str) -> str:
    """The sixth digit: (11 - weighted sum mod 11) mod 10."""
    total = sum(int(digit) * weight for digit, weight in zip(five_digits, _WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether six ASCII digits end in the right check digit."""
    return len(code) == 6 and code.isascii() and code.isdigit() and check_digit(code[:5]) == code[5]


def load_municipalities(source: Path | bytes) -> dict[str, Municipality]:
    """By code, in the order of the file; Problem `municipalities_broken` names the line."""
    asset = TomlAsset(source, "市区町村の一覧", "municipalities_broken")
    by_code: dict[str, Municipality] = {}
    for each in asset.read(_MunicipalityList).municipalities:
        if not is_municipality_code(each.code):
            asset.reject(each.code, "は、検査数字が合いません。")
        if each.code in by_code:
            asset.reject(each.code, "は、同じ番号が前にもあります。")
        by_code[each.code] = each
    return by_code
