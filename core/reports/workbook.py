"""A report as an XLSX file: one sheet of figures, one that explains them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Value = str | int | float | None
FIGURES, EXPLAINED = "集計", "集計のしかた"
_WIDEST = 40


def workbook(columns: Sequence[str], rows: Iterable[Sequence[Value]], notes: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of the file. `notes` are a heading and a sentence each: rule, period, cut-off."""
    table, file = [columns, *rows], io.BytesIO()
    with new_book(file) as book:
        bold = book.add_format({"bold": True})
        figures = book.add_worksheet(FIGURES)
        for number, row in enumerate(table):
            figures.write_row(number, 0, row, None if number else bold)
        for place in range(len(columns)):
            figures.set_column(place, place, max(width_of(row[place]) for row in table))
        figures.freeze_panes(1, 0)
        explain(book, notes)
    return file.getvalue()


@contextmanager
def new_book(file: io.BytesIO) -> Iterator[Any]:
    """An empty workbook that is written to `file` at the end."""
    import xlsxwriter  # no start of the program has to wait for it

    # Text stays text, whatever it begins with: a title is never a formula or a link.
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        yield book


def explain(book: Any, notes: Iterable[tuple[str, str]]) -> None:
    """The sheet that says by what the figures are."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    explained = book.add_worksheet(EXPLAINED)
    explained.set_column(0, 0, 16)
    explained.set_column(1, 1, 80, wrapped)
    for number, note in enumerate(notes):
        explained.write_row(number, 0, note)


def width_of(value: Value) -> int:
    """In letters of the sheet; a Japanese one takes two."""
    letters = str("" if value is None else value)
    return min(_WIDEST, 2 + sum(1 if letter.isascii() else 2 for letter in letters))
