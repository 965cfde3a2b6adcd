"""A client's form: figures in its named cells, and not one byte else of it changed."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import msgspec
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.problem import Problem
from core.reports.form import fill_form, form_names
from core.reports.table import Row
from core.reports.xlsx_edit import SheetCells
from tests.helpers.report_tables import cells, r1, r2

NAMES = {
    "期間": "=様式!$B$2",
    "合計.相談者数": "=様式!$C$9",
    "小金井市.開催回数": "=様式!$C$5",
    "r1.132292.visits": "='別の シート'!$AB$40",
    "R1.Total.Sessions": "=様式!$C$10",
    "合計.会場": "=様式!$C$11",
    "小平市.開催回数": "=様式!$C$12",
    "様式の名前": "=様式!$A$1:$D$1",
}


def a_form(names: Mapping[str, str] = NAMES, *, formula: str = "=C5*2") -> bytes:
    """With title, look, merged cells, a formula, a chart, a text box, a check and a second sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet, other = book.add_worksheet("様式"), book.add_worksheet("別の シート")
        sheet.merge_range("A1:D1", "実績報告書", book.add_format({"bold": True, "align": "center"}))
        sheet.write("A5", "小金井市")
        sheet.write("C5", 0, book.add_format({"num_format": '#,##0"回"', "bg_color": "#eeeeee"}))
        sheet.write_formula("D5", formula, None, 0)
        sheet.write("C9", "")
        sheet.write_blank("C9", None, book.add_format({"border": 1}))
        sheet.insert_textbox("F2", "記入要領 & <注意>")
        sheet.data_validation("C5", {"validate": "integer", "criteria": ">=", "value": 0})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=様式!$C$5:$C$10"})
        sheet.insert_chart("F12", chart)
        other.write("A1", "そのまま")
        for name, target in names.items():
            book.define_name(name, target)
    return _with_entries(file.getvalue(), "xl/workbook.xml", lambda book: book.replace(b' fullCalcOnLoad="1"', b""))


def _sheet(data: bytes, name: str = "様式") -> list[list[object]]:
    return [
        list(row)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_name(name)
        .to_python(skip_empty_area=False)
    ]


