"""Tables as offices send them, made for tests: real XLSX and CSV files."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

Value = str | int | float | bool | date | datetime | time | None
PEOPLE = ("氏名", "フリガナ", "電話番号", "生年月日")


def write_csv(path: Path, *rows: Sequence[Value], encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    """A CSV as a program of the office writes it."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(
    path: Path, *rows: Sequence[Value], merged: Sequence[str] = (), sheets: Sequence[tuple[str, bool]] = ()
) -> Path:
    """An XLSX; `merged` are ranges such as A1:C1, whose first cell is given; `sheets` stand before it, some hidden."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy/m/d"})
    for name, hidden in sheets:
        before = book.add_worksheet(name)
        before.write(0, 0, "お知らせ")
        if hidden:
            before.hide()
    sheet = book.add_worksheet("名簿")
    clock = book.add_format({"num_format": "h:mm"})
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, time):
                sheet.write_datetime(row, column, value, clock)
            elif value is not None:
                sheet.write(row, column, value)
    for cells in merged:
        first = cells.split(":")[0]
        column, row = ord(first[0]) - ord("A"), int(first[1:]) - 1
        sheet.merge_range(cells, rows[row][column])
    book.close()
    return path
