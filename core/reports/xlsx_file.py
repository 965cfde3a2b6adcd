"""A report as XLSX in which every figure is a number: how it is shown (約, △, ※, ％) is its format.

So a cell that shows 約1,700 is the number 1700, and △12 is -12: both can be added up and sorted.
"""

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from core.reports.figures import HIDDEN, UNKNOWN, figure_text
from core.reports.spread import SPLIT_WORDS, ShownColumn, has_groups, notes_of, shown_columns, shown_rows
from core.reports.table import Cell, Figure, ReportTable, Row, RowLevel
from core.reports.workbook import FIGURES, explain, new_book, width_of

PERCENT = "％"
_HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}
_GROUP = "見出し"


def xlsx_file(table: ReportTable) -> bytes:
    """The file: a row of headings with their units, a line a row, and a second sheet with rule, period and cut-off."""
    file = io.BytesIO()
    with new_book(file) as book:
        _write(book, table)
        explain(book, notes_of(table))
    return file.getvalue()


def number_format(figure: Figure, *, percent: bool = False) -> str:
    """Excel's format by which a number is shown as `figure_text` writes it; of a share one digit, with its sign."""
    digits = "0.0%" if percent else "#,##0" + ("." + "0" * figure.scale if figure.scale else "")
    about = '"約"' if figure.approximate else ""
    mark = '"※"' if figure.provisional else ""
    return f'{about}{digits}{mark};{about}"△"{digits}{mark}'


def _write(book: Any, table: ReportTable) -> None:
    leading = [_GROUP, SPLIT_WORDS[table.split]] if has_groups(table) else [SPLIT_WORDS[table.split]]
    columns, rows = shown_columns(table), list(shown_rows(table))
    sheet, head = book.add_worksheet(FIGURES), book.add_format(_HEAD)
    sheet.write_row(0, 0, [*leading, *(each.heading for each in columns)], head)
    look = _looks(book)
    for number, (row, cells) in enumerate(rows, 1):
        words = [row.group, row.ja][-len(leading) :]
        for place, word in enumerate(words):
            sheet.write_string(number, place, word, look("", row.level))
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True), len(leading)):
            _write_cell(sheet, (number, place), cell, column, row, look)
    _set_widths(sheet, leading, columns, rows)
    sheet.freeze_panes(1, len(leading))
    sheet.set_landscape() if len(columns) > 5 else sheet.set_portrait()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Any, at: tuple[int, int], cell: Cell, column: ShownColumn, row: Row, look: Any) -> None:
    if cell is None or cell.suppressed:
        sheet.write_string(*at, UNKNOWN if cell is None else HIDDEN, look("right", row.level))
        return
    percent = column.column.unit == PERCENT
    value = cell.value / 10 ** (cell.scale + 2 * percent) if cell.scale or percent else cell.value
    sheet.write_number(*at, value, look(number_format(cell, percent=percent), row.level))


def _looks(book: Any) -> Any:
    """A format for each way that a cell can look; a workbook keeps each once."""

    @cache
    def look(form: str, level: RowLevel) -> Any:
        told: dict[str, object] = {"align": "right"} if form == "right" else {"num_format": form} if form else {}
        if level in (RowLevel.SUBTOTAL, RowLevel.TOTAL):
            told |= {"bold": True, "top": 1}
        return book.add_format(told)

    return look


def _set_widths(
    sheet: Any, leading: Sequence[str], columns: Sequence[ShownColumn], rows: Sequence[tuple[Row, tuple[Cell, ...]]]
) -> None:
    for place, word in enumerate(leading):
        words = [row.group if len(leading) == 2 and place == 0 else row.ja for row, _ in rows]
        sheet.set_column(place, place, max(map(width_of, [word, *words])))
    for place, column in enumerate(columns):
        texts = [figure_text(cells[place]) for _, cells in rows]
        heading = width_of(column.title) if not column.of else max(width_of(column.title), width_of(column.of))
        sheet.set_column(place + len(leading), place + len(leading), max([heading, *map(width_of, texts)]))
