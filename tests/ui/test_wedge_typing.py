"""What is no scan goes where it was meant, whatever a hand does."""

from functools import partial
from itertools import cycle
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.card_code import CodeKind, new_code
from desktop.app.day import visitors_today
from desktop.app.desk import Desk
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.view import ReceptionScreen
from tests.helpers.wedge import Ime, Suffix, Wedge, events, typed
from tests.ui.busy import named
from tests.ui.test_wedge import (
    HALF_A_MEMO,
    Ear,
    Ticking,
    commit,
    focus_on,
    half_a_name,
    memo,
    name_field,
    preedit_of,
    rail_button,
    rest,
    scan_field,
    send,
    text_of,
)
from tests.ui.windows import Opened, open_window

MEMOS = [
    "mcmcmc mt md mw MC MT mc12",
    "McDonald's no mae de matsu. MT sha, 000026 en",
    "もしそれが、もかもて」むすび「 ]Q1 [ \\ 0000",
    "0312345678 ni denwa. mm mcc",
]


@pytest.mark.parametrize("gaps", [(120,), (180, 95, 240), (75, 130, 110), (60, 65, 140, 100), (91,)])
def test_what_a_hand_types_stands_in_the_memo(opened: Opened, gaps: tuple[int, ...]) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    for number, text in enumerate(MEMOS, 1):
        cast(QPlainTextEdit, widget).selectAll()
        send(typed(text, *gaps, start=60_000 * number))
        rest(opened)
        assert text_of(widget) == text
        assert (ear.codes, ear.misread) == ([], 0)


def test_a_card_number_that_a_hand_writes_down_receives_nobody(opened: Opened) -> None:
    """Key by key, and through the input method; the clock is the test's, so that nobody waits."""
    widget, ear, at = focus_on(opened, memo), Ear(opened), [0.0]
    opened.window.scans.now = lambda: at[0]
    code = named(opened.desk, "山田")[1]
    send(typed(code, 150))
    rest(opened)
    for step in Wedge(ime=Ime.ROMAJI, caps=True).composition(code):
        at[0] += 0.15
        send([QInputMethodEvent(step, [])])
    send([commit(code.lower())])
    rest(opened)
    assert code + code.lower() in text_of(widget)
    assert (ear.codes, ear.misread) == ([], 0)


def test_keys_without_times_are_never_taken_for_a_scan_by_their_pace(opened: Opened) -> None:
    """Dictation and automation write as fast as they like."""
    widget, ear = focus_on(opened, memo), Ear(opened)
    QTest.keyClicks(widget, "https mc mt 000026 and so on, for ever")
    rest(opened)
    assert "https mc mt 000026 and so on, for ever" in text_of(widget)
    assert (ear.codes, ear.misread) == ([], 0)


def test_a_composition_typed_by_hand_is_left_alone(opened: Opened) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    clock = opened.window.scans.now = Ticking()
    for step in ("も", "もし", "もしか", "もしかし", "もしかして"):
        send([QInputMethodEvent(step, [])])
        clock.seconds += 0.1
    assert preedit_of(widget) == "もしかして"
    assert not opened.window.scans.is_waiting
    send([commit("もしかして")])
    rest(opened)
    assert "もしかして" in text_of(widget)
    assert (ear.codes, ear.misread) == ([], 0)


@pytest.mark.parametrize("ime", Ime)
def test_a_scanner_unplugged_in_the_middle_leaves_nothing(opened: Opened, ime: Ime) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    clock = opened.window.scans.now = Ticking()
    wedge = Wedge(ime=ime, suffix=Suffix.NONE, prefix="]Q1")
    code = named(opened.desk, "山田")[1]
    for number, length in enumerate((3, 5, 8, 15), 1):
        clock.seconds += 9
        send(events(wedge, code, composes=True, ms=20, start=9000 * number)[: 3 + length])
        opened.qtbot.waitUntil(partial(_has_misread, ear, number))
        rest(opened)
        assert (text_of(widget), preedit_of(widget)) == (HALF_A_MEMO, "")
    clock.seconds += 9
    send(events(wedge, code, composes=True, ms=20, start=90_000))
    assert ear.codes == [code]


def _has_misread(ear: Ear, times: int) -> bool:
    return ear.misread == times


@pytest.mark.parametrize("ime", Ime)
def test_twenty_scans_in_a_second_are_recorded_in_order(opened: Opened, ime: Ime) -> None:
    widget = focus_on(opened, name_field)
    cards = [named(opened.desk, f"{n}人目") for n in range(20)]
    for number, ((_, code), suffix) in enumerate(zip(cards, cycle(Suffix), strict=False)):
        send(events(Wedge(ime=ime, suffix=suffix), code, composes=True, ms=2, start=1000 + 50 * number))
    opened.settle()
    visits = sorted(visitors_today(opened.desk), key=lambda visit: int((visit.ticket or "A0")[1:]))
    assert [visit.person_id for visit in visits] == [person for person, _ in cards]
    assert text_of(widget) == ""


