"""集計・報告: the days, their figures, their paper."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.day import close_day, open_day
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reports.model import closed, sent, short_day
from desktop.ui.screens.reports.view import ReportsScreen
from tests.helpers.accessibility import problems
from tests.printing.reading import text_of
from tests.ui.busy import busy_day
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """Yesterday and today: the busy day was closed, today has two visitors."""
    made = busy_day(tmp_path, clock)
    close_day(made)
    clock.advance(hours=20)
    open_day(made)
    for _ in range(2):
        receive_walk_in(made, "60s")
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "reports")


def _screen(opened: Opened) -> ReportsScreen:
    return cast(ReportsScreen, opened.screen)


def _words(opened: Opened) -> list[str]:
    opened.settle()
    return [label.text() for label in _screen(opened).figures.findChildren(QLabel) if label.isVisible()]


def test_the_days_stand_newest_first_with_their_state(opened: Opened) -> None:
    rows = _screen(opened).days.rows()
    assert [short_day(line) for line in rows] == ["2026/11/22(日)", "2026/11/21(土)"]
    assert [(line.visits, line.consultations, closed(line)) for line in rows] == [(2, 0, "まだ"), (60, 45, "済み")]
    assert all("未送信" in sent(line) for line in rows)


def test_the_chosen_days_figures_are_shown(opened: Opened) -> None:
    assert "2" in _words(opened)
    _screen(opened).days.view.selectRow(1)
    words = _words(opened)
    assert {"60", "45", "登録者のみ・匿名 20人を除く"} <= set(words)
    table = _screen(opened).figures.table
    assert table is not None
    assert [(topic.code, topic.total) for topic in table.rows()] == [("T01-01", 45), ("", 45)]


def test_a_new_visit_shows_at_once(opened: Opened) -> None:
    with opened.qtbot.waitSignal(opened.workplace.changed):
        opened.workplace.do(receive_walk_in, "60s").then(owner=opened.shell)
    opened.settle()
    assert _screen(opened).days.rows()[0].visits == 3


def test_the_paper_of_an_earlier_day_can_be_seen(opened: Opened) -> None:
    screen = _screen(opened)
    screen.days.view.selectRow(1)
    opened.settle()
    screen.views._segments["paper"].click()
    opened.qtbot.waitUntil(lambda: screen.panel.paper is not None, timeout=10_000)
    assert screen.panel.paper is not None
    assert screen.panel.paper.filename == "日報_2026-11-21.pdf"
    assert "令和8年11月21日" in text_of(screen.panel.paper.pdf)
    assert screen.panel.save.isVisible()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    for view in ("figures", "paper"):
        _screen(opened).views._segments[view].click()
        opened.settle()
        assert problems(opened.window) == []
