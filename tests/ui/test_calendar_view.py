"""The calendar of 予定: a month and a week by key and touch, from a day to planning, copies, a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Session
from core.kinds import SessionPlanned
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session, sessions_between
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.calendar_model import MONTH, WEEK, step
from desktop.ui.screens.sessions.day_panel import DayPanel
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.view import SessionsScreen
from tests.helpers.accessibility import problems, visible
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window

Start = Callable[[str], Opened]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    def begin(view: str) -> Opened:
        opened = open_window(qtbot, shell, desk, "sessions")
        _screen(opened).side.look_at(view)
        opened.settle()
        return opened

    return begin


def _screen(opened: Opened) -> SessionsScreen:
    return cast(SessionsScreen, opened.screen)


def _press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    next(each for each in buttons if each.text().strip() == text).click()
    opened.settle()


def _key(opened: Opened, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(_screen(opened).side.grid, key)
        opened.settle()


def _add(desk: Desk, day: str, title: str = "相談会", starts: str = "13:00", venue: str = "会議室") -> Session:
    plan = SessionPlanned(title=title, day=day, starts=starts, ends="17:00", venue=venue)
    return plan_session(desk, plan).session


def _live(desk: Desk) -> list[str]:
    found = sessions_between(desk, date(2026, 11, 1), date(2027, 1, 31))
    return [f"{each.day[5:]} {each.title}" for each in found if each.state != "cancelled"]


def _day(opened: Opened) -> date:
    panel = _screen(opened).panel
    assert isinstance(panel, DayPanel)
    return panel.day


def test_a_month_is_walked_by_key_and_its_edge_leads_to_the_next(start: Start, desk: Desk) -> None:
    opened = start(MONTH)
    grid = _screen(opened).side.grid
    assert _day(opened) == date(2026, 11, 21)
    for key, day in (
        (Qt.Key.Key_Right, date(2026, 11, 22)),
        (Qt.Key.Key_Right, date(2026, 11, 23)),
        (Qt.Key.Key_Down, date(2026, 11, 30)),
        (Qt.Key.Key_Left, date(2026, 11, 29)),
        (Qt.Key.Key_Up, date(2026, 11, 22)),
    ):
        _key(opened, key)
        assert (grid.day(), _day(opened)) == (day, day)
    _key(opened, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert _screen(opened).side.title.text() == "2026年12月"
    assert _day(opened) == date(2026, 12, 13)


def test_enter_goes_to_the_day_and_from_there_straight_to_planning(start: Start, desk: Desk) -> None:
    opened = start(MONTH)
    _key(opened, Qt.Key.Key_Right, Qt.Key.Key_Return)
    panel = cast(DayPanel, _screen(opened).panel)
    assert QApplication.focusWidget() is panel.plan
    QTest.keyClick(panel.plan, Qt.Key.Key_Return)
    opened.settle()
    form = cast(SessionForm, _screen(opened).panel)
    assert form.lines["day"].text() == "11/22"
    form.lines["title"].setText("日曜の相談会")
    form.lines["starts"].setText("10")
    form.lines["ends"].setText("12")
    QTest.keyClick(form.lines["ends"], Qt.Key.Key_Return)
    opened.settle()
    assert _live(desk) == ["11-22 日曜の相談会"]
    _press(opened, "閉じる")
    assert _day(opened) == date(2026, 11, 22)


def test_what_a_screen_reader_says_of_a_day(start: Start, desk: Desk) -> None:
    _add(desk, "2026-11-23", "相談会", "09:00")
    _add(desk, "2026-11-23", "体験会")
    opened = start(MONTH)
    grid = _screen(opened).side.grid
    assert grid.spoken(date(2026, 11, 23)) == (
        "11月23日 月曜日、勤労感謝の日、予定2件、"
        "09:00〜17:00 相談会 会議室 これから 同じ部屋と時刻が重なっています、"
        "13:00〜17:00 体験会 会議室 これから 同じ部屋と時刻が重なっています"
    )
    assert grid.spoken(date(2026, 11, 21)) == "11月21日 土曜日、今日、予定はありません"


def test_a_day_shows_its_sessions_and_one_of_them_opens(start: Start, desk: Desk) -> None:
    session = _add(desk, "2026-11-25")
    opened = start(WEEK)
    _screen(opened).side.turn(1)
    opened.settle()
    _key(opened, Qt.Key.Key_Down)
    assert _day(opened) == date(2026, 11, 29)
    _key(opened, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)
    panel = cast(DayPanel, _screen(opened).panel)
    assert QApplication.focusWidget() is panel.tiles[0]
    panel.tiles[0].click()
    opened.settle()
    assert cast(SessionPanel, _screen(opened).panel).session.session_id == session.session_id


def test_the_same_days_are_seen_in_another_view(start: Start, desk: Desk) -> None:
    opened = start(MONTH)
    _screen(opened).side.turn(1)
    opened.settle()
    _screen(opened).side.grid.go_to(date(2026, 12, 17))
    _screen(opened).side.look_at(WEEK)
    opened.settle()
    assert _screen(opened).side.title.text() == "12/14〜12/20"
    _press(opened, "今週")
    assert _screen(opened).side.title.text() == "11/16〜11/22"


def test_a_month_is_copied_to_the_next_and_taken_back(start: Start, desk: Desk) -> None:
    _add(desk, "2026-11-10", "第2火曜")
    opened = start(MONTH)
    _press(opened, "次の月に写す")
    assert _live(desk) == ["11-10 第2火曜", "12-08 第2火曜"]
    assert _screen(opened).side.title.text() == "2026年12月"
    assert opened.shell.last is not None
    assert opened.shell.last.sentence == "1件を写しました"
    opened.shell.undo()
    opened.settle()
    assert _live(desk) == ["11-10 第2火曜"]


def test_the_file_for_other_calendars_is_written(start: Start, desk: Desk, tmp_path: Path) -> None:
    _add(desk, "2026-11-25")
    opened = start(MONTH)
    _screen(opened).spans.save_to(tmp_path / "予定.ics")
    opened.settle()
    calendar = Calendar.from_ical((tmp_path / "予定.ics").read_bytes())
    assert isinstance(calendar, Calendar)
    assert [str(each["SUMMARY"]) for each in calendar.events] == ["相談会"]


def test_steps_go_over_the_years_end() -> None:
    assert step(date(2026, 12, 31), MONTH, 1) == date(2027, 1, 1)
    assert step(date(2026, 1, 31), MONTH, -1) == date(2025, 12, 1)
    assert step(date(2026, 12, 28), WEEK, 1) == date(2027, 1, 4)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_busy_month_can_be_used_with_large_text(
    start: Start, desk: Desk, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    for day in range(1, 29):
        for starts in ("09:00", "10:00", "13:00", "15:00"):
            _add(desk, f"2026-12-{day:02}", "はじめてのスマートフォン教室（中級）", starts)
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start(MONTH)
    opened.window.resize(1366, 768)
    _screen(opened).side.turn(1)
    opened.settle()
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])
    _screen(opened).side.look_at(WEEK)
    opened.settle()
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])