def test_a_composition_that_is_never_dropped_gives_one_scan_after_the_other(opened: Opened) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    codes = [named(opened.desk, name)[1] for name in ("山田", "佐藤", "鈴木")]
    wide = Wedge(ime=Ime.WIDE).composition("".join(codes))
    send([QInputMethodEvent(step, []) for step in wide])
    assert ear.codes == codes
    send([commit(wide[-1])])
    rest(opened)
    assert (text_of(widget), ear.codes, ear.misread) == (HALF_A_MEMO, codes, 0)


def test_a_key_just_before_a_scan_is_the_hands(opened: Opened) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    code = named(opened.desk, "山田")[1]
    send([*typed("ab", 130, start=800), *events(Wedge(), code, composes=True, ms=4, start=975)])
    assert ear.codes == [code]
    assert text_of(widget).replace("ab", "") == HALF_A_MEMO


def test_a_menu_that_is_open_hears_nothing_of_a_scan(opened: Opened) -> None:
    ear, chosen = Ear(opened), list[bool]()
    menu = QMenu(opened.window)
    for name in ("MC", "M2", "C3"):
        menu.addAction(name).triggered.connect(lambda: chosen.append(True))
    menu.popup(opened.window.mapToGlobal(QPoint(20, 20)))
    code = named(opened.desk, "山田")[1]
    handle = opened.window.windowHandle()
    assert handle is not None
    for event in events(Wedge(), code, composes=False):
        QApplication.sendEvent(handle, event)
    menu.close()
    opened.settle()
    assert (ear.codes, chosen) == ([code], [])


def _press(opened: Opened, text: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """At the window's surface, as the system does: shortcuts are looked at first."""
    handle = opened.window.windowHandle()
    assert handle is not None
    for character in text:
        QTest.keyClick(handle, Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character)), held)


def test_keys_as_the_system_sends_them(opened: Opened) -> None:
    ear, code = Ear(opened), named(opened.desk, "山田")[1]
    _press(opened, code + "\r")
    opened.settle()
    assert ear.codes == [code]
    assert len(visitors_today(opened.desk)) == 1


def test_control_characters_of_a_scan_are_no_commands(opened: Opened) -> None:
    """A scanner sends the character 11 as Ctrl+K."""
    ear = Ear(opened)
    _press(opened, "ABCDE")
    _press(opened, "KLZ", Qt.KeyboardModifier.ControlModifier)
    _press(opened, "FGH")
    rest(opened)
    assert ear.misread == 1
    assert opened.window.palette_view is None
    assert not opened.shell.away


def test_commands_by_hand_go_on_as_ever(opened: Opened) -> None:
    widget = focus_on(opened, memo)
    send(typed("m", 100))
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "m" in text_of(widget).removeprefix("もし mc")
    assert cast(QPlainTextEdit, widget).textCursor().selectedText() == text_of(widget)


def test_a_number_that_a_hand_types_at_the_door_is_a_scan_as_well(opened: Opened) -> None:
    """With a slip of the finger, which Backspace takes back."""
    field, ear = cast(QLineEdit, focus_on(opened, scan_field)), Ear(opened)
    code = named(opened.desk, "山田")[1]
    send(typed(code[:5] + "0", 130))
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == code[:5]
    send(typed(code[5:], 130, start=90_000))
    opened.qtbot.waitUntil(lambda: len(visitors_today(opened.desk)) == 1)
    assert (field.text(), ear.codes, ear.misread) == ("", [], 0)


def test_an_ending_that_comes_late_presses_nothing(opened: Opened) -> None:
    button = cast(QPushButton, focus_on(opened, rail_button))
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    send(events(Wedge(suffix=Suffix.NONE), named(opened.desk, "山田")[1], composes=False, ms=10))
    send(typed("\r\n", 100, start=1350))
    assert pressed == []
    send(typed("a\r", 200, start=9000))
    assert pressed == [True]


def test_a_key_held_down_is_no_scanner(opened: Opened) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    for number in range(20):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier, "m", number > 0)
        event.setTimestamp(1000 + 30 * number)
        send([event])
    rest(opened)
    assert ear.misread == 0
    assert text_of(widget).count("m") == 20 + HALF_A_MEMO.count("m")


def test_the_same_card_read_again_and_again_is_one_scan(opened: Opened) -> None:
    """It lies before a scanner that reads by itself."""
    code = named(opened.desk, "山田")[1]
    heard: list[object] = []
    cast(ReceptionScreen, opened.screen).door.answered.connect(heard.append)
    for number in range(4):
        send(events(Wedge(), code, composes=False, start=1000 + 900 * number))
        opened.settle()
    assert len(visitors_today(opened.desk)) == 1
    assert [view.code for view in heard] == ["received"]  # type: ignore[attr-defined]


