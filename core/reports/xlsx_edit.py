"""Cells written into a sheet's XML in place: every other byte stays, so nothing else in the form can be lost.

A library that reads a workbook and writes it again drops what it does not know (shapes, form controls, charts). Here a
cell's element is found by its place in the bytes and put anew; styles, formulas and all other parts are untouched.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from core.reports.xlsx_names import damaged, too_large

Value = int | float | str
CellPlace = tuple[int, int]
"""Row from 1 and column from 1."""
Edit = tuple[int, int, bytes]
"""From where to where something else is put."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_SPANS = re.compile(rb'\sspans="[^"]*"')
_MOST_ELEMENTS, _MOST_ROWS, _MOST_COLUMNS = 8_000_000, 1_048_576, 16_384
"""Of a sheet that is gone through; no spreadsheet program has more rows or columns."""


@dataclass
class _Row:
    number: int
    begin: int
    end: int = 0
    inner_end: int = 0
    cells: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    """By column: where its element begins and ends, and its style."""


@dataclass
class _Found:
    """Where the wanted rows and cells are; `formulas` are wanted cells that are computed."""

    prefix: str = ""
    data_begin: int = -1
    data_end: int = -1
    is_empty: bool = False
    rows: dict[int, _Row] = field(default_factory=dict)
    order: list[tuple[int, int]] = field(default_factory=list)
    """Row numbers with where they begin."""
    formulas: set[CellPlace] = field(default_factory=set)


class SheetCells:
    """Some cells of a sheet, sought in its XML once. Raises Problem for what is no sheet."""

    def __init__(self, sheet: bytes, places: Iterable[CellPlace]) -> None:
        self._sheet = sheet
        self._found = _Walk(sheet, set(places)).found
        if self._found.data_begin < 0:
            raise damaged()

    @property
    def formulas(self) -> set[CellPlace]:
        """Which of them are computed by the form itself."""
        return self._found.formulas

    def written(self, values: Mapping[CellPlace, Value]) -> bytes:
        """The sheet's XML with these values; each cell keeps its look."""
        found, edits = self._found, list[Edit]()
        for number in sorted({row for row, _ in values}):
            mine = {column: value for (row, column), value in values.items() if row == number}
            row = found.rows.get(number)
            edits += _into_row(self._sheet, row, mine, found.prefix) if row else [_new_row(found, number, mine)]
        return _edited(self._sheet, [_filled(found, edits)] if found.is_empty and edits else edits)


def _edited(sheet: bytes, edits: Sequence[Edit]) -> bytes:
    """Pieces put in the place of others; at one place they come in the order in which they are told."""
    pieces, done = [], 0
    for begin, end, written in sorted(edits, key=lambda each: each[:2]):
        pieces += [sheet[done:begin], written]
        done = end
    return b"".join((*pieces, sheet[done:]))


def _filled(found: _Found, edits: Sequence[Edit]) -> Edit:
    """<sheetData/> with rows."""
    name = f"{found.prefix}sheetData".encode()
    inner = b"".join(written for *_, written in edits)
    return found.data_begin, found.data_end, b"<" + name + b">" + inner + b"</" + name + b">"


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _into_row(sheet: bytes, row: _Row, values: Mapping[int, Value], prefix: str) -> list[Edit]:
    edits: list[Edit] = []
    for column, value in sorted(values.items()):
        there = row.cells.get(column)
        if there is not None:
            begin, end, style = there
            edits.append((begin, end, _cell(row.number, column, value, prefix, style)))
        else:
            place = min((begin for other, (begin, *_) in row.cells.items() if other > column), default=row.inner_end)
            edits.append((place, place, _cell(row.number, column, value, prefix)))
    tag_end = sheet.index(b">", row.begin) + 1
    tag = _SPANS.sub(b"", sheet[row.begin : tag_end])  # it tells from where to where there are cells
    if row.inner_end < row.end:
        return [(row.begin, tag_end, tag), *edits]
    inner = b"".join(written for *_, written in edits)
    return [(row.begin, row.end, tag.rstrip(b"/> ") + b">" + inner + f"</{prefix}row>".encode())]


def _new_row(found: _Found, number: int, values: Mapping[int, Value]) -> Edit:
    numbers = [row for row, _ in found.order]
    at = bisect_left(numbers, number)
    place = found.order[at][1] if at < len(numbers) else found.data_end
    inner = b"".join(_cell(number, column, value, found.prefix) for column, value in sorted(values.items()))
    return place, place, f'<{found.prefix}row r="{number}">'.encode() + inner + f"</{found.prefix}row>".encode()


def _cell(row: int, column: int, value: Value, prefix: str, style: str = "") -> bytes:
    place = f'r="{_letters(column)}{row}"' + (f' s="{style}"' if style else "")
    if isinstance(value, str):
        text = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(value)}</{prefix}t></{prefix}is>'
        return f'<{prefix}c {place} t="inlineStr">{text}</{prefix}c>'.encode()
    return f"<{prefix}c {place}><{prefix}v>{value!r}</{prefix}v></{prefix}c>".encode()


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


class _Walk:
    """Goes through a sheet once; rows and cells may leave out where they are, and then come after the one before."""

    def __init__(self, sheet: bytes, wanted: set[CellPlace]) -> None:
        self.found = _Found()
        self._wanted, self._rows = wanted, {row for row, _ in wanted}
        self._row_number = self._column = self._elements = 0
        self._row: _Row | None = None
        self._cell: tuple[int, str] | None = None
        self._sheet = sheet
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        try:
            parser.Parse(sheet, True)
        except (expat.ExpatError, ValueError) as error:  # ValueError: a row that is no number
            raise damaged() from error

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self.found.order) > _MOST_ROWS or self._column > _MOST_COLUMNS:
            raise too_large()
        match tag.rpartition(":")[2]:
            case "sheetData":
                self.found.prefix = tag[: -len("sheetData")]
                self.found.data_begin = self._parser.CurrentByteIndex
            case "row" if self.found.data_begin >= 0 and self.found.data_end < 0:
                self._row_number = int(attributes.get("r", self._row_number + 1))
                self._column = 0
                begin = self._parser.CurrentByteIndex
                self.found.order.append((self._row_number, begin))
                if self._row_number in self._rows:
                    self._row = _Row(self._row_number, begin)
                    self.found.rows[self._row_number] = self._row
            case "c" if self._row is not None:
                place = _PLACE.fullmatch(attributes.get("r", ""))
                self._column = column_number(place[1]) if place else self._column + 1
                self._cell = (self._parser.CurrentByteIndex, attributes.get("s", ""))
            case "f" if self._cell is not None and (self._row_number, self._column) in self._wanted:
                self.found.formulas.add((self._row_number, self._column))

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "sheetData":
                self.found.data_end = self._parser.CurrentByteIndex
                self.found.is_empty = not self._closes(tag)
            case "row" if self._row is not None:
                self._row.inner_end = self._parser.CurrentByteIndex
                self._row.end = self._after(tag)
                self._row = None
            case "c" if self._row is not None and self._cell is not None:
                begin, style = self._cell
                self._row.cells[self._column] = (begin, self._after(tag), style)
                self._cell = None

    def _after(self, tag: str) -> int:
        here = self._parser.CurrentByteIndex
        return self._sheet.index(b">", here) + 1 if self._closes(tag) else here

    def _closes(self, tag: str) -> bool:
        """Whether a closing tag is here; of <c/> the parser tells the end."""
        return self._sheet.startswith(f"</{tag}".encode(), self._parser.CurrentByteIndex)
