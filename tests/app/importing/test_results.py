"""Past years' results from tables: read by meaning, 約 kept, taken in once, told row by row, taken back as a whole."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from core.facts import Result
from desktop.app.desk import Desk
from desktop.app.importing.kinds import KINDS, new_import, ways_here
from desktop.app.importing.results import ResultsImport
from desktop.app.importing.tables import open_book, read_table, table_of
from desktop.app.importing.work import finish
from tests.helpers.offices import write_csv

REGULAR = ("年度", "事業", "自治体", "か所", "回数", "相談者数")


def compared(desk: Desk, path: Path) -> ResultsImport:
    kind = KINDS["results"]
    ways = ways_here(desk, kind)
    work = new_import(kind, read_table(table_of(open_book(path), kind.wanted), ways.kept, ways.reader), batch=3)
    assert isinstance(work, ResultsImport)
    finish(desk, work.compare)
    return work


def taken_in(desk: Desk, path: Path) -> ResultsImport:
    work = compared(desk, path)
    finish(desk, work.take_in)
    return work


def told(work: ResultsImport) -> list[tuple[int, str]]:
    return [(fault.row, fault.reason.value) for fault in work.faults]


def results(desk: Desk) -> list[Result]:
    return desk.store.facts.where(Result, "voided = 0", order="first_day, municipality, session_kind, strand")


def test_the_published_table_comes_in_cell_for_cell_and_once(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r1.csv",
        REGULAR,
        ("令和4年度（2/28まで）", "定期相談会", "小金井市", "1", "16", "125"),
        ("令和4年度（2/28まで）", "定期相談会", "132292", "1", "14", "103"),
        ("令和4年度（2/28まで）", "定期相談会", "大田区", "11", "65", "433"),
        ("合計", "", "", "", "202", "1,360"),
    )
    work = taken_in(desk, path)
    assert (work.added, work.known, told(work)) == (3, 0, [])
    first = next(each for each in results(desk) if each.municipality == "132101")
    assert (first.first_day, first.last_day) == ("2022-04-01", "2023-02-28")
    assert (first.programme, first.venues, first.sessions, first.visits) == ("P05", 1, 16, 125)
    assert (first.estimated, first.source) == ("", "import")
    again = taken_in(desk, path)
    assert (again.added, again.known, told(again)) == (0, 3, [])


def test_what_is_told_as_about_is_marked_and_a_number_of_municipalities_is_a_count(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r2.csv",
        ("年度", "種別", "自治体", "回", "参加者"),
        ("R3年度", "体験会", "43", "約500", "約3,500"),
        ("R3年度", "相談会", "24", "約140", "約1,200人"),
    )
    assert taken_in(desk, path).added == 2
    consultation, trial = results(desk)
    assert (trial.session_kind, trial.municipalities, trial.municipality) == ("trial", 43, None)
    assert (trial.sessions, trial.visits, trial.estimated) == (500, 3500, "sessions visits")
    assert (consultation.session_kind, consultation.visits) == ("consultation", 1200)


def test_parts_of_programmes_and_persons_beside_visits(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r3.csv",
        ("年度", "自治体", "分類", "講座数", "延べ人数", "実人員", "会場"),
        ("2021", "102016", "① 地域学習者", "40", "621", "", ""),
        ("2021", "102016", "ドコモ体験", "9", "140", "", ""),
        ("2021", "", "小計", "64", "979", "", ""),
        ("2021", "102016", "介護予防サポーター", "39", "550", "113", "中央公民館"),
        ("2021", "", "地域学習者", "1", "2", "", ""),
    )
    work = taken_in(desk, path)
    assert told(work) == [(6, "strand")]  # that part is of another municipality's programme
    assert work.reading.skipped.totals == 1
    assert {(each.strand, each.programme, each.visits, each.persons, each.venue) for each in results(desk)} == {
        ("P25-1", "P25", 621, None, None),
        ("P25-3", "P25", 140, None, None),
        ("P26-1", "P26", 550, 113, "中央公民館"),
    }


def test_every_bad_row_is_told_by_number_and_reason(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "bad.csv",
        REGULAR,
        ("いつか", "定期相談会", "小金井市", "1", "16", "125"),
        ("令和4年度", "だれも知らない事業", "小金井市", "1", "16", "125"),
        ("令和4年度", "定期相談会", "132109", "1", "16", "125"),
        ("令和4年度", "定期相談会", "どこか市", "1", "16", "125"),
        ("令和4年度", "定期相談会", "小金井市", "1", "△16", "多数"),
        ("令和4年度", "定期相談会", "小金井市", "", "", ""),
        ("", "定期相談会", "小金井市", "1", "16", "125"),
        ("令和30年度", "定期相談会", "小金井市", "1", "16", "125"),
        ("令和4年度", "", "小金井市", "1", "16", "125"),
        ("令和4年度", "定期相談会", "小金井市", "1", "16", "125"),
    )
    work = taken_in(desk, path)
    assert told(work) == [
        (2, "period"),
        (3, "programme"),
        (4, "municipality"),
        (5, "municipality"),
        (6, "count"),
        (6, "count"),
        (7, "no_count"),
        (8, "no_period"),
        (9, "future"),
        (10, "no_programme"),
    ]
    assert work.added == 1


def test_another_count_of_the_same_writes_nothing_over(desk: Desk, tmp_path: Path) -> None:
    row = ("令和4年度", "定期相談会", "小金井市", "1", "16", "125")
    taken_in(desk, write_csv(tmp_path / "a.csv", REGULAR, row))
    work = taken_in(desk, write_csv(tmp_path / "b.csv", REGULAR, (*row[:-1], "130")))
    assert (work.added, work.known, told(work)) == (0, 1, [(2, "same_result")])
    assert [each.visits for each in results(desk)] == [125]


def test_an_import_is_taken_back_and_can_come_again(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", REGULAR, ("令和4年度", "定期相談会", "小金井市", "1", "16", "約125"))
    work = taken_in(desk, path)
    assert work.undoable
    finish(desk, work.undo)
    assert results(desk) == []
    assert taken_in(desk, path).added == 1


def test_a_venue_holds_no_number_that_nobody_may_keep(desk: Desk, tmp_path: Path) -> None:
    heading = ("年月", "種別", "会場", "回数")
    work = compared(desk, write_csv(tmp_path / "a.csv", heading, ("2022/4", "相談会", "123456789018", "3")))
    assert told(work) == [(2, "my_number")]
    assert work.new == []


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["年度", "事業", "回数", "人数"])
        about = book.add_format({"num_format": '"約"#,##0'})
        sheet.write_row(1, 0, ["令和3年度", "定期相談会"])
        sheet.write_number(1, 2, 24)
        sheet.write_number(1, 3, 1200, about)
    path = tmp_path / "a.xlsx"
    path.write_bytes(file.getvalue())
    return path


def test_a_number_that_excel_shows_as_about_is_an_estimate(desk: Desk, workbook: Path) -> None:
    taken_in(desk, workbook)
    (result,) = results(desk)
    assert (result.sessions, result.visits, result.estimated) == (24, 1200, "visits")
