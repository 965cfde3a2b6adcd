"""今日 from 開場 to 締め, on a real file."""

import json
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.facts import Attendance, Day
from core.keys import new_pair
from desktop.app.day import close_day, day_state
from desktop.app.desk import Desk
from desktop.app.opening import CheckCode
from desktop.app.staff import duties_today
from desktop.app.walk_in import receive_walk_in
from desktop.storage.identity import HqLink
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.today.view import TodayScreen
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.ui.busy import busy_day, named, new_desk, with_sessions, with_staff
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_sessions(with_staff(new_desk(tmp_path, clock)))


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "today")


def _screen(opened: Opened) -> TodayScreen:
    return cast(TodayScreen, opened.screen)


def _click(opened: Opened, button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()


def _failed_checks(desk: Desk) -> set[str]:
    rows = desk.store.db.execute("SELECT data FROM event WHERE kind = 'session.opened'").fetchall()
    return {code for (data,) in rows for code in json.loads(data)["plain"]["checks_failed"]}


def test_the_doors_open_though_nothing_was_checked(opened: Opened) -> None:
    screen = _screen(opened)
    assert screen.pages.current() is screen.opening
    _click(opened, screen.opening.button)
    assert day_state(opened.desk).is_open
    assert screen.pages.current() is screen.running
    assert "scan" in _failed_checks(opened.desk)


def test_a_test_scan_is_ticked_and_receives_nobody(opened: Opened) -> None:
    screen = _screen(opened)
    assert QApplication.focusWidget() is screen.opening.checks.scan
    QTest.keyClicks(screen.opening.checks.scan, new_code(CodeKind.SCANNER_TEST))
    assert screen.opening.checks.rows[CheckCode.SCAN].check.verdict == "fine"
    _click(opened, screen.opening.button)
    assert "scan" not in _failed_checks(opened.desk)
    assert not opened.desk.store.facts.count(Attendance)


def test_a_card_scanned_while_the_day_runs_is_received(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    code = named(opened.desk, "山田 花子")[1]
    QTest.keyClicks(screen.to_reception, code[:1])
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, code[1:])
    opened.settle()
    assert opened.desk.store.facts.count(Attendance) == 1


def test_a_foreign_code_is_a_failed_test_scan(opened: Opened) -> None:
    scan = _screen(opened).opening.checks.scan
    QTest.keyClicks(scan, "https://example.jp/")
    QTest.keyClick(scan, Qt.Key.Key_Return)
    assert _screen(opened).opening.checks.rows[CheckCode.SCAN].check.verdict == "look"


def test_every_check_is_answered_beside_the_window(opened: Opened) -> None:
    rows = _screen(opened).opening.checks.rows
    looked = [code for code in CheckCode if code is not CheckCode.SCAN]
    opened.qtbot.waitUntil(lambda: all(rows[code].check.finding != "waiting" for code in looked))


def test_one_touch_marks_a_supporter_as_here_and_undo_takes_it_back(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.workers.grid.tiles()[1])
    [line] = duties_today(opened.desk)
    assert line.supporter.display_name in opened.window.undo_bar.sentence.text()
    assert screen.opening.workers.grid.tiles()[1].isChecked()
    opened.shell.undo()
    opened.settle()
    assert duties_today(opened.desk)[0].duty.ended_at


def test_yesterday_left_open_is_closed_from_here(qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock) -> None:
    receive_walk_in(desk, "70s")
    clock.advance(days=1)
    opened = open_window(qtbot, shell, desk, "today")
    checks = _screen(opened).opening.checks
    assert checks.close_it.isVisible()
    assert "11月21日" in checks.rows[CheckCode.YESTERDAY].finding.text()
    _click(opened, checks.close_it)
    assert not checks.close_it.isVisible()
    assert desk.store.facts.where(Day, "1")[0].day == "2026-11-21"


def test_the_figures_follow_what_others_record(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    receive_walk_in(opened.desk, "70s")
    opened.workplace.changed.emit(frozenset({Attendance}))
    opened.settle()
    assert (screen.running.visits.number.text(), screen.running.here.number.text()) == ("1", "1")
    assert [line.received for line in screen.running.sessions.rows()] == [1, 0]


def test_closing_writes_weather_and_notes_and_says_that_power_may_go(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    _click(opened, screen.end)
    assert screen.pages.current() is screen.closing
    QTest.mouseClick(screen.closing.weather.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    screen.closing.notes.set_text("充電器を1本借りました")
    _click(opened, screen.closing.button)
    assert screen.pages.current() is screen.closed
    assert screen.closed.power.text() == "電源を切ってよい状態です"
    [day] = opened.desk.store.facts.where(Day, "closed = 1")
    assert (day.weather, day.notes) == ("雨", "充電器を1本借りました")
    _click(opened, screen.closed.reopen)
    assert screen.pages.current() is screen.running
    assert day_state(opened.desk).is_open


def test_closing_sends_at_once_and_comes_back_here(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    pair = new_pair()
    link = HqLink("http://127.0.0.1:9", pair.signing_public, pair.box_public)
    desk.store.change_identity(msgspec.structs.replace(desk.identity, hq=link))
    opened = open_window(qtbot, shell, desk, "today")
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    _click(opened, screen.end)
    assert "本部へ送る" in screen.closing.button.text()
    _click(opened, screen.closing.button)
    assert opened.window.current() is screen
    assert screen.pages.current() is screen.closed
    qtbot.waitUntil(opened.window.problem_strip.isVisible, timeout=20_000)  # nobody listens there: told, nothing lost
    assert desk.store.outbox.pending() > 0


def test_a_my_number_in_the_notes_never_reaches_the_file(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    _click(opened, screen.end)
    screen.closing.notes.set_text("番号 123456789018")
    assert not screen.closing.button.isEnabled()
    screen.closing.notes.set_text("")
    assert screen.closing.button.isEnabled()


def test_closing_can_be_left(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    _click(opened, screen.end)
    screen.closing.cancelled.emit()
    opened.settle()
    assert screen.pages.current() is screen.running
    assert day_state(opened.desk).is_open


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("state", ["morning", "busy", "closing", "closed"])
def test_every_state_of_the_day_is_whole_for_everybody(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, size: int, language: i18n.Language, state: str
) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    desk = busy_day(tmp_path, fixed_clock(), state)
    if state == "closed":
        close_day(desk)
    opened = open_window(qtbot, shell, desk, "today")
    if state == "closing":
        _click(opened, _screen(opened).end)
    opened.qtbot.waitUntil(lambda: _screen(opened).pages.current() is not None)
    assert problems(opened.window) == []
