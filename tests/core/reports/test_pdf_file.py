"""Reports as papers, read back by another library: what stands on them, and that nothing is lost over pages."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from core.reports.charts import bars_of, hours_chart
from core.reports.figures import figure_text
from core.reports.pdf_file import report_pdf
from core.reports.pdf_head import SEAL, SEALS
from core.reports.pdf_table import arranged
from core.reports.period import free_period
from core.reports.table import ReportTable
from tests.helpers.report_tables import long_table, r1, r2, r3, wide_table

_FONT = re.compile(r"/[A-Z]{6}\+(BIZUDPGothic-(Regular|Bold)|MadoguchiFallback)")


def _pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def _size(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def _words(pdf: bytes) -> list[str]:
    return " ".join(_pages(pdf)).split()


def test_the_first_page_tells_period_cut_off_scope_and_has_room_for_seals() -> None:
    (page,) = _pages(report_pdf(r1()))
    for words in (
        "定期相談会 開催実績",
        "令和4年度",
        "令和4年4月1日から令和5年3月31日まで",
        "令和5年3月15日 17:00までの記録",
        "報告する範囲　西東京市 田無庁舎",
        "登録者のみ・匿名12人を除く",
        "数え方",
        "1 / 1 ページ",
        *SEALS,
    ):
        assert words in page, words
    assert page.count(SEAL) == len(SEALS)


@pytest.mark.parametrize("table", [r1(), r2(), r3(), long_table(40), wide_table(20)])
def test_every_figure_stands_on_paper_as_it_is_written(table: ReportTable) -> None:
    words = _words(report_pdf(table))
    told = [figure_text(cell) for row in table.rows for cell in row.cells]
    assert [each for each in told if words.count(each) < 1] == []
    for row in table.rows:
        assert row.ja.split()[0] in words or row.ja in row.group or len(row.ja) > 10


def test_a_row_keeps_its_figures_on_its_line() -> None:
    lines = _pages(report_pdf(r1()))[0].splitlines()
    place = lines.index("小金井市")
    assert lines[place : place + 4] == ["小金井市", "1", "16", "125"]


def test_headings_stand_above_their_lines_and_a_group_of_one_is_its_line() -> None:
    page = _pages(report_pdf(r3()))[0]
    assert page.index("① 地域連携・企業連携") < page.index("地域学習者") < page.index("小計") < page.index("②")
    assert page.count("介護予防サポーター") == 1
    assert "約900" in page


def test_a_comparison_heads_three_columns_for_each_count() -> None:
    page = _pages(report_pdf(r2()))[0]
    assert page.count("増減") == 3
    assert page.count("（一部期間）") == 3 + 1  # above each count, and in the title
    assert "約7,500" in page


def test_days_that_are_no_year_are_short_above_columns_and_whole_in_the_title() -> None:
    days = free_period(date(2021, 4, 1), date(2022, 2, 28))
    before = msgspec.structs.replace(r2(compares=False), period=days, is_part=False)
    words = _words(report_pdf(msgspec.structs.replace(r2(compares=False), compared=before)))
    assert (words.count("R3.4.1～"), words.count("R4.2.28")) == (3, 3)
    assert "令和3年4月1日から令和4年2月28日まで" in "".join(_pages(report_pdf(before)))


@pytest.mark.parametrize(
    ("table", "size", "parts"),
    [(r1(), (210, 297), 1), (r2(), (297, 210), 1), (wide_table(), (297, 210), 1), (wide_table(20), (297, 210), 3)],
)
def test_the_page_is_turned_and_the_table_parted_where_the_columns_need_it(
    table: ReportTable, size: tuple[int, int], parts: int
) -> None:
    assert _size(report_pdf(table)) == size
    assert len(arranged(table).parts) == parts
    assert sorted(place for part in arranged(table).parts for place in part) == list(
        range(sum(map(len, arranged(table).parts)))
    )


def test_a_long_table_has_its_head_and_its_number_on_every_page() -> None:
    pages = _pages(report_pdf(long_table()))
    assert len(pages) == 4
    for number, page in enumerate(pages, 1):
        assert f"{number} / 4 ページ" in page
        assert "令和4年度" in page
    assert all("開催回数" in page for page in pages[:3])
    joined = "".join(pages)
    assert [n for n in range(1, 91) if n % 7 and f"会館{n}\n" not in joined] == []


def test_a_total_is_never_alone_on_a_page() -> None:
    total = msgspec.structs.replace(r1().rows[-1], cells=long_table(1).rows[0].cells)
    rows = [msgspec.structs.replace(row, ja=f"会館{row.key}") for row in long_table(40).rows]
    for lines in range(26, 36):
        table = msgspec.structs.replace(long_table(1), rows=(*rows[:lines], total))
        (page,) = (each for each in _pages(report_pdf(table)) if "合計\n" in each)
        assert rows[lines - 1].ja in page


def test_only_our_typefaces_are_in_it() -> None:
    pdf = report_pdf(r1(), [bars_of(r1(), "visits"), hours_chart("曜日と時間", [(1, 10, 3)])])
    resources: list[Any] = [page["/Resources"] for page in PdfReader(BytesIO(pdf)).pages]
    fonts = {str(font["/BaseFont"]) for each in resources for font in each["/Font"].values()}
    assert fonts
    assert all(_FONT.match(each) for each in fonts), fonts


def test_a_rare_name_is_copied_as_it_was_typed_in_table_and_chart() -> None:
    rows = tuple(msgspec.structs.replace(row, ja="𠮷田髙﨑会館") for row in r1().rows[:1])
    table = msgspec.structs.replace(r1(), rows=rows)
    assert "".join(_pages(report_pdf(table, [bars_of(table, "visits")]))).count("𠮷田髙﨑会館") == 2


def test_notes_stand_under_the_figures_and_before_the_charts() -> None:
    words = "".join(_pages(report_pdf(r1(), [hours_chart("曜日と時間", [(1, 10, 3)])])))
    assert words.index("合計") < words.index("数え方") < words.index("曜日と時間")


def test_the_same_report_is_the_same_file() -> None:
    assert report_pdf(r2()) == report_pdf(r2())
