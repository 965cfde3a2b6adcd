"""Excel's files: what is read of them, and what is refused before it can do harm."""

import io
import zipfile
from contextlib import suppress
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problem import Problem
from desktop.devices.workbook import is_workbook, read_workbook
from tests.helpers.offices import write_xlsx

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _code(data: bytes) -> str:
    with pytest.raises(Problem) as told:
        read_workbook(data)
    assert told.value.sentence.endswith("。")
    assert told.value.next_step.endswith("。")
    return told.value.code


def _changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, content.replace(old, new) if entry == name else content)
    return out.getvalue()


def test_cells_merges_dates_and_row_numbers(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        ("名簿", None),
        (),
        ("氏名", "生年月日", "時間", "電話"),
        ("山田", date(1950, 4, 1), time(10, 30), 9012345678),
        merged=("A1:C1",),
    )
    (sheet,) = read_workbook(path.read_bytes())
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4]
    assert sheet.rows[0].cells == ("名簿", "名簿", "名簿", "")
    assert sheet.rows[3].cells == ("山田", date(1950, 4, 1), time(10, 30), 9012345678.0)


def test_hidden_sheets_are_known_as_such(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("氏名",), sheets=(("表紙", False), ("計算", True)))
    assert [(sheet.name, sheet.hidden) for sheet in read_workbook(path.read_bytes())] == [
        ("表紙", False),
        ("計算", True),
        ("名簿", False),
    ]


def test_a_failed_formula_is_no_empty_cell(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "氏名")
    sheet.write_formula(1, 0, "=VLOOKUP(1,A1:A1,1)", None, "#N/A")
    book.close()
    (read,) = read_workbook((tmp_path / "a.xlsx").read_bytes())
    assert read.rows[1].cells == ("#N/A",)


def test_a_cell_at_the_end_of_the_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "氏名")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    assert _code((tmp_path / "a.xlsx").read_bytes()) == "table_too_large"


def test_empty_cells_that_only_have_a_format_do_not_count(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "氏名")
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    book.close()
    (read,) = read_workbook((tmp_path / "a.xlsx").read_bytes())
    assert read.rows[0].cells == ("氏名",)


def test_entities_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    data = write_xlsx(tmp_path / "a.xlsx", ("氏名",)).read_bytes()
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        declared = archive.read(name).split(b"\n")[0]
    assert _code(_changed(data, name, declared, doctype)) == "table_damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ZIP, "table_damaged"),
        (ZIP + b"\0" * 200, "table_damaged"),
        (OLE + b"\0" * 600, "table_damaged"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "table_locked"),
    ],
)
def test_files_that_only_begin_like_a_workbook(data: bytes, code: str) -> None:
    assert is_workbook(data)
    assert _code(data) == code


@pytest.mark.parametrize(
    ("name", "told"), [("xl/sharedStrings.xml", b'uniqueCount="3"'), ("xl/styles.xml", b'<fonts count="1"')]
)
def test_counts_that_are_not_true_do_not_fill_the_memory(name: str, told: bytes) -> None:
    assert _code(_changed(_GOOD, name, told, told.partition(b'"')[0] + b'"4294967295"')) == "table_damaged"


@pytest.mark.parametrize("row", [b"99999999999999999999", b"4294967295", b"0", b"-1", b"1048577"])
def test_rows_that_excel_does_not_have(row: bytes) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    assert _code(_changed(_GOOD, sheet, b'<c r="A20"', b'<c r="A' + row + b'"')) == "table_damaged"
    assert _code(_changed(_GOOD, sheet, b'<row r="20"', b'<row r="' + row + b'"')) == "table_damaged"


def test_the_old_format_is_read() -> None:
    (sheet,) = read_workbook(_OLD)
    assert sheet.rows[0].cells == ("来場者名簿",) * 4
    assert sheet.rows[3].cells == ("山田 花子", "ﾔﾏﾀﾞ ﾊﾅｺ", 424611234, date(1950, 4, 1))


def test_a_cell_at_the_end_of_an_old_sheet_does_not_fill_the_memory() -> None:
    record = _OLD.rfind(b"\xfd\x00\x0a\x00") + 4
    assert _code(_OLD[:record] + b"\xff\xff\xff\x00" + _OLD[record + 4 :]) == "table_too_large"


def test_another_programs_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert _code(out.getvalue()) == "not_a_table"


@settings(max_examples=80)
@given(st.data())
def test_no_damage_breaks_it(data: st.DataObject) -> None:
    good = bytearray(data.draw(st.sampled_from((_GOOD, _OLD))))
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)))
    for damaged in (bytes(good), bytes(good[:cut]), data.draw(st.sampled_from((ZIP, OLE))) + bytes(good[4:cut])):
        with suppress(Problem):
            read_workbook(damaged)


def _good() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row in range(20):
        sheet.write_row(row, 0, ("氏名", row, "電話"))
    sheet.merge_range("A30:C31", "合計")
    book.close()
    return out.getvalue()


_GOOD = _good()
_OLD = Path(__file__).with_name("old.xls").read_bytes()
