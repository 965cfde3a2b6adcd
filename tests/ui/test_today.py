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
from core.facts import Attendance, Day, Fee
from core.keys import new_pair
from desktop.app.cash import cash_day
from desktop.app.closing import Step
from desktop.app.day import close_day, day_state
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
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


def _to(opened: Opened, step: Step) -> TodayScreen:
    """締める, and on to this page."""
    screen = _screen(opened)
    if screen.pages.current() is screen.opening:
        _click(opened, screen.opening.button)
    if screen.pages.current() is screen.running:
        _click(opened, screen.end)
    screen.closing.turn_to(step)
    opened.settle()
    return screen


def _enter(opened: Opened) -> None:
    """The one key that passes a page."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
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
    screen = _screen(opened)
    assert "11月21日" in screen.closing.heading.text()
    for _ in range(8):
        _enter(opened)
    assert screen.pages.current() is screen.opening
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
    screen = _to(opened, Step.NOTES)
    QTest.mouseClick(screen.closing.noted.weather.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    screen.closing.noted.notes.set_text("充電器を1本借りました")
    _click(opened, screen.closing.button)
    assert screen.closing.step is Step.SHEET
    _click(opened, screen.closing.next)
    _click(opened, screen.closing.next)
    assert screen.pages.current() is screen.closed
    assert screen.closed.power.text() == "電源を切ってよい状態です"
    [day] = opened.desk.store.facts.where(Day, "closed = 1")
    assert (day.weather, day.notes) == ("雨", "充電器を1本借りました")
    _click(opened, screen.closed.reopen)
    assert screen.pages.current() is screen.running
    assert day_state(opened.desk).is_open
    assert _to(opened, Step.NOTES).closing.noted.told() == ("雨", "充電器を1本借りました")


def test_a_quiet_day_is_closed_by_one_key_alone(opened: Opened) -> None:
    screen = _screen(opened)
    _click(opened, screen.opening.button)
    _click(opened, screen.end)
    seen = []
    while screen.pages.current() is screen.closing:
        seen.append(screen.closing.step)
        _enter(opened)
    assert seen == [step for step in Step if step is not Step.POWER]
    assert screen.pages.current() is screen.closed
    assert day_state(opened.desk).closed is not None


def test_closing_sends_at_once_and_names_the_file_to_carry_where_nobody_answers(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path
) -> None:
    pair = new_pair()
    link = HqLink("http://127.0.0.1:9", pair.signing_public, pair.box_public)
    desk.store.change_identity(msgspec.structs.replace(desk.identity, hq=link))
    opened = open_window(qtbot, shell, desk, "today")
    screen = _to(opened, Step.NOTES)
    assert "本部へ送る" in screen.closing.button.text()
    _click(opened, screen.closing.button)
    assert opened.window.current() is screen
    qtbot.waitUntil(lambda: not screen.closing.sending.is_busy, timeout=20_000)
    screen.closing.turn_to(Step.SEND)
    opened.settle()
    sending = screen.closing.sending
    assert sending.result.isVisible()  # nobody listens there: told, nothing lost
    assert desk.store.outbox.pending() > 0
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignal(sending.carrying.wrote, timeout=20_000):
        sending.write_to(stick)
    opened.settle()
    [file] = stick.iterdir()
    assert file.name in sending.written.sentence.text()
    _click(opened, screen.closing.next)
    assert screen.closed.power.text() == "電源を切ってよい状態です"
    assert "送っていない記録が" in screen.closed.unsent.text()


def test_the_power_stays_on_while_something_is_on_its_way(opened: Opened) -> None:
    screen = _to(opened, Step.NOTES)
    _click(opened, screen.closing.button)
    screen.closing.turn_to(Step.SEND)
    _click(opened, screen.closing.next)
    assert screen.pages.current() is screen.closed
    for is_sending, word in ((True, "まだ電源を切らないでください"), (False, "電源を切ってよい状態です")):
        opened.workplace.sending.is_sending = is_sending
        screen.closing.sending.busy_changed.emit()
        opened.settle()
        assert screen.closed.power.text().startswith(word)


def test_a_my_number_in_the_notes_never_reaches_the_file(opened: Opened) -> None:
    screen = _to(opened, Step.NOTES)
    screen.closing.noted.notes.set_text("番号 123456789018")
    assert not screen.closing.button.isEnabled()
    screen.closing.noted.notes.set_text("")
    assert screen.closing.button.isEnabled()


def test_closing_is_left_and_goes_on_where_it_was(qtbot: QtBot, shell: Shell, opened: Opened) -> None:
    screen = _to(opened, Step.NOTES)
    screen.closing.noted.notes.set_text("充電器を1本")
    _click(opened, screen.closing.later)
    assert screen.pages.current() is screen.running
    assert day_state(opened.desk).is_open
    again = cast(TodayScreen, open_window(qtbot, shell, opened.desk, "today").screen)  # as after a new start
    again.end.click()
    opened.settle()
    assert (again.closing.step, again.closing.noted.notes.text()) == (Step.NOTES, "充電器を1本")


def test_all_leave_with_one_touch_and_the_touch_is_undone(opened: Opened) -> None:
    screen = _to(opened, Step.HERE)
    for _ in range(2):
        receive_walk_in(opened.desk, "70s")
    opened.workplace.changed.emit(frozenset({Attendance}))
    opened.settle()
    assert "2人" in screen.closing.here.lead.text()
    _click(opened, screen.closing.here.everybody)
    assert opened.desk.store.facts.count(Attendance, "left_at IS NULL") == 0
    opened.shell.undo()
    opened.settle()
    assert opened.desk.store.facts.count(Attendance, "left_at IS NULL") == 2
    assert screen.closing.here.everybody.isVisible()


def test_cash_is_counted_and_a_difference_is_no_fault(opened: Opened) -> None:
    screen = _to(opened, Step.CASH)
    visit = receive_walk_in(opened.desk, "70s").attendance
    assert visit is not None
    receive_fee(opened.desk, visit.attendance_id, 300)
    opened.workplace.changed.emit(frozenset({Fee}))
    opened.settle()
    cash = screen.closing.cash
    cash.opening.setText("１，０００")
    assert cash.expected.value.text() == "1,300円"
    cash.counted.setText("1250")
    _click(opened, cash.record)
    assert cash_day(opened.desk, opened.desk.today).difference == -50
    assert cash.result.sentence.text() == "50円少なくなっています。このまま締められます。"
    assert opened.shell.last is not None
    assert opened.shell.last.undo is not None
    opened.shell.last.undo()
    opened.settle()
    assert cash_day(opened.desk, opened.desk.today).counted is None
    assert not cash.result.isVisible()
    cash.opening.setText("1000")
    cash.counted.setText("1250")
    _click(opened, cash.record)
    cash.counted.setText("1300")
    _click(opened, cash.record)
    assert cash.result.sentence.text() == "ぴったり合っています。"
    opened.shell.undo()
    opened.settle()
    assert cash_day(opened.desk, opened.desk.today).counted == 1250
    cash.counted.setText("たくさん")
    assert not cash.record.isEnabled()


def test_the_box_is_counted_by_keys_alone_and_nobody_is_held_up_who_does_not_count(opened: Opened) -> None:
    screen = _to(opened, Step.LOANS)
    visit = receive_walk_in(opened.desk, "70s").attendance
    assert visit is not None
    receive_fee(opened.desk, visit.attendance_id, 300)
    opened.workplace.changed.emit(frozenset({Fee}))
    opened.settle()
    closing = screen.closing
    closing.go_on()
    assert closing.cash.counted.hasFocus()
    QTest.keyClick(closing.cash.counted, Qt.Key.Key_Return)
    assert closing.step is Step.SLIPS
    closing.turn_to(Step.CASH)
    QTest.keyClicks(closing.cash.counted, "250")
    QTest.keyClick(closing.cash.counted, Qt.Key.Key_Return)
    opened.settle()
    assert opened.shell.last is not None
    assert opened.shell.last.sentence == "数えた金額 250円を記録しました。50円少なくなっています"
    assert closing.next.hasFocus()
    closing.turn_to(Step.LOANS)
    closing.turn_to(Step.CASH)
    assert closing.next.hasFocus()


def test_a_day_that_another_laptop_closed_goes_on_with_its_sheet(opened: Opened) -> None:
    screen = _to(opened, Step.CASH)
    close_day(opened.desk)
    opened.workplace.changed.emit(frozenset({Day}))
    opened.settle()
    assert screen.closing.step is Step.SHEET
    assert screen.closing.already.isVisible()


def test_midnight_does_not_change_which_day_is_closed(opened: Opened, clock: FixedClock) -> None:
    screen = _to(opened, Step.NOTES)
    clock.advance(hours=15)
    _click(opened, screen.closing.button)
    assert opened.desk.store.facts.where(Day, "closed = 1")[0].day == "2026-11-21"


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
        for step in list(Step)[:6]:
            _to(opened, step)
            assert problems(opened.window) == [], step
    opened.qtbot.waitUntil(lambda: _screen(opened).pages.current() is not None)
    assert problems(opened.window) == []
