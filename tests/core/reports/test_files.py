"""Reports as files, opened again by other libraries: CSV, JSON, XLSX."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from core.reports.csv_file import csv_file, table_csv
from core.reports.csv_text import GETA, Encoding, csv_text, encoded
from core.reports.figures import figure_text
from core.reports.files import FileFormat, report_file
from core.reports.json_file import json_file
from core.reports.table import Figure, ReportTable, Row
from core.reports.xlsx_file import number_format, xlsx_file
from tests.helpers.report_tables import VISITS, cells, long_table, r1, r2, r3

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
every_table = pytest.mark.parametrize("table", [r1(), r2(), r3(), long_table()], ids=["r1", "r2", "r3", "long"])


def _rows(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def _sheet(data: bytes, name: str = "集計") -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()]


def _renamed(title: str) -> ReportTable:
    row = Row(key="1", ja=title, en="x", cells=cells(1, 2, 3))
    return msgspec.structs.replace(r1(), rows=(row,))


def test_the_first_table_comes_out_of_csv_cell_for_cell() -> None:
    rows = _rows(csv_file(r1()).data)
    figures = [(row["自治体"], row["会場（か所）"], row["開催回数（回）"], row["相談者数（人）"]) for row in rows]
    assert figures[:2] == [("小金井市", "1", "16", "125"), ("西東京市", "1", "14", "103")]
    assert figures[-1] == ("合計", "", "202", "1360")
    assert rows[0]["コード"] == "132101"
    assert {row["期間"] for row in rows} == {"令和4年度"}
    assert {row["いつまでの記録か"] for row in rows} == {"2023-03-15T17:00:00+09:00"}


@every_table
def test_csv_writes_every_figure_as_it_is_printed_without_commas(table: ReportTable) -> None:
    rows = list(csv.reader(io.StringIO(table_csv(table), newline="")))
    assert len({len(row) for row in rows}) == 1
    for row, told in zip(table.rows, rows[1:], strict=True):
        step = 3 if table.compared else 1
        assert told[6::step] == ["" if each is None else figure_text(each).replace(",", "") for each in row.cells]


def test_a_comparison_says_which_figures_are_whose() -> None:
    row = _rows(csv_file(r2()).data)[0]
    assert row["相談者数（人） 令和4年度（一部期間）"] == "約11000"
    assert row["相談者数（人） 令和3年度"] == "約3500"
    assert row["相談者数（人） 増減"] == "約7500"


def test_headings_and_subtotals_stand_in_columns_of_their_own() -> None:
    rows = _rows(csv_file(r3()).data)
    assert [(row["見出し"], row["段"]) for row in rows[2:4]] == [
        ("① 地域連携・企業連携", ""),
        ("① 地域連携・企業連携", "小計"),
    ]
    assert rows[-1]["段"] == "合計"


def test_no_cell_is_a_formula() -> None:
    for title in ('=HYPERLINK("x")', "+81", "-1", "@SUM(1)", "\t=1", "＝1+1"):
        assert _rows(csv_file(_renamed(title)).data)[0]["自治体"] == f"'{title}"
        assert _sheet(xlsx_file(_renamed(title)))[1][0] == title
    assert csv_text([("=1", -1)]) == "'=1,-1\r\n"


def test_cp932_names_what_it_lacks_and_keeps_the_rest() -> None:
    told = csv_file(_renamed("髙田𠮷会館〜別館−①é"), Encoding.CP932)
    assert told.missing == ("𠮷", "é")
    assert _rows(told.data, "cp932")[0]["自治体"] == f"髙田{GETA}会館～別館－①{GETA}"
    assert csv_file(_renamed("𠮷")).missing == ()


@every_table
def test_the_marks_of_figures_are_in_cp932(table: ReportTable) -> None:
    assert csv_file(table, Encoding.CP932).missing == ()
    assert encoded("約△※＊–", Encoding.CP932).missing == ()


@every_table
def test_json_keeps_every_key_and_every_figure(table: ReportTable) -> None:
    told = json.loads(json_file(table))
    assert list(told) == [
        *("report", "title", "title_en", "period", "is_part", "cut_off", "split", "scope", "rule", "columns", "rows"),
        *("notes", "compared"),
    ]
    for row, told_row in zip(table.rows, told["rows"], strict=True):
        for cell, told_cell in zip(row.cells, told_row["cells"], strict=True):
            assert told_cell["text"] == figure_text(cell)
            known = cell is not None and not cell.suppressed
            assert told_cell["value"] == (cell.value / 10**cell.scale if known and cell else None)
            assert told_cell["approximate"] == (cell is not None and cell.approximate)
    assert (told["compared"] is None) == (table.compared is None)


def test_json_says_the_period_and_the_title_in_both_languages() -> None:
    told = json.loads(json_file(r2()))
    expected = {"kind": "fiscal_year", "first_day": "2022-04-01", "last_day": "2023-03-31", "text": "令和4年度"}
    assert told["period"] == expected
    assert (told["title"], told["title_en"]) == ("体験会・相談会の実績", "Trial and consultation sessions")
    assert told["compared"]["period"]["first_day"] == "2021-04-01"


@every_table
def test_every_figure_of_the_workbook_is_a_number(table: ReportTable) -> None:
    sheet = _sheet(xlsx_file(table))
    leading = len(sheet[0]) - len(table.columns) * (3 if table.compared else 1)
    for row, told in zip(table.rows, sheet[1:], strict=True):
        assert told[leading - 1] == row.ja
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            value = told[leading + place * (3 if table.compared else 1)]
            if cell is None or cell.suppressed:
                assert value == figure_text(cell)
            else:
                assert value == pytest.approx(cell.value / 10 ** (cell.scale + (2 if column.unit == "％" else 0)))


@pytest.mark.parametrize(
    ("figure", "percent", "expected"),
    [
        (Figure(value=1700, approximate=True), False, '"約"#,##0;"約""△"#,##0'),
        (Figure(value=-12), False, '#,##0;"△"#,##0'),
        (Figure(value=182, scale=1), True, '0.0%;"△"0.0%'),
        (Figure(value=182, scale=1), False, '#,##0.0;"△"#,##0.0'),
        (Figure(value=26, provisional=True), False, '#,##0"※";"△"#,##0"※"'),
    ],
)
def test_how_a_number_is_shown_is_its_format(figure: Figure, percent: bool, expected: str) -> None:
    assert number_format(figure, percent=percent) == expected


def test_the_cell_that_shows_an_estimate_is_a_number_with_that_format() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_file(r2(compares=False)))) as book:
        cell = next(_named(book, "xl/worksheets/sheet1.xml", "c", r="C2"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    assert "".join(cell.itertext()) == "1700"
    forms = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{_MAIN}numFmt")}
    looks = styles.find(f"{_MAIN}cellXfs")
    assert looks is not None
    assert forms[looks[int(cell.get("s", ""))].get("numFmtId")] == '"約"#,##0;"約""△"#,##0'


def _named(book: zipfile.ZipFile, path: str, tag: str, **attributes: str) -> Iterator[ElementTree.Element]:
    found = ElementTree.fromstring(book.read(path)).iter(f"{_MAIN}{tag}")
    return (each for each in found if attributes.items() <= dict(each.items()).items())


def test_the_second_sheet_says_rule_period_and_cut_off() -> None:
    told = {str(row[0]): str(row[1]) for row in _sheet(xlsx_file(r2()), "集計のしかた")}
    assert told["期間"] == "令和4年度（一部期間）"
    assert told["比べる期間"] == "令和3年度"
    assert told["いつまでの記録か"] == "令和5年3月15日 17:00"
    assert told["数え方"].startswith("開催した回")


@pytest.mark.parametrize("form", list(FileFormat))
def test_one_way_makes_every_file_and_names_it(form: FileFormat) -> None:
    file = report_file(r1(), form)
    assert file.name == f"r1_20220401-20230331{'_cp932' if form is FileFormat.CSV_CP932 else ''}.{form.ending}"
    assert file.data


def test_a_letter_that_a_file_lacks_is_named() -> None:
    assert report_file(_renamed("𠮷"), FileFormat.CSV_CP932).missing == ("𠮷",)
    assert report_file(_renamed("\ue000"), FileFormat.PDF).missing == ("U+E000",)
    assert report_file(_renamed("𠮷"), FileFormat.PDF).missing == ()


@pytest.mark.parametrize("form", list(FileFormat))
def test_a_period_without_records_is_a_file_too(form: FileFormat) -> None:
    assert report_file(msgspec.structs.replace(r1(), rows=()), form).data


def test_the_unit_stands_in_the_heading_once() -> None:
    header = table_csv(msgspec.structs.replace(r1(), columns=r1().columns[:2], rows=())).splitlines()[0]
    assert header.endswith("会場（か所）,開催回数（回）")
    assert VISITS.unit == "人"
