"""Which rows of a sheet are its heading, and what each column means.

Offices put titles above, head in two rows, merge cells. The heading is the row, or the two, of which most is
understood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.tables.cells import Row, Sheet, text_of
from core.tables.meanings import Meaning, meaning_of, plain_heading

SEARCHED_ROWS = 40
"""Nobody writes a longer preface above a table."""
_SEVERAL = frozenset({Meaning.PHONE, Meaning.SECRET, Meaning.NOTHING})
"""What more than one column may mean by itself."""
_PART_OF_DATE = re.compile("元号|年号|和暦|西暦|年|月|日")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place from 0, its heading as written, what it means."""

    place: int
    heading: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read: data begins behind `heading_rows` rows (0: there is no heading)."""

    columns: tuple[Column, ...]
    heading_rows: int

    def places(self, meaning: Meaning) -> tuple[int, ...]:
        """The columns that have this meaning, from the left."""
        return tuple(column.place for column in self.columns if column.meaning is meaning)

    def understood(self) -> frozenset[Meaning]:
        """Every meaning that some column has."""
        return frozenset(column.meaning for column in self.columns) - {Meaning.NOTHING, Meaning.SECRET}

    def with_meaning(self, place: int, meaning: Meaning) -> "Layout":
        """The same with another meaning of one column."""
        columns = (replace(each, meaning=meaning) if each.place == place else each for each in self.columns)
        return replace(self, columns=tuple(columns))


def recognise(sheet: Sheet, wanted: Sequence[Meaning]) -> Layout:
    """The layout in which most columns are understood; without any, no heading and no meanings."""
    allowed = frozenset(wanted)
    rows = sheet.rows[:SEARCHED_ROWS]
    width = sheet.width
    best, most = _without_heading(width), 0
    for place in range(len(rows)):
        for heading in _headings(rows, place, width, allowed):
            columns = _columns(heading, allowed)
            found = _score(columns, rows[place])
            if found > most or (found == most and heading.rows > 1 and place + 1 == best.heading_rows):
                best, most = Layout(columns, place + heading.rows), found
    return best


@dataclass(frozen=True, slots=True)
class _Heading:
    texts: tuple[str, ...]
    below: tuple[str, ...]
    rows: int


def _headings(rows: Sequence[Row], place: int, width: int, allowed: frozenset[Meaning]) -> list[_Heading]:
    top = _texts(rows[place], width)
    single = _Heading(top, ("",) * width, 1)
    if place + 1 == len(rows):
        return [single]
    below = _texts(rows[place + 1], width)
    return [single, _Heading(_filled(top, below), below, 2)] if _belong_together(top, below, allowed) else [single]


def _belong_together(top: tuple[str, ...], below: tuple[str, ...], allowed: frozenset[Meaning]) -> bool:
    """Whether the second row divides what the first one heads: 氏名 above 姓 and 名, in words that head something."""
    pairs = list(zip(_filled(top, below), below, strict=True))
    parted = any(
        sub and (not above or above == left) for left, above, sub in zip(top, top[1:], below[1:], strict=False)
    )
    return parted and sum(_heads(above, sub, allowed) for above, sub in pairs) >= 2


def _heads(above: str, sub: str, allowed: frozenset[Meaning]) -> bool:
    return meaning_of(sub, allowed) is not Meaning.NOTHING or _is_part_of_birth(above, sub)


def _is_part_of_birth(above: str, sub: str) -> bool:
    """元号, 年, 月 or 日 below 生年月日."""
    return meaning_of(above) is Meaning.BIRTH_DATE and bool(_PART_OF_DATE.fullmatch(plain_heading(sub)))


def _filled(top: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    filled: list[str] = []
    for above, sub in zip(top, below, strict=True):
        filled.append(above if above or not sub or not filled else filled[-1])
    return tuple(filled)


def _columns(heading: _Heading, allowed: frozenset[Meaning]) -> tuple[Column, ...]:
    columns: list[Column] = []
    seen: set[Meaning] = set()
    dated = False
    for place, (above, sub) in enumerate(zip(heading.texts, heading.below, strict=True)):
        words = above if above == sub else f"{above} {sub}".strip()
        meaning = _meaning(above, sub, words, allowed)
        if meaning is not Meaning.SECRET and meaning not in allowed:
            meaning = Meaning.NOTHING
        part = _is_part_of_birth(above, sub)
        if meaning in seen and meaning not in _SEVERAL and not (part and dated):
            meaning = Meaning.NOTHING
        dated = part
        seen.add(meaning)
        columns.append(Column(place, words, meaning))
    return tuple(columns)


def _meaning(above: str, sub: str, words: str, allowed: frozenset[Meaning]) -> Meaning:
    if not sub or above == sub:
        return meaning_of(above, allowed)
    if _is_part_of_birth(above, sub):
        return Meaning.BIRTH_DATE
    whole, over = meaning_of(words, allowed), meaning_of(above, allowed)
    return whole if whole is not Meaning.NOTHING or over is not Meaning.NOTHING else meaning_of(sub, allowed)


def _score(columns: tuple[Column, ...], row: Row) -> int:
    """How much is understood; a single title is no heading, unless the table is a single column."""
    meanings = {column.meaning for column in columns} - {Meaning.NOTHING, Meaning.SECRET}
    texts = {text_of(cell) for cell in row.cells} - {""}
    return len(meanings) if len(texts) > 1 or len(columns) == 1 else 0


def _without_heading(width: int) -> Layout:
    return Layout(tuple(Column(place, "", Meaning.NOTHING) for place in range(width)), 0)


def _texts(row: Row, width: int) -> tuple[str, ...]:
    return tuple(text_of(row.cell(place)) for place in range(width))
