"""Municipalities by 全国地方公共団体コード: five digits and a check digit (総務省, JIS X 0401 and X 0402).

One that was merged keeps its code and its last day: what was recorded under it stays what it was on the day.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from core.problem import Problem
from core.toml_asset import Text, TomlAsset, Version

_WEIGHTS = (6, 5, 4, 3, 2)
_SINCE = datetime.date(2020, 4, 1)
Code = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]


class Municipality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality; a prefecture itself has an empty `prefecture`.

    `valid_to` is its last day, `merged_into` the code of what it became part of on the day after.
    """

    code: Code
    name: Text
    kana: Text
    prefecture: str = ""
    valid_to: datetime.date | None = None
    merged_into: Code | None = None

    def valid_on(self, day: datetime.date) -> bool:
        """Whether there was one of this code on this day."""
        return self.valid_to is None or day <= self.valid_to


class _MunicipalityList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    municipalities: tuple[Municipality, ...]
    version: Version = 1
    published: datetime.date = _SINCE


@dataclass(frozen=True)
class Municipalities:
    """One version of the list, in the order of the file."""

    version: int
    published: datetime.date
    by_code: dict[str, Municipality]

    def on(self, code: str, day: datetime.date) -> str:
        """The code that holds on this day: that of the merger where this one was merged by then."""
        found = self.by_code.get(code)
        while found is not None and not found.valid_on(day) and found.merged_into is not None:
            found = self.by_code[found.merged_into]
        return found.code if found is not None else code

    def with_merged(self, code: str, day: datetime.date) -> tuple[str, ...]:
        """The code that holds on this day, and those that were merged into it by then."""
        present = self.on(code, day)
        merged = (each.code for each in self.by_code.values() if each.merged_into is not None)
        return (present, *(each for each in merged if each != present and self.on(each, day) == present))

    def check(self, code: str, day: datetime.date) -> None:
        """Raises Problem for a wrong code, and for one that was merged before this day. Others may be unknown here."""
        if not is_municipality_code(code):
            raise Problem("municipality", "自治体コードがちがいます。", "6桁の全国地方公共団体コードを入れてください。")
        present = self.on(code, day)
        if present != code:
            was, now = self.by_code[code], self.by_code[present]
            raise Problem(
                "municipality_merged",
                f"{was.name}（{code}）は、{was.valid_to}までの自治体です。",
                f"{now.name}（{present}）を入れてください。",
            )


def check_digit(five_digits: str) -> str:
    """The sixth digit: (11 - weighted sum mod 11) mod 10."""
    total = sum(int(digit) * weight for digit, weight in zip(five_digits, _WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether six ASCII digits end in the right check digit."""
    return len(code) == 6 and code.isascii() and code.isdigit() and check_digit(code[:5]) == code[5]


def load_municipalities(source: Path | bytes) -> dict[str, Municipality]:
    """By code, in the order of the file; Problem `municipalities_broken` names the line."""
    return read_municipalities(source).by_code


def read_municipalities(source: Path | bytes) -> Municipalities:
    """A version of the list; Problem `municipalities_broken` names the line."""
    asset = TomlAsset(source, "市区町村の一覧", "municipalities_broken")
    read = asset.read(_MunicipalityList)
    by_code: dict[str, Municipality] = {}
    for each in read.municipalities:
        if not is_municipality_code(each.code):
            asset.reject(each.code, "は、検査数字が合いません。")
        if each.code in by_code:
            asset.reject(each.code, "は、同じ番号が前にもあります。")
        by_code[each.code] = each
    for each in by_code.values():
        _check_merger(each, by_code, asset)
    return Municipalities(read.version, read.published, by_code)


def _check_merger(each: Municipality, by_code: dict[str, Municipality], asset: TomlAsset) -> None:
    if each.merged_into is None:
        return
    into = by_code.get(each.merged_into)
    if into is None:
        asset.reject(each.merged_into, "は、一覧にない合併先です。")
    if each.valid_to is None or not into.valid_on(each.valid_to + datetime.timedelta(days=1)):
        asset.reject(each.code, "の終わりの日と合併先が合いません。")