def _with_entries(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, old in _entries(data).items():
            archive.writestr(entry, change(old) if entry == name else old)
    return file.getvalue()


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def test_figures_stand_in_the_cells_that_are_named_for_them() -> None:
    filled = fill_form(a_form(), r1())
    sheet, other = _sheet(filled.data), _sheet(filled.data, "別の シート")
    assert (sheet[1][1], sheet[4][2], sheet[8][2], sheet[9][2]) == ("令和4年度", 16, 1360, 202)
    assert other[39][27] == 103
    assert filled.filled == ("r1.132292.visits", "r1.total.sessions", "合計.相談者数", "小金井市.開催回数", "期間")
    assert filled.left == ("小平市.開催回数",)
    assert filled.unknown == ("合計.会場",)


def test_a_name_means_the_same_in_large_and_small_letters() -> None:
    """Keys of programmes have large ones."""
    row = Row(key="P04", ja="スマホ相談会", en="Consultations", cells=r1().rows[0].cells)
    table = msgspec.structs.replace(r1(), rows=(row,))
    for name in ("R1.P04.Visits", "r1.p04.visits", "スマホ相談会.相談者数"):
        assert fill_form(a_form({name: "=様式!$C$9"}), table).filled == (name.lower(),)


def test_nothing_else_of_the_form_is_changed() -> None:
    form = a_form()
    before, after = _entries(form), _entries(fill_form(form, r1()).data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert "xl/charts/chart1.xml" in after
    assert b"dataValidation" in after["xl/worksheets/sheet1.xml"]
    old, new = _sheet(form), _sheet(fill_form(form, r1()).data)
    assert (new[0][0], new[4][0], old[4][3]) == ("実績報告書", "小金井市", new[4][3])


def test_a_cell_keeps_its_look() -> None:
    form = a_form()
    styles = [
        entries["xl/worksheets/sheet1.xml"].decode().split('r="C5"')[1].split(">")[0].split('s="')[1].split('"')[0]
        for entries in (_entries(form), _entries(fill_form(form, r1()).data))
    ]
    assert styles[0] == styles[1] != "0"


def test_formulas_of_the_form_are_computed_anew_and_never_written_over() -> None:
    names = NAMES | {"練馬区.相談者数": "=様式!$D$5"}
    filled = fill_form(a_form(names), r1())
    assert filled.computed == ("練馬区.相談者数",)
    assert "練馬区.相談者数" not in filled.filled
    after = _entries(filled.data)
    assert b"<f>C5*2</f>" in after["xl/worksheets/sheet1.xml"]
    assert after["xl/workbook.xml"].count(b'fullCalcOnLoad="1"') == 1


def test_a_form_that_says_nothing_of_computing_is_computed_anew_too() -> None:
    form = _with_entries(a_form(), "xl/workbook.xml", lambda book: re.sub(rb"<calcPr[^>]*/>", b"", book))
    book = _entries(fill_form(form, r1()).data)["xl/workbook.xml"]
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/>' in book
    assert _sheet(fill_form(form, r1()).data)[4][2] == 16


def test_macros_stay_as_they_are() -> None:
    file = io.BytesIO(a_form())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00macro\xff")
    assert _entries(fill_form(file.getvalue(), r1()).data)["xl/vbaProject.bin"] == b"\x00macro\xff"


def test_estimates_are_numbers_and_told_to_who_hands_it_in() -> None:
    filled = fill_form(a_form({"体験会.開催回数": "=様式!$C$5", "体験会.自治体": "=様式!$C$6"}), r2(compares=False))
    assert _sheet(filled.data)[4][2] == 1700
    assert filled.estimated == ("体験会.開催回数",)


def test_words_that_two_rows_share_mean_neither() -> None:
    rows = tuple(msgspec.structs.replace(row, ja="会館") for row in r1().rows[:2])
    table = msgspec.structs.replace(r1(), rows=rows)
    filled = fill_form(a_form({"会館.相談者数": "=様式!$C$5", "r1.132292.visits": "=様式!$C$6"}), table)
    assert filled.filled == ("r1.132292.visits",)
    assert filled.left == ("会館.相談者数",)


def test_every_name_of_a_report_can_be_a_name_in_excel() -> None:
    table = msgspec.structs.replace(
        r1(), rows=tuple(msgspec.structs.replace(row, cells=cells(1, 2, 3)) for row in r1().rows)
    )
    names = form_names(table)
    assert {"題名", "期間", "小金井市.相談者数", "合計.開催回数"} <= set(names)
    form = a_form({name: f"=様式!$B${place}" for place, name in enumerate(names, 20)})
    assert fill_form(form, table).filled == tuple(sorted(names))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "form_unreadable"),
        (b"%PDF-1.4", "form_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked", "form_old_or_locked"),
        (b"PK\x03\x04 broken", "form_damaged"),
        (a_form()[:-400], "form_damaged"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as problem:
        fill_form(data, r1())
    assert problem.value.code == code
    assert problem.value.next_step


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>", "form_damaged"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", "form_damaged"),
        ("xl/worksheets/sheet1.xml", b"<worksheet/>", "form_damaged"),
        ("xl/workbook.xml", b"<workbook>", "form_damaged"),
        ("xl/_rels/workbook.xml.rels", b"", "form_damaged"),
        ("xl/worksheets/sheet1.xml", b'<worksheet><sheetData><row r="x"/></sheetData></worksheet>', "form_damaged"),
        ("xl/workbook.xml", b"<a>" * 2_000_000, "form_too_large"),
        ("xl/_rels/workbook.xml.rels", b"<a/>" * 2_000_000, "form_too_large"),
        ("xl/worksheets/sheet1.xml", b'<sheetData><row r="5">' + b"<c/>" * 16_386, "form_too_large"),
    ],
)
def test_a_form_that_is_broken_inside_is_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Problem) as problem:
        fill_form(_with_entries(a_form(), name, lambda _old: data), r1())
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("most", "number"),
    [("xlsx_names.MOST_UNPACKED", 10_000), ("xlsx_edit._MOST_ELEMENTS", 3), ("xlsx_edit._MOST_ROWS", 1)],
)
def test_a_form_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch, most: str, number: int) -> None:
    monkeypatch.setattr(f"core.reports.{most}", number)
    with pytest.raises(Problem) as problem:
        fill_form(a_form(), r1())
    assert problem.value.code == "form_too_large"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (b"<w><sheetData/></w>", b'<w><sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData></w>'),
        (
            b'<w><sheetData><row r="2"/></sheetData></w>',
            b'<w><sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData></w>',
        ),
        (
            b'<w><sheetData><row r="2" spans="1:1"><c r="A2"/><c r="C2"/></row></sheetData></w>',
            b'<w><sheetData><row r="2"><c r="A2"/><c r="B2"><v>7</v></c><c r="C2"/></row></sheetData></w>',
        ),
        (
            b"<x:sheetData><x:row/><x:row><x:c/><x:c s='4' t='s'><x:v>1</x:v></x:c></x:row></x:sheetData>",
            b'<x:sheetData><x:row/><x:row><x:c/><x:c r="B2" s="4"><x:v>7</x:v></x:c></x:row></x:sheetData>',
        ),
    ],
)
def test_cells_are_put_where_other_programs_leave_them_out(sheet: bytes, expected: bytes) -> None:
    assert SheetCells(sheet, [(2, 2)]).written({(2, 2): 7}) == expected


PLACES = st.tuples(st.integers(0, 12), st.integers(0, 30))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(PLACES, st.integers(-9, 9)),
    st.dictionaries(
        PLACES, st.one_of(st.integers(0, 10**9), st.text("あ<&>\"' a", min_size=1, max_size=5)), min_size=1
    ),
)
def test_whatever_stands_there_the_new_values_are_read_back_and_the_others_stay(
    before: dict[tuple[int, int], int], written: dict[tuple[int, int], int | str]
) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("様式")
        for (row, column), value in before.items():
            sheet.write_number(row, column, value)
    entries = _entries(file.getvalue())
    path = "xl/worksheets/sheet1.xml"
    values = {(row + 1, column + 1): value for (row, column), value in written.items()}
    entries[path] = SheetCells(entries[path], values).written(values)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    rows = _sheet(changed.getvalue())
    expected: dict[tuple[int, int], object] = {**before, **written}
    assert {place: rows[place[0]][place[1]] for place in expected} == expected
    told = sum(each != "" for row in rows for each in row)
    assert told == len(expected)


def test_a_form_of_before_may_call_the_cut_off_by_its_older_name() -> None:
    filled = fill_form(a_form({"締切": "=様式!$B$20", "いつまでの記録か": "=様式!$B$21"}), r1())
    sheet = _sheet(filled.data)
    assert sheet[19][1] == sheet[20][1] == "令和5年3月15日 17:00"
    assert "締切" not in form_names(r1())
