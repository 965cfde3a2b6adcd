"""A report as rows and columns of words, as the window shows it. A report of one row stands with its columns below
each other, and the year before below each row, so that many figures can be read without going sideways.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.reports.figures import figure_text
from core.reports.spread import Shown, ShownColumn, notes_told, shown_columns, shown_rows
from core.reports.table import TOTAL, Cell, ReportTable, Row, RowLevel
from desktop.ui.i18n import language, tr

_SHOWN = {Shown.NOW: "この期間", Shown.BEFORE: "前の年", Shown.CHANGE: "増減"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the report: the keys of its row and column, and whose period."""

    row: str
    column: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class GridCell:
    """A figure in words; `spoken` says of what it is."""

    text: str
    spoken: str
    place: Place


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; one without cells is the heading of those below it. `strong` rows add others."""

    label: str
    cells: tuple[GridCell, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


def grid_of(table: ReportTable) -> Grid:
    """The report in the language of the window."""
    columns = shown_columns(table)
    rows = list(shown_rows(table))
    if len(rows) == 1 and len(table.columns) > 1:
        return _upright(table, columns, *rows[0])
    heads = tuple(_on_two_lines(_name(column.ja, column.en)) for column in table.columns)
    return Grid(heads, tuple(_rows(table, columns, rows)))


def notes_of(table: ReportTable) -> list[str]:
    """The sentences beside it, those of the year before too, each once."""
    return list(dict.fromkeys(_said(each.ja, each.en) for each in notes_told(table)))


def _upright(table: ReportTable, columns: tuple[ShownColumn, ...], row: Row, cells: tuple[Cell, ...]) -> Grid:
    width = len(columns) // len(table.columns)
    heads = tuple(_of(table, column) for column in columns[:width]) if width > 1 else (_label(row),)
    rows = []
    for number, column in enumerate(table.columns):
        span = slice(number * width, (number + 1) * width)
        told = zip(columns[span], cells[span], strict=True)
        rows.append(GridRow(_name(column.ja, column.en), tuple(_cell(table, row, each, cell) for each, cell in told)))
    return Grid(heads, tuple(rows))


def _rows(
    table: ReportTable, columns: tuple[ShownColumn, ...], rows: list[tuple[Row, tuple[Cell, ...]]]
) -> Iterator[GridRow]:
    group = ""
    for row, cells in rows:
        if row.group and row.group != group:
            yield GridRow(row.group)
        group = row.group
        made = tuple(_cell(table, row, column, cell) for column, cell in zip(columns, cells, strict=True))
        indent = "　" if row.group or row.level is RowLevel.PART else ""
        width = len(columns) // len(table.columns)
        strong = row.level in (RowLevel.SUBTOTAL, RowLevel.TOTAL)
        yield GridRow(f"{indent}{_label(row)}", made[::width], strong=strong)
        for place in range(1, width):
            yield GridRow(f"{indent}　{_of(table, columns[place])}", made[place::width])


def _cell(table: ReportTable, row: Row, column: ShownColumn, cell: Cell) -> GridCell:
    text = figure_text(cell)
    if column.shown is Shown.CHANGE and cell is not None and cell.value > 0:
        text = f"+{text}"
    if cell is not None and language() == "ja":
        text += column.column.unit
    spoken = " ".join(filter(None, (_label(row), _name(column.column.ja, column.column.en), _of(table, column), text)))
    return GridCell(text, spoken, Place(row.key, column.column.key, column.shown))


def _on_two_lines(head: str) -> str:
    """Several words as two lines that are about equally long: columns need be no wider than their figures."""
    words = head.split(" ")
    halves = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return "\n".join(min(halves, key=lambda each: max(map(len, each)), default=(head,)))


def _of(table: ReportTable, column: ShownColumn) -> str:
    return tr(_SHOWN[column.shown]) if table.compared is not None else ""


def _label(row: Row) -> str:
    return tr("合計") if row.key == TOTAL and not row.ja else _said(row.ja, row.en)


def _name(ja: str, en: str) -> str:
    return _said(ja, en)


def _said(ja: str, en: str) -> str:
    return (en or ja) if language() == "en" else ja
