"""紙の相談票を入力 in the real window: a pile of slips by keys that are counted."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock, time_of_day
from core.facts import Attendance, Consultation
from core.paper_marks import set_mark
from core.slip_code import Slip, slip_code
from core.slip_typing import read_keys
from core.tickets import Ticket
from desktop.app.calling import call_ticket
from desktop.app.check_in import check_in
from desktop.app.day import close_day, open_day
from desktop.app.desk import Desk
from desktop.app.printed import note_printed
from desktop.app.slip_entry import enter_slip
from desktop.app.slips import find_number
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.slip_side import ranges
from desktop.ui.screens.consultations.slip_view import SlipScreen
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.widgets.buttons import Button
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window

KEYS = {".": Qt.Key.Key_Period, "<": Qt.Key.Key_Backspace}


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path / "site", clock)
    open_day(made)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "slips")


def screen(opened: Opened) -> SlipScreen:
    assert isinstance(opened.screen, SlipScreen)
    return opened.screen


def scan(opened: Opened, number: int = 501, day: date | None = None, letter: str = "A") -> None:
    code = slip_code(opened.desk.identity.site_id, day or opened.desk.today, Ticket(letter, number))
    assert screen(opened).take_scan(code)
    opened.settle()


def type_keys(opened: Opened, keys: str) -> int:
    """Keys to whatever has the keyboard; how many they are."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if key in KEYS:
            QTest.keyClick(focus, KEYS[key])
        else:
            QTest.keyClicks(focus, key)
    opened.settle()
    return len(keys)


def entered(desk: Desk) -> list[Consultation]:
    return desk.store.facts.where(Consultation, "voided = 0", order="consultation_id")


def said(opened: Opened) -> str:
    return screen(opened).notice.sentence.text() if screen(opened).notice.isVisible() else ""


def test_one_scan_and_three_keys_enter_the_slip_of_a_visitor_who_was_called(
    qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock
) -> None:
    visit = check_in(desk, slip_code(desk.identity.site_id, desk.today, Ticket("A", 501))).attendance
    assert visit is not None
    call_ticket(desk, visit.attendance_id)
    clock.advance(minutes=15)
    opened = open_window(qtbot, shell, desk, "slips")
    scan(opened)
    assert type_keys(opened, "211") == 3
    (consultation,) = entered(desk)
    assert (consultation.topic, consultation.outcome, consultation.minutes) == ("T02-01", "O1", 15)
    assert "記録しました" in screen(opened).panel.state.findChildren(type(screen(opened).notice.sentence))[0].text()


def test_twenty_slips_of_a_day_on_paper_take_less_than_three_minutes(opened: Opened) -> None:
    seconds = 0.0
    for number in range(501, 521):
        scan(opened, number)
        seconds += 1 + type_keys(opened, f"8{20 + number % 4 + 1}1{number % 7 + 1}") / 4
    assert len(entered(opened.desk)) == 20
    assert seconds < 180
    assert seconds == 20 * (1 + 5 / 4)
    assert opened.desk.store.facts.count(Attendance) == 20


def test_keys_that_come_before_the_slip_is_found_are_not_lost(opened: Opened) -> None:
    code = slip_code(opened.desk.identity.site_id, opened.desk.today, Ticket("A", 501))
    screen(opened).take_scan(code)
    for key in "82113":
        screen(opened).press(key)
    opened.settle()
    assert len(entered(opened.desk)) == 1


def test_a_wrong_key_says_so_and_changes_nothing(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "8")
    type_keys(opened, ".")
    sheet = screen(opened).sheet
    assert sheet is not None
    assert sheet.keys == "8"


def test_an_unfinished_slip_is_kept_and_told_when_the_next_is_read(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "821")
    scan(opened, 502)
    assert "A501" in said(opened)
    assert "結果" in said(opened)
    assert entered(opened.desk) == []
    type_keys(opened, "70215")
    scan(opened, 501)
    type_keys(opened, "13")
    assert [each.outcome for each in entered(opened.desk)] == ["O1", "O1"] or len(entered(opened.desk)) == 2


