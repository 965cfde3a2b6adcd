"""A foreign scan goes nowhere."""

from collections.abc import Callable
from itertools import product
from typing import cast

import pytest
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from core.card_code import CodeKind, new_code
from core.facts import Attendance
from tests.helpers.wedge import typed
from tests.ui.test_wedge import (
    BESIDE_TEXT,
    HALF_A_MEMO,
    IN_TEXT,
    Ear,
    commit,
    fall_silent,
    focus_on,
    half_a_name,
    memo,
    preedit_of,
    rest,
    send,
    text_of,
)
from tests.ui.windows import Opened

FOREIGN = {
    "address": "https://www.example.jp/machi?q=1",
    "address with a code of ours": f"https://www.example.jp/{new_code(CodeKind.CARD)}",
    "vcard": "BEGIN:VCARD\nVERSION:3.0\nN:山田;太郎\nTEL:0312345678\nEND:VCARD\n",
    "line": "https://line.me/R/ti/p/@abc1234",
    "wifi": "WIFI:T:WPA;S:kominkan;P:himitsu;;",
    "my number": "MyNumber:123456789018",
    "digits": "123456789018",
    "price tag": "4901234567894",
    "other system's card": "MC-2024-000123-77",
    "control characters": "\x1d01049012345678\x1e\x04[)>",
    "code and more": f"X{new_code(CodeKind.CARD)}",
}
ENDINGS = ("", "\r", "\t", "\r\n")
LONG = "あいう12 mc" * 500


@pytest.fixture
def opened(opened: Opened) -> Opened:
    """The silence after each of many scans is waited for, and takes no time."""
    opened.window.scans._silence.setInterval(0)
    return opened


@pytest.mark.parametrize("find", BESIDE_TEXT)
def test_a_foreign_scan_beside_text_presses_nothing(opened: Opened, find: Callable[[Opened], QWidget]) -> None:
    widget, ear = focus_on(opened, find), Ear(opened)
    before, screen = text_of(widget), opened.window.current()
    pressed: list[bool] = []
    for button in opened.window.findChildren(QPushButton):
        button.clicked.connect(lambda: pressed.append(True))
    attended = opened.desk.store.facts.count(Attendance)
    for number, (name, ending) in enumerate(product(FOREIGN, ENDINGS), 1):
        send(typed(FOREIGN[name] + ending, 5, start=number * 60_000))
        fall_silent(opened)
        assert (ear.codes, ear.misread, pressed, text_of(widget)) == ([], number, [], before), (name, ending)
    send(typed(LONG, 3, start=10_000_000))
    rest(opened)
    assert (ear.codes, pressed, text_of(widget)) == ([], [], before)
    assert opened.window.current() is screen
    assert opened.desk.store.facts.count(Attendance) == attended


@pytest.mark.parametrize("find", IN_TEXT)
def test_a_foreign_scan_is_taken_out_of_a_field_again(opened: Opened, find: Callable[[Opened], QWidget]) -> None:
    widget, ear = focus_on(opened, find), Ear(opened)
    before, seen = text_of(widget), list[str]()
    opened.window.scans.misread.disconnect(opened.window._misread)  # 受付 would take the keyboard for its answer
    cast(QPlainTextEdit, widget).textChanged.connect(lambda *_text: seen.append(text_of(widget)))
    for number, (name, ending) in enumerate(product(FOREIGN, ENDINGS), 1):
        send(typed(FOREIGN[name] + ending, 12, start=number * 60_000))
        fall_silent(opened)
        assert (ear.codes, ear.misread, text_of(widget)) == ([], number, before), (name, ending)
        cast(QPlainTextEdit, widget).undo()
        assert text_of(widget) == before
    send(typed(LONG, 3, start=10_000_000))
    rest(opened)
    assert text_of(widget) == before
    assert all(len(each) <= len(before) + 4 for each in seen)


@pytest.mark.parametrize("commits", [True, False])
@pytest.mark.parametrize("text", ["MyNumber:123456789018", "ｔａｒｏ123456789018", "たちつてと123456789018"])
def test_a_foreign_composition_is_dropped(opened: Opened, text: str, commits: bool) -> None:
    widget, ear = focus_on(opened, memo), Ear(opened)
    steps = [text[: n + 1] for n in range(len(text))]
    send([QInputMethodEvent(step, []) for step in steps])
    if commits:
        send([commit(steps[-1])])
    rest(opened)
    assert (ear.codes, ear.misread) == ([], 1)
    assert (text_of(widget), preedit_of(widget)) == (HALF_A_MEMO, "")


def test_a_selection_stands_again_after_a_foreign_scan_over_it(opened: Opened) -> None:
    widget = cast(QPlainTextEdit, focus_on(opened, memo))
    cursor = widget.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    widget.setTextCursor(cursor)
    send(typed(FOREIGN["line"], 5))
    assert (widget.toPlainText(), widget.textCursor().anchor(), widget.textCursor().position()) == (HALF_A_MEMO, 6, 2)
    field = cast(QLineEdit, focus_on(opened, half_a_name))
    field.setSelection(4, -3)
    send(typed(FOREIGN["line"], 5, start=90_000))
    assert (field.text(), field.selectedText(), field.cursorPosition()) == ("やまだ はな", "まだ ", 1)
