"""報告 on 集計・報告: a report chosen, counted and shown; its records, charts, paper and files."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from core.clock import FixedClock
from core.kinds import SessionPlanned
from core.problem import Problem
from core.reports.files import FileFormat
from core.reports.period import PeriodKind
from core.reports.table import ReportCode, Split
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.sessions import close_session, open_session, plan_session
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reports.figure_table import FigureTable
from desktop.ui.screens.reports.page import ReportPage
from desktop.ui.screens.reports.saving import SavingPage
from desktop.ui.screens.reports.view import ReportsScreen
from tests.helpers.accessibility import problems
from tests.printing.reading import text_of
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

_YEAR = timedelta(days=366)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """A year ago two sessions with three visitors each; today one with two, who asked about LINE and Wi-Fi."""
    today = clock.moment
    clock.moment = today - _YEAR
    made = with_staff(new_desk(tmp_path, clock))
    for venue in ("田無公民館", "保谷こもれびホール"):
        _held(made, venue, 3)
    clock.moment = today
    _held(made, "田無公民館", 2)
    for topic in ("T05-01", "T01-01"):
        record_consultation(made, ConsultationForm(topic, "O1", 15))
    return made


def _held(desk: Desk, venue: str, visitors: int) -> None:
    plan = SessionPlanned(
        title="スマホ相談会", day=desk.today.isoformat(), starts="10:00", ends="12:00", venue=venue, programme="P05"
    )
    session = plan_session(desk, plan).session
    open_session(desk, session.session_id)
    for _ in range(visitors):
        receive_walk_in(desk, "70s", admit=True)
    close_session(desk, session.session_id)


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "reports")


def _turned(opened: Opened) -> ReportPage:
    screen = cast(ReportsScreen, opened.screen)
    screen.views._segments["report"].click()
    opened.settle()
    assert screen.report is not None
    return screen.report


def _choose(opened: Opened, page: ReportPage, code: ReportCode, split: Split = Split.NONE) -> None:
    choosing = page.choosing
    choosing.report.set_value(code.value)
    choosing.report.activated.emit(choosing.report.currentIndex())
    if split is not Split.NONE:
        choosing.split.set_value(split.value)
        choosing.split.activated.emit(choosing.split.currentIndex())
    opened.settle()


def _told(table: FigureTable) -> dict[str, list[str]]:
    return {row.label.strip(): [cell.text for cell in row.cells] for row in table.grid.rows}


def _compared(table: FigureTable, label: str) -> list[tuple[str, str]]:
    """The last figure of a row, and those that stand below it, each with its name."""
    rows = table.grid.rows
    first = next(number for number, row in enumerate(rows) if row.label == label)
    return [(row.label, row.cells[-1].text) for row in rows[first : first + 3]]


def _saving(page: ReportPage) -> SavingPage:
    page.save.click()
    assert page.pages.saving is not None
    assert page.pages.current() is page.pages.saving
    return page.pages.saving


def _last(opened: Opened) -> str:
    assert opened.shell.last is not None
    return opened.shell.last.sentence


def test_the_month_is_shown_with_what_must_be_known_of_it(opened: Opened) -> None:
    page = _turned(opened)
    told = _told(page.figures)
    assert (told["開催回数"], told["延べ人数"], told["相談件数"]) == (["1回"], ["2人"], ["2件"])
    assert page.choosing.named.text() == "令和8年11月"
    assert page.part.isVisible()
    assert "実人員は登録者のみ" in page.notes.text()
    assert page.cut_off.text().startswith("令和8年11月21日")


def test_the_year_before_stands_beside_it_with_the_change(opened: Opened) -> None:
    page = _turned(opened)
    _choose(opened, page, ReportCode.REGULAR, Split.VENUE)
    QTest.mouseClick(page.choosing.compare, Qt.MouseButton.LeftButton)
    opened.settle()
    assert page.figures.grid.heads[-1] == "延べ参加者数"
    assert _compared(page.figures, "田無公民館") == [("田無公民館", "2人"), ("　前の年", "3人"), ("　増減", "△1人")]
    assert _compared(page.figures, "合計") == [("合計", "2人"), ("　前の年", "6人"), ("　増減", "△4人")]
    assert [row.label for row in page.figures.grid.rows if row.strong] == ["合計"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_comparison_scrolls_sideways_on_a_small_laptop(opened: Opened, language: i18n.Language) -> None:
    i18n.install(language)
    opened.window.resize(1366, 720)
    page = _turned(opened)
    _choose(opened, page, ReportCode.RESULTS, Split.AGE_BAND)
    page.choosing.compare.click()
    opened.settle()
    assert page.figures.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("below", "count"), [(0, 2), (1, 3)])
def test_a_figure_opens_its_records_by_key_and_closes_again(opened: Opened, below: int, count: int) -> None:
    """This year's and the year before's."""
    page = _turned(opened)
    _choose(opened, page, ReportCode.REGULAR, Split.VENUE)
    page.choosing.compare.click()
    opened.settle()
    figures = page.figures
    row = next(number for number, each in enumerate(figures.grid.rows) if each.label == "田無公民館")
    figures.setCurrentIndex(figures.model().index(row + below, len(figures.grid.heads) - 1))
    figures.setFocus()
    QTest.keyClick(figures, Qt.Key.Key_Return)
    opened.settle()
    assert page.pages.current() is page.behind
    assert len(page.behind.lines.rows()) == count
    assert {line.record.place for line in page.behind.lines.rows()} == {"田無公民館"}
    assert {line.ja for line in page.behind.lines.rows()} == {"70代"}
    QTest.keyClick(page.behind.lines.view, Qt.Key.Key_Escape)
    assert page.pages.current() is page.tabled
    assert figures.hasFocus()


def test_a_month_of_the_year_before_opens_its_own_records(opened: Opened) -> None:
    page = _turned(opened)
    _choose(opened, page, ReportCode.REGULAR, Split.MONTH)
    page.choosing.compare.click()
    opened.settle()
    rows = page.figures.grid.rows
    row = next(number for number, each in enumerate(rows) if each.label == "令和8年11月")
    page.figures.setCurrentIndex(page.figures.model().index(row + 1, len(page.figures.grid.heads) - 1))
    page.figures.open_current()
    opened.settle()
    assert {line.record.day for line in page.behind.lines.rows()} == {"2025-11-20"}
    assert len(page.behind.lines.rows()) == 6


def test_a_change_has_no_records_of_its_own_and_says_so(opened: Opened) -> None:
    page = _turned(opened)
    page.choosing.compare.click()
    opened.settle()
    page.figures.setCurrentIndex(page.figures.model().index(1, 2))
    page.figures.open_current()
    opened.settle()
    assert page.pages.current() is page.tabled
    assert opened.shell.last is not None
    assert "増減は" in opened.shell.last.sentence


def test_periods_go_back_and_forth_and_can_be_typed(opened: Opened) -> None:
    page = _turned(opened)
    QTest.mouseClick(page.choosing.before, Qt.MouseButton.LeftButton)
    opened.settle()
    assert page.choosing.named.text() == "令和8年10月"
    assert not page.part.isVisible()
    page.choosing.kind.set_value(PeriodKind.FREE.value)
    page.choosing.kind.activated.emit(0)
    page.choosing.first.setText("2025/11/1")
    page.choosing.last.setText("2025/12/31")
    QTest.keyClick(page.choosing.last, Qt.Key.Key_Return)
    opened.settle()
    assert _told(page.figures)["延べ人数"] == ["6人"]
    page.choosing.last.setText("きのう")
    page.choosing.take.click()
    assert "読めません" in page.choosing.fault.text()


def test_one_session_is_chosen_from_those_of_the_period(opened: Opened) -> None:
    page = _turned(opened)
    _choose(opened, page, ReportCode.SESSION)
    assert page.choosing.session.count() == 1
    assert _told(page.figures)["延べ人数"] == ["2人"]
    page.choosing.before.click()
    opened.settle()
    assert "会はありません" in page.choosing.fault.text()
    assert not page.print.isEnabled()


@pytest.mark.parametrize("code", [ReportCode.YEARS, ReportCode.CATEGORIES, ReportCode.SUPPORTERS])
def test_every_report_is_offered(opened: Opened, code: ReportCode) -> None:
    page = _turned(opened)
    _choose(opened, page, code)
    assert page.table is not None
    assert page.table.report is code
    assert page.figures.grid.rows


def test_a_report_with_a_screen_of_its_own_leads_there(opened: Opened) -> None:
    page = _turned(opened)
    with opened.qtbot.waitSignal(opened.shell.wanted_screen) as wanted:
        _choose(opened, page, ReportCode.CONDITIONS)
    assert wanted.args == ["conditions"]
    assert page.choosing.offer.code is ReportCode.RESULTS


def test_charts_are_seen_and_heard(opened: Opened) -> None:
    page = _turned(opened)
    page.looks._segments["charts"].click()
    opened.settle()
    opened.qtbot.waitUntil(lambda: page.pages.charts is not None and len(page.pages.charts.drawings) == 4)
    assert page.pages.charts is not None
    heard = " ".join(each.accessibleName() for each in page.pages.charts.drawings)
    assert "LINE 1件" in heard
    assert "70代 2人" in heard


def test_files_hold_the_figures_that_are_shown(opened: Opened, tmp_path: Path) -> None:
    page = _turned(opened)
    saving = _saving(page)
    for form, name in ((FileFormat.XLSX, "a.xlsx"), (FileFormat.CSV, "a.csv")):
        with opened.qtbot.waitSignal(opened.shell.told):
            saving.save_to(form, tmp_path / name)
    assert _last(opened) == f"「a.csv」を「{tmp_path.name}」に保存しました。"
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert any("2" in row for row in rows)
    sheet = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert 2 in [cell for line in sheet for cell in line]


def test_the_paper_has_the_charts_of_the_window(opened: Opened, tmp_path: Path) -> None:
    saving = _saving(_turned(opened))
    with opened.qtbot.waitSignal(opened.shell.told):
        saving.save_to(FileFormat.PDF, tmp_path / "a.pdf")
    assert "（相談の内容ごと）" in text_of((tmp_path / "a.pdf").read_bytes())
    saving.public.click()
    with opened.qtbot.waitSignal(opened.shell.told):
        saving.save_to(FileFormat.PDF, tmp_path / "b.pdf")
    assert "ごと）" not in text_of((tmp_path / "b.pdf").read_bytes())


def test_a_file_for_everybody_has_no_small_figure(opened: Opened, tmp_path: Path) -> None:
    page = _turned(opened)
    _choose(opened, page, ReportCode.RESULTS, Split.AGE_BAND)
    saving = _saving(page)
    saving.public.click()
    with opened.qtbot.waitSignal(opened.shell.told):
        saving.save_to(FileFormat.CSV, tmp_path / "a.csv")
    lines = list(csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert {line["延べ人数（人）"] for line in lines} == {"0", "＊"}
    assert "か所の数をかくしました" in _last(opened)


def test_the_clients_form_is_filled_and_what_is_left_to_do_is_told(opened: Opened, tmp_path: Path) -> None:
    page = _turned(opened)
    saving, form = _saving(page), tmp_path / "form.xlsx"
    with xlsxwriter.Workbook(form) as book:
        book.add_worksheet("様式").write_formula("B2", "=B1*2")
        for name, cell in (("合計.延べ人数", "B1"), ("合計.開催回数", "B2"), ("別.延べ人数", "B4")):
            book.define_name(name, f"=様式!${cell[0]}${cell[1]}")
    with opened.qtbot.waitSignal(opened.shell.told):
        saving.fill_to(form, tmp_path / "filled.xlsx")
    assert _last(opened).endswith("1か所のセルに入れました。")
    assert saving.cells.sentence.text().splitlines() == [
        "計算式があるので、入れていません: 合計.開催回数",
        "この集計にない名前です: 別.延べ人数",
    ]
    assert CalamineWorkbook.from_path(tmp_path / "filled.xlsx").get_sheet_by_index(0).to_python()[0][-1] == 2
    with opened.qtbot.waitSignal(opened.shell.problem) as refused:
        saving.fill_to(form, form)
    assert cast(Problem, refused.args[0]).code == "form_itself"
    saving.copy_names()
    assert "合計.延べ人数" in QApplication.clipboard().text().splitlines()


def test_sessions_go_out_as_open_data(opened: Opened, tmp_path: Path) -> None:
    page = _turned(opened)
    saving = _saving(page)
    with opened.qtbot.waitSignal(opened.shell.told):
        saving.save_events(tmp_path / "events.csv")
    lines = list(csv.DictReader((tmp_path / "events.csv").read_text("utf-8-sig").splitlines()))
    assert [line["イベント名"] for line in lines] == ["スマホ相談会"]
    assert "予定1件が入っています" in _last(opened)
    QTest.keyClick(saving, Qt.Key.Key_Escape)
    assert page.pages.current() is page.tabled
    assert page.save.hasFocus()


def test_the_paper_is_drawn_from_the_figures_that_are_shown(opened: Opened) -> None:
    page = _turned(opened)
    page.print.click()
    opened.qtbot.waitUntil(lambda: page.pages.panel.paper is not None)
    assert page.pages.panel.paper is not None
    assert page.pages.panel.paper.filename == "r7_20261101-20261130.pdf"


def test_figures_do_not_change_under_the_eyes(opened: Opened) -> None:
    page = _turned(opened)
    with opened.qtbot.waitSignal(opened.workplace.changed):
        opened.workplace.do(receive_walk_in, "60s", admit=True).then(owner=opened.shell)
    opened.settle()
    assert _told(page.figures)["延べ人数"] == ["2人"]
    assert page.newer.isVisible()
    page.show_report()
    opened.settle()
    assert _told(page.figures)["延べ人数"] == ["3人"]
    assert not page.newer.isVisible()


def test_another_choice_takes_the_place_of_what_is_being_counted(opened: Opened) -> None:
    page = _turned(opened)
    for _ in range(3):
        page.choosing.before.click()
    opened.settle()
    assert page.table is not None
    assert page.table.period.first == date(2026, 8, 1)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_with_large_text_figures_are_seen_first_and_choices_opened(
    opened: Opened, qapp: QApplication, language: i18n.Language
) -> None:
    theme.apply(qapp, 200)
    i18n.install(language)
    opened.window.resize(1366, 720)
    page = _turned(opened)
    figures, chosen = page.figures, page.fold.chosen
    row = figures.visualRect(figures.model().index(0, 0))
    assert figures.viewport().visibleRegion().contains(row)
    figures.open_current()
    opened.settle()
    assert [each for each in (page.behind.title, page.behind.back) if each.visibleRegion().isEmpty()] == []
    page.behind.left.emit()
    assert not page.choosing.isVisible()
    assert page.first_focus() is page.fold.button
    page.fold.button.click()
    assert page.choosing.isVisible()
    assert page.looks.isVisible()
    page.choosing.compare.click()
    page.look_at("charts")
    opened.settle()
    page.fold.button.click()
    assert not page.choosing.isVisible()
    told = (
        ("令和8年11月", "前の年とくらべる", "グラフ")
        if language == "ja"
        else ("November 2026", "year before", "Charts")
    )
    assert [each for each in told if each not in chosen.text()] == []
    theme.apply(qapp, 100)
    opened.settle()
    assert (page.fold.isVisible(), page.choosing.isVisible()) == (False, True)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    page = _turned(opened)
    page.choosing.compare.click()
    opened.settle()
    assert problems(opened.window) == []
    page.figures.open_current()
    opened.settle()
    assert problems(opened.window) == []
    assert page.behind.lines.view.horizontalScrollBar().maximum() == 0
    page.behind.left.emit()
    page.save.click()
    opened.settle()
    assert problems(opened.window) == []
