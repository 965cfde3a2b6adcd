"""提出した報告 on 集計・報告: handed in, looked at as it was, compared with now, replaced."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reports import handed_in_words as words
from desktop.ui.screens.reports.handed_in import HandedInPage
from desktop.ui.screens.reports.view import ReportsScreen
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk, with_sessions, with_staff
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_sessions(with_staff(new_desk(tmp_path, clock)))
    for _ in range(3):
        receive_walk_in(made, "70s", admit=True)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "reports")


def _turned(opened: Opened) -> HandedInPage:
    screen = cast(ReportsScreen, opened.screen)
    screen.views._segments["report"].click()
    opened.settle()
    assert screen.report is not None
    screen.report.looks._segments["handed_in"].click()
    opened.settle()
    assert screen.report.pages.handed_in is not None
    return screen.report.pages.handed_in


def _press(opened: Opened, page: HandedInPage, name: str) -> None:
    QTest.mouseClick(getattr(page, name), Qt.MouseButton.LeftButton)
    opened.settle()


def _come(opened: Opened) -> None:
    opened.workplace.do(receive_walk_in, "70s", admit=True).then(owner=opened.shell)
    opened.settle()


def _visits(page: HandedInPage) -> str:
    return next(row.cells[0].text for row in page.figures.grid.rows if row.label == "延べ人数")


def test_what_is_handed_in_stands_in_the_list_with_its_marks(opened: Opened) -> None:
    page = _turned(opened)
    assert not page.since.isEnabled()
    page.to.setText("西東京市")
    _press(opened, page, "hand_in")
    (line,) = page.list.rows()
    assert (words.title(line), words.period(line), words.version(line)) == ("実績報告", "令和8年11月", "第1版")
    assert (line.told.handed_to, line.who.staff, words.marks(line)) == ("西東京市", "森 陽子", "途中")
    assert opened.shell.last is not None
    assert "第1版を提出しました" in opened.shell.last.sentence


def test_once_more_is_refused_with_the_next_step(opened: Opened) -> None:
    page = _turned(opened)
    _press(opened, page, "hand_in")
    with opened.qtbot.waitSignal(opened.shell.problem) as told:
        _press(opened, page, "hand_in")
    assert told.args is not None
    assert "差替え版" in told.args[0].next_step


def test_what_changed_since_and_the_replacement(opened: Opened) -> None:
    page = _turned(opened)
    _press(opened, page, "hand_in")
    _come(opened)
    _press(opened, page, "since")
    changed = {words.column_name(each): (words.before(each), words.after(each)) for each in page.changes.rows()}
    assert changed["延べ人数"] == ("3", "4")
    page.reason.setText("紙の受付が遅れて届いた")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    opened.settle()
    assert [(each.told.version, words.marks(each)) for each in page.list.rows()] == [
        (2, "途中"),
        (1, "差替え済み・途中"),
    ]
    for row, visits in ((0, "4人"), (1, "3人")):
        page.list.view.selectRow(row)
        opened.settle()
        _press(opened, page, "then")
        assert _visits(page) == visits
    page.list.view.selectRow(0)
    opened.settle()
    _press(opened, page, "then")
    assert "紙の受付が遅れて届いた" in page.told.text()


def test_the_paper_is_of_the_table_of_then(opened: Opened) -> None:
    page = _turned(opened)
    _press(opened, page, "hand_in")
    _come(opened)
    _press(opened, page, "print")
    opened.qtbot.waitUntil(lambda: page.panel.paper is not None)
    assert page.panel.isVisible()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    page = _turned(opened)
    _press(opened, page, "hand_in")
    _come(opened)
    _press(opened, page, "since")
    assert problems(opened.window) == []