def test_the_last_digit_is_put_right_in_place_and_the_slip_stays_one(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "82113<5")
    (consultation,) = entered(opened.desk)
    assert (consultation.minutes, consultation.amended, consultation.age_band) == (30, 1, "70s")


def test_a_slip_that_was_entered_is_shown_and_typed_anew(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "82113")
    scan(opened, 502)
    scan(opened, 501)
    type_keys(opened, "64")
    scan(opened, 502)
    assert "A501 は、前の内容のままです" in said(opened)
    scan(opened, 501)
    type_keys(opened, "<<")
    scan(opened, 501)
    assert "もう入力してあります" in said(opened)
    assert screen(opened).panel.entered.isVisible()
    type_keys(opened, "6427")
    (consultation,) = entered(opened.desk)
    assert (consultation.topic, consultation.outcome, consultation.minutes) == ("T06-04", "O2", 60)


def test_undo_takes_back_the_slip_and_the_visit_that_it_made(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "82113")
    opened.shell.undo()
    opened.settle()
    assert entered(opened.desk) == []
    assert opened.desk.store.facts.count(Attendance, "voided = 0") == 0
    assert screen(opened).sheet is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_slip_of_another_day_needs_one_key(opened: Opened, key: Qt.Key) -> None:
    yesterday = opened.desk.today - timedelta(days=1)
    scan(opened, day=yesterday)
    assert screen(opened).other_day.isVisible()
    assert entered(opened.desk) == []
    focus = QApplication.focusWidget()
    assert focus is screen(opened).enter_there
    QTest.keyClick(focus, key)
    opened.settle()
    type_keys(opened, "82113")
    (consultation,) = entered(opened.desk)
    assert consultation.day == yesterday.isoformat()
    scan(opened, 502, day=yesterday)
    assert not screen(opened).other_day.isVisible()


@pytest.mark.parametrize("spoil", [lambda code: code[:-1] + ("2" if code[-1] != "2" else "3")])
def test_a_damaged_or_foreign_slip_leaves_what_is_under_the_keyboard(
    opened: Opened, spoil: Callable[[str], str]
) -> None:
    scan(opened)
    type_keys(opened, "8")
    foreign = slip_code("11111111-2222-3333-4444-555555555555", opened.desk.today, Ticket("A", 7))
    for text, words in ((foreign, "この拠点の相談票ではありません"), (spoil(foreign), "読み取れませんでした")):
        screen(opened).take_scan(text)
        opened.settle()
        assert words in said(opened)
    type_keys(opened, "2113")
    assert len(entered(opened.desk)) == 1


def test_a_torn_slip_is_entered_by_its_number(opened: Opened) -> None:
    field = screen(opened).number
    field.setFocus()
    QTest.keyClicks(field, "A507")
    QTest.keyClick(field, Qt.Key.Key_Return)
    opened.settle()
    type_keys(opened, "82113")
    assert [visit.ticket for visit in opened.desk.store.facts.where(Attendance, "1")] == ["A507"]
    QTest.keyClicks(field, "0")
    QTest.keyClick(field, Qt.Key.Key_Return)
    opened.settle()
    assert "その番号は読めません" in said(opened)


def test_a_closed_day_is_opened_with_a_word_and_closed_again_by_a_touch(
    qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock
) -> None:
    close_day(desk)
    opened = open_window(qtbot, shell, desk, "slips")
    assert "締めてあります" in said(opened)
    assert not screen(opened).side.close_again.isVisible()
    scan(opened)
    type_keys(opened, "82113")
    assert screen(opened).side.close_again.isVisible()
    screen(opened).side.close_again.click()
    opened.settle()
    assert not screen(opened).side.close_again.isVisible()


