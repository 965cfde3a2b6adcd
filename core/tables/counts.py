"""Counts as offices write them: 1360, 「1,360人」, 「約1,700」. What is told as 約 stays so."""

import re
import unicodedata
from typing import NamedTuple

from core.tables.cells import Cell, text_of

MOST = 99_999_999
_ABOUT = r"約|およそ|おおよそ|概ね|おおむね|延べ約|のべ約"
_COUNT = re.compile(
    rf"(?P<about>{_ABOUT})?\s*(?:延べ|のべ)?\s*(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.0+)?\s*"
    r"(?:人|名|回|件|か所|カ所|ヶ所|ヵ所|箇所|会場|自治体|市区町村|講座|コマ)?\s*(?P<after>程度|くらい|ぐらい|ほど|弱|強|余り?)?"
)


class Told(NamedTuple):
    """A count and whether it was told as 約."""

    number: int
    estimated: bool = False


def read_count(cell: Cell) -> Told:
    """A count, never below 0. ValueError for what is none: a share, a minus, two numbers in one cell."""
    if isinstance(cell, float) and not cell.is_integer():
        raise ValueError("a fraction is no count")
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", text_of(cell)).strip())
    if found is None or isinstance(cell, bool):
        raise ValueError("no count")
    number = int(found["number"].replace(",", ""))
    if number > MOST:
        raise ValueError("more than anybody counted")
    return Told(number, bool(found["about"] or found["after"]))
