"""Excel's files, read by calamine: XLSX, and the old XLS."""

import io
from collections.abc import Iterable, Sequence

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from core.problem import Problem
from core.tables.cells import Cell, Row, Sheet, text_of
from core.tables.delimited import not_a_table
from desktop.devices.old_workbook_check import check_old_workbook
from desktop.devices.workbook_check import MOST_CELLS, SheetExtent, check_workbook, damaged

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FAILED = "#N/A"


def is_workbook(data: bytes) -> bool:
    """Whether these bytes begin as Excel's files do, new or old."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Every sheet, hidden ones too. Each of merged cells holds what they show; a failed formula reads #N/A.

    Raises Problem for a locked or damaged file, for another program's, and for one that is far too large.
    """
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _locked()
    extents = check_workbook(data) if data.startswith(_ZIP) else {}
    if data.startswith(_OLE):
        check_old_workbook(data)
    try:
        return tuple(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), extents))
    except PasswordError as error:
        raise _locked() from error
    except CalamineError as error:
        raise (damaged() if extents else not_a_table()) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine's own fault, which is no Exception
            raise damaged() from error
        raise


def _sheets(book: CalamineWorkbook, extents: dict[str, SheetExtent]) -> Iterable[Sheet]:
    for told in book.sheets_metadata:
        sheet = book.get_sheet_by_name(told.name)
        rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        extent = extents.get(told.name, SheetExtent())
        _tell_failed(rows, extent.failed)
        _tell_about(rows, extent.about)
        _fill(rows, sheet)
        numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))
        yield Sheet(told.name, numbered, told.visible is not SheetVisibleEnum.Visible)


def _tell_failed(rows: Sequence[list[Cell]], failed: Iterable[tuple[int, int]]) -> None:
    """Calamine leaves a failed formula empty, as if nothing were missing."""
    for row, column in failed:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _FAILED


def _tell_about(rows: Sequence[list[Cell]], about: Iterable[tuple[int, int]]) -> None:
    """A number that Excel shows as 約1,700 reads as it is shown: calamine tells nothing of how cells look."""
    for row, column in about:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            rows[row][column] = f"約{text_of(cell)}"


def _fill(rows: Sequence[list[Cell]], sheet: CalamineSheet) -> None:
    """What merged cells show belongs to each of them."""
    left = MOST_CELLS
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        if top >= len(rows) or first >= len(rows[top]):
            continue
        shown = rows[top][first]
        for row in rows[top : bottom + 1]:
            for place in range(first, min(last + 1, len(row))):
                row[place] = shown
                left -= 1
        if left < 0:
            return


def _locked() -> Problem:
    return Problem(
        "table_locked",
        "このファイルには、パスワードがかかっています。",
        "Excel で開き、パスワードを外した写しを作って取り込んでください。取り込んだあとは、その写しを消してください。",
    )
