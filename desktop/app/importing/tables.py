"""Opening a file as a table, and reading its rows: nothing here asks the site's file, so it runs beside the desk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.problem import Problem
from core.tables.cells import Sheet
from core.tables.delimited import not_a_table, read_delimited
from core.tables.entries import Entry, Kept, MakeReader, Skipped, entries
from core.tables.layout import Layout, recognise
from core.tables.meanings import Meaning
from desktop.app.desk import Desk
from desktop.app.files import read_file
from desktop.app.settings import PERSONAL_FIELDS, visitor_fields

LARGEST_FILE = 100_000_000
MOST_ROWS = 300_000
"""Ten years of a site are 130,000 consultations; a sheet that is full to Excel's last row is no such list."""
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"Rar!", b"7z\xbc\xaf")


@dataclass(frozen=True)
class Book:
    """A file's sheets; its name is for showing."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Table:
    """A sheet and how it is read."""

    sheet: Sheet
    layout: Layout


@dataclass(frozen=True)
class LeftOut:
    """In so many rows stands something that this site has not switched on."""

    field: str
    rows: int


@dataclass(frozen=True)
class Reading:
    """What a table tells, row by row, and what of it is passed over."""

    entries: tuple[Entry, ...]
    skipped: Skipped
    left_out: tuple[LeftOut, ...]


def open_book(path: Path) -> Book:
    """The sheets of an Excel or CSV file that hold anything. Raises Problem for what is no table."""
    from desktop.devices.workbook import is_workbook, read_workbook  # calamine comes with the first table
    from desktop.devices.workbook_check import too_large

    data = read_file(path, LARGEST_FILE)
    if len(data) > LARGEST_FILE:
        raise too_large()
    if data.startswith(_OTHERS):
        raise not_a_table()
    sheets = read_workbook(data) if is_workbook(data) else (read_delimited(data, path.stem),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if any(_filled_rows(sheet) > MOST_ROWS for sheet in filled):
        raise too_large()
    if not filled:
        raise Problem("table_empty", "この表には、何も書かれていません。", "ファイルを確かめてください。")
    return Book(path.name, filled)


def table_of(book: Book, wanted: Sequence[Meaning], sheet_name: str | None = None) -> Table:
    """The sheet that holds what is wanted, by its name or the first whose heading is understood. Raises Problem."""
    asked = [sheet for sheet in book.sheets if sheet_name in (None, sheet.name)]
    if not asked:
        raise Problem("sheet_unknown", "その名前のシートがありません。", "シートの名前を確かめてください。")
    tables = [Table(sheet, recognise(sheet, wanted)) for sheet in sorted(asked, key=lambda sheet: sheet.hidden)]
    return next((table for table in tables if table.layout.understood()), tables[0])


def kept_here(desk: Desk) -> Kept:
    """What this site keeps of visitors, today."""
    return Kept(frozenset(visitor_fields(desk)), desk.today)


def read_table(table: Table, kept: Kept, reader: MakeReader | None = None) -> Reading:
    """Every row that tells of something. Takes seconds for a hundred thousand. Raises Problem without a heading."""
    if not table.layout.understood():
        raise _no_heading()
    skipped = Skipped()
    read = tuple(entries(table.sheet, table.layout, kept, skipped, reader))
    counted = Counter(name for entry in read for name in entry.left_out)
    return Reading(read, skipped, tuple(LeftOut(name, counted[name]) for name in PERSONAL_FIELDS if counted[name]))


def _filled_rows(sheet: Sheet) -> int:
    """Rows that hold anything: a formula that shows nothing, filled down to the end, is none."""
    return sum(any(cell not in (None, "") for cell in row.cells) for row in sheet.rows)


def _no_heading() -> Problem:
    return Problem(
        "no_heading",
        "見出し（氏名、電話番号など）の行が見つかりません。",
        "表の上に見出しを付けるか、画面の取り込みで、列ごとに意味を選んでください。",
    )
