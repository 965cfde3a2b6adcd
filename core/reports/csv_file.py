"""A report as CSV: one line a row, each with the period and the cut-off that explain it.

Figures are written as they are printed (約, △, ※, ＊) but without commas, so that other programs take them as numbers;
what is unknown is empty.
"""

from collections.abc import Iterator

from core.reports.csv_text import Encoded, Encoding, csv_text, encoded
from core.reports.figures import figure_text
from core.reports.spread import LEVEL_WORDS, SPLIT_WORDS, period_text, shown_columns, shown_rows
from core.reports.table import Cell, ReportTable

LEADING = ("期間", "いつまでの記録か", "見出し", "段", "コード")


def csv_file(table: ReportTable, encoding: Encoding = Encoding.UTF_8) -> Encoded:
    """The file with its heading."""
    return encoded(table_csv(table), encoding)


def table_csv(table: ReportTable) -> str:
    """The same as text."""
    return csv_text(_lines(table))


def _lines(table: ReportTable) -> Iterator[tuple[str, ...]]:
    yield (*LEADING, SPLIT_WORDS[table.split], *(each.heading for each in shown_columns(table)))
    leading = (period_text(table), table.cut_off)
    for row, cells in shown_rows(table):
        yield (*leading, row.group, LEVEL_WORDS[row.level], row.key, row.ja, *map(_written, cells))


def _written(cell: Cell) -> str:
    return "" if cell is None else figure_text(cell).replace(",", "")