def test_a_scan_while_a_memo_is_written_changes_nothing_there(opened: Opened) -> None:
    widget = focus_on(opened, memo)
    cursor = cast(QPlainTextEdit, widget).textCursor().position()
    screen = opened.window.current()
    send(events(Wedge(), named(opened.desk, "山田 花子")[1], composes=True))
    opened.settle()
    assert opened.window.current() is screen
    assert QApplication.focusWidget() is widget
    assert (text_of(widget), cast(QPlainTextEdit, widget).textCursor().position()) == (HALF_A_MEMO, cursor)
    view = opened.window.answer.panel.view
    assert opened.window.answer.isVisible()
    assert view is not None
    assert (view.code, view.ticket, view.name) == ("received", "A1", "")
    opened.shell.undo()
    opened.settle()
    assert visitors_today(opened.desk)[0].voided


def test_the_answer_leads_to_the_door(opened: Opened) -> None:
    focus_on(opened, memo)
    send(events(Wedge(), new_code(CodeKind.CARD), composes=True))
    opened.settle()
    band = opened.window.answer
    look = next(b for b in band.findChildren(QPushButton) if b.isVisible() and "受付" in b.text())
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    assert opened.window.current() is opened.screen
    assert not band.isVisible()
    shown = cast(ReceptionScreen, opened.screen).panel.view
    assert shown is not None
    assert shown.code == "unknown"


def test_a_scan_is_answered_before_reception_was_ever_opened(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "today")
    assert opened.window.focusWidget() is not None
    send(events(Wedge(), named(desk, "山田 花子")[1], composes=False))
    opened.settle()
    assert len(visitors_today(desk)) == 1
    assert opened.window.answer.isVisible()
    assert opened.window.current() is opened.screen


def test_the_answer_never_lies_over_what_is_written_in(opened: Opened) -> None:
    widget = focus_on(opened, memo)
    desk = opened.window.desk
    send(events(Wedge(), new_code(CodeKind.CARD), composes=True))
    opened.settle()
    band = opened.window.answer
    places = set()
    for each in opened.window.pages.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and not band.isAncestorOf(each):
            each.setFocus()
            focus = desk.focusWidget()
            assert focus is not None
            area = QRect(focus.mapTo(desk, QPoint(0, 0)), focus.size())
            fits = area.height() < opened.window.pages.height() - 2 * band.height()
            assert not fits or not band.geometry().intersects(area & desk.rect())
            places.add(band.y())
    assert len(places) == 2
    widget.setFocus()


def test_a_name_that_is_being_written_stays_while_others_are_received(opened: Opened) -> None:
    field = cast(QLineEdit, focus_on(opened, half_a_name))
    send([QInputMethodEvent("子", [])])
    send(events(Wedge(), named(opened.desk, "佐藤")[1], composes=True))
    opened.settle()
    assert len(visitors_today(opened.desk)) == 1
    assert QApplication.focusWidget() is field
    assert field.text() == "やまだ はな"


def test_a_scan_is_heard_though_another_window_of_the_program_has_the_keyboard(opened: Opened) -> None:
    """Such as the call board, where nothing can be typed."""
    ear, board = Ear(opened), QWidget()
    opened.qtbot.addWidget(board)
    with opened.qtbot.waitActive(board):
        board.show()
        board.activateWindow()
    handle = board.windowHandle()
    assert handle is not None
    code = named(opened.desk, "山田")[1]
    for event in events(Wedge(), code, composes=False):
        QApplication.sendEvent(handle, event)
    opened.settle()
    assert ear.codes == [code]


@pytest.mark.parametrize("text", ["", "https://example.jp/abc"])
def test_what_a_hand_had_begun_to_compose_is_written_when_a_scan_comes(opened: Opened, text: str) -> None:
    widget, ear, at = focus_on(opened, memo), Ear(opened), [0.0]
    opened.window.scans.now = lambda: at[0]
    cast(QPlainTextEdit, widget).selectAll()
    code = named(opened.desk, "山田")[1]
    for step in ("も", "もし", "もしも"):
        at[0] += 0.2
        send([QInputMethodEvent(step, [])])
    at[0] += 0.2
    for step in Wedge(ime=Ime.ROMAJI, caps=True).composition(text or code):
        at[0] += 0.02
        send([QInputMethodEvent("もしも" + step, [])])
    assert (ear.codes, ear.misread) == (([], 1) if text else ([code], 0))
    assert (text_of(widget), preedit_of(widget)) == ("もしも", "")
    at[0] += 0.02
    send([commit("もしも" + Wedge(ime=Ime.ROMAJI, caps=True).composition(text or code)[-1])])
    assert text_of(widget) == "もしも"