def test_the_side_counts_paper_and_names_what_is_left(opened: Opened) -> None:
    note_printed(opened.desk, set_mark("slips", opened.desk.today, Ticket("A", 501), 5), 1)
    scan(opened, 502)
    type_keys(opened, "82113")
    side = screen(opened).side
    assert "印刷 5枚" in side.figures.text()
    assert "A501、A503〜A505" in side.left.text()
    side.opened.emit(side.list.lines()[0])
    opened.settle()
    sheet = screen(opened).sheet
    assert sheet is not None
    assert sheet.written is not None


def test_a_slip_can_be_taken_back_where_it_is_shown(opened: Opened) -> None:
    scan(opened)
    type_keys(opened, "82113")
    screen(opened).panel.void.click()
    opened.settle()
    assert opened.desk.store.facts.count(Attendance, "voided = 0") == 0


def test_ranges_of_numbers() -> None:
    assert ranges(["A1", "A2", "A4", "B5", "B6", "B7"]) == ["A1〜A2", "A4", "B5〜B7"]
    assert ranges([]) == []


def test_it_can_be_worked_without_eyes_or_mouse(opened: Opened) -> None:
    assert problems(opened.window) == []
    scan(opened)
    assert problems(opened.window) == []


def test_a_slip_scanned_at_the_desk_opens_here(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "consultation")
    opened.window.scans.scanned.emit(slip_code(desk.identity.site_id, desk.today, Ticket("A", 501)))
    opened.settle()
    slips = opened.window.open("slips")
    assert isinstance(slips, SlipScreen)
    assert slips.isVisible()
    assert slips.sheet is not None
    assert str(slips.sheet.found.slip.ticket) == "A501"


def test_a_slip_received_at_the_door_leads_here_when_it_comes_back(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    code = slip_code(desk.identity.site_id, desk.today, Ticket("A", 501))
    check_in(desk, code)
    opened = open_window(qtbot, shell, desk, "reception")
    opened.screen.take_scan(code)
    opened.settle()
    way = next(each for each in opened.screen.findChildren(Button) if each.text().strip() == "相談票を入力する")
    way.click()
    opened.settle()
    slips = opened.window.open("slips")
    assert isinstance(slips, SlipScreen)
    assert slips.sheet is not None
    assert desk.store.facts.count(Attendance) == 1


def test_a_line_opened_at_the_desk_tells_when_it_was_and_when_it_was_entered(
    qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock
) -> None:
    clock.advance(hours=8)
    read = read_keys(find_number(desk, desk.today, "A501").plan, "8211.13051320")
    enter_slip(desk, Slip(desk.today, Ticket("A", 501)), read)
    opened = open_window(qtbot, shell, desk, "consultation")
    desk_screen = opened.screen
    assert isinstance(desk_screen, ConsultationsScreen)
    desk_screen.list.opened.emit(desk_screen.list.lines()[0])
    opened.settle()
    words = desk_screen.details.entered.text()
    assert "相談 11/21 13:05" in words
    assert f"記録した時刻 11/21 {time_of_day(desk.now)}" in words
    assert desk_screen.details.entered.isVisible()


def test_the_age_of_somebody_received_without_one_is_one_digit_more_and_none_is_needed(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    check_in(desk, slip_code(desk.identity.site_id, desk.today, Ticket("A", 501)))
    opened = open_window(qtbot, shell, desk, "slips")
    scan(opened)
    type_keys(opened, "2113")
    assert len(entered(desk)) == 1
    assert "年代に印があれば" in screen(opened).panel.question.text()
    type_keys(opened, "8")
    (visit,) = desk.store.facts.where(Attendance, "1")
    (consultation,) = entered(desk)
    assert (visit.age_band, consultation.age_band) == ("70s", "70s")
    assert (consultation.topic, consultation.minutes, consultation.from_paper) == ("T02-01", 15, 1)
    assert screen(opened).panel.question.text() == "次の相談票を読み取ってください。"
    type_keys(opened, "<5")
    (consultation,) = entered(desk)
    assert (consultation.minutes, consultation.age_band) == (30, "70s")
