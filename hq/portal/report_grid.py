"""A report as a page shows it: groups of rows, each figure with the address of the records behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from core.reports.figures import figure_text
from core.reports.spread import Shown, ShownColumn, shown_columns, shown_rows
from core.reports.supporters import AGES, MONTHS, TARGETS
from core.reports.table import Cell, Measure, ReportCode, ReportTable, Row, RowLevel
from hq.portal.report_offers import CORNERS
from hq.portal.words import translated

SHOWN = {Shown.NOW: "この期間", Shown.BEFORE: "前の年", Shown.CHANGE: "増減"}
_HEADINGS = frozenset({AGES, MONTHS, TARGETS})


@dataclass(frozen=True, slots=True)
class GridCell:
    """A figure, under which heading it stands, and the end of the address behind it; empty where there is none."""

    text: str
    head: str
    address: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; `level` as in the table. In a comparison a line is three of them, `of` says whose figures one holds.

    Its `label` stands in the first of the three and spans them all.
    """

    label: str
    level: str
    cells: tuple[GridCell, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, or under none."""

    heading: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table; a report of one row stands upright, its columns below each other."""

    corner: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def compares(self) -> bool:
        """Whether its lines are three rows each."""
        return any(row.of for group in self.groups for row in group.rows)

    @property
    def opens(self) -> bool:
        """Whether there are records behind some figure."""
        return any(cell.address for group in self.groups for row in group.rows for cell in row.cells)


def grid_of(table: ReportTable, language: str) -> Grid:
    """The report in the language of the page."""
    made = _Maker(table, language)
    rows = list(shown_rows(table))
    return made.upright(*rows[0]) if len(rows) == 1 and len(table.columns) > 1 else made.lying(rows)


def place_query(row: str, column: str, shown: Shown) -> str:
    """The words of one figure, to stand at the end of an address."""
    before = {"of": shown.value} if shown is not Shown.NOW else {}
    return urlencode({"row": row, "column": column, **before})


def row_words(table: ReportTable, row: Row, language: str) -> str:
    """What a row is called, with its heading."""
    return f"{_heading(table, row, language)} {row.en if language == 'en' else row.ja}".strip()


@dataclass(frozen=True)
class _Maker:
    table: ReportTable
    language: str

    def lying(self, rows: list[tuple[Row, tuple[Cell, ...]]]) -> Grid:
        columns = shown_columns(self.table)
        heads = tuple(self.head(each) for each in columns[:: self.shown])
        groups = tuple(
            Group(heading, tuple(made for row, cells in some for made in self.line(row, columns, cells)))
            for heading, some in groupby(rows, key=lambda each: _heading(self.table, each[0], self.language))
        )
        return Grid(self.say(CORNERS[self.table.split]), heads, groups)

    def upright(self, row: Row, cells: tuple[Cell, ...]) -> Grid:
        columns, width = shown_columns(self.table), self.shown
        label = self.pick(row.ja, row.en)
        heads = tuple(self.of(each) or label for each in columns[:width])
        rows = []
        for number, column in enumerate(self.table.columns):
            span = slice(number * width, (number + 1) * width)
            made = self.cells(row, columns[span], heads, cells[span])
            rows.append(GridRow(self.pick(column.ja, column.en), RowLevel.LINE, made))
        return Grid(self.say("項目"), heads, (Group("", tuple(rows)),))

    @property
    def shown(self) -> int:
        """How many figures stand for each column."""
        return len(shown_columns(self.table)) // len(self.table.columns)

    def line(self, row: Row, columns: tuple[ShownColumn, ...], cells: tuple[Cell, ...]) -> Iterator[GridRow]:
        """A row, or in a comparison three: side by side they would be wider than any screen."""
        for place in range(self.shown):
            own = columns[place :: self.shown]
            made = self.cells(row, own, tuple(map(self.head, own)), cells[place :: self.shown])
            label = "" if place else self.pick(row.ja, row.en)
            yield GridRow(label, row.level, made, self.of(own[0]))

    def cells(
        self, row: Row, columns: tuple[ShownColumn, ...], heads: tuple[str, ...], cells: tuple[Cell, ...]
    ) -> tuple[GridCell, ...]:
        told = zip(columns, heads, cells, strict=True)
        return tuple(GridCell(self.text(column, cell), head, _place(row, column, cell)) for column, head, cell in told)

    def text(self, column: ShownColumn, cell: Cell) -> str:
        text = figure_text(cell)
        if column.shown is Shown.CHANGE and cell is not None and cell.value > 0:
            text = f"+{text}"
        return text if cell is None or cell.suppressed or self.language == "en" else f"{text}{column.column.unit}"

    def head(self, column: ShownColumn) -> str:
        return self.pick(column.column.ja, column.column.en)

    def of(self, column: ShownColumn) -> str:
        return self.say(SHOWN[column.shown]) if self.table.compared is not None else ""

    def pick(self, ja: str, en: str) -> str:
        return (en or ja) if self.language == "en" else ja

    def say(self, text: str) -> str:
        return translated(text, self.language)


def _place(row: Row, column: ShownColumn, cell: Cell) -> str:
    is_figure = cell is not None and not cell.suppressed and column.shown is not Shown.CHANGE
    is_counted = column.column.measure is not Measure.TARGET  # which no record makes
    return place_query(row.key, column.column.key, column.shown) if is_figure and is_counted else ""


def _heading(table: ReportTable, row: Row, language: str) -> str:
    """The heading of a row. A year is told in the reader's way; names of programmes' parts are names."""
    if language == "ja" or not row.group:
        return row.group
    if row.group in _HEADINGS:
        return translated(row.group, language)
    if table.report is ReportCode.YEARS:
        return _year(table, row.key[:4])
    return row.group


def _year(table: ReportTable, year: str) -> str:
    is_last = table.is_part and year == max(each.key[:4] for each in table.rows)
    return f"Fiscal {year} (part)" if is_last else f"Fiscal {year}"
