"""Every scanner, layout and input method of the table, into the real window, whatever has the keyboard."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from core.clock import FixedClock
from desktop.app.check_in import check_in
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.settings import change_setting
from desktop.devices.wedge import Place
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.consultations.visitors import VisitorPicker
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.shell.writing import place_of
from desktop.ui.widgets.fields import LineField, NoteField
from tests.helpers.wedge import Ime, Wedge, events, rows
from tests.ui.busy import named, new_desk
from tests.ui.windows import Opened

SPEEDS = (3, 15, 50)
HALF_A_MEMO = "もし mc をまちがえたら"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    change_setting(made, "visitor_fields", "name,kana")
    open_day(made)
    return made


class Ear:
    """What the window heard."""

    def __init__(self, opened: Opened) -> None:
        self.codes: list[str] = []
        self.misread = 0
        opened.window.scans.scanned.connect(self.codes.append)
        opened.window.scans.misread.connect(self._count)

    def _count(self) -> None:
        self.misread += 1


def _reception(opened: Opened) -> ReceptionScreen:
    return cast(ReceptionScreen, opened.screen)


def scan_field(opened: Opened) -> QWidget:
    return _reception(opened).scan


def name_field(opened: Opened) -> QWidget:
    return _reception(opened).finder.field


def _band(opened: Opened) -> QWidget:
    return next(iter(_reception(opened).bands.buttons.values()))


def _queue(opened: Opened) -> QWidget:
    check_in(opened.desk, named(opened.desk, "先の人")[1])
    _reception(opened).shown()
    return _reception(opened).queue.table.view


def rail_button(opened: Opened) -> QWidget:
    return opened.window.rail.finder


def memo(opened: Opened) -> QWidget:
    screen = opened.window.open("consultation")
    notes = [each for each in screen.findChildren(NoteField) if each.isEnabled()]
    notes[0].set_text(HALF_A_MEMO)
    return notes[0].edit


def _visitor(opened: Opened) -> QWidget:
    """Whom a form is about that is being written: no card turns to another one."""
    screen = cast(ConsultationsScreen, opened.window.open("consultation"))
    opened.settle()
    screen.form.topics.search.setText("らいん")
    return screen.findChildren(VisitorPicker)[0]


def _pin(opened: Opened) -> QWidget:
    field = LineField("暗証番号")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    _reception(opened).add(field)
    return field


def _palette(opened: Opened) -> QWidget:
    opened.window.open_palette()
    assert opened.window.palette_view is not None
    return opened.window.palette_view.field


def _away(opened: Opened) -> QWidget:
    opened.shell.leave()
    return opened.window.cover.scan


WHOLE_TABLE = (scan_field, name_field, memo)
"""One of each kind of widget meets every row; the others every fifth, which has each part of a row and each pair."""
BESIDE_TEXT = (scan_field, _band, _queue, rail_button, _visitor, _away)
IN_TEXT = (name_field, memo, _pin, _palette)


class Ticking:
    """A clock that goes on by a millisecond a look: a machine that is busy elsewhere slows no scanner down."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 0.001
        return self.seconds


def focus_on(opened: Opened, find: Callable[[Opened], QWidget]) -> QWidget:
    """Give this widget the keyboard; from now on nothing but the test makes it slow."""
    if not isinstance(opened.window.scans.now, Ticking):
        opened.window.scans.now = Ticking()
    widget = find(opened)
    opened.settle()
    widget.setFocus()
    opened.qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)
    return widget


def send(all_of_it: list[QEvent]) -> None:
    """To whatever has the keyboard at that moment, as the system does."""
    for event in all_of_it:
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


def text_of(widget: QWidget) -> str:
    """What stands in a field; of visitors, who is chosen, since the list also says how many wait."""
    match widget:
        case VisitorPicker():
            return widget.attendance_id() or ""
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():  # its entries can be typed
            return widget.currentText()
        case QLineEdit():
            return widget.text()
    return ""


def preedit_of(widget: QWidget) -> str:
    """The composition that a field shows."""
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().block().layout().preeditAreaText()
    return widget.displayText()[len(widget.text()) :] if isinstance(widget, QLineEdit) else ""


def fall_silent(opened: Opened) -> None:
    """Nothing more comes for so long that no scanner can be at it."""
    while opened.window.scans.is_waiting:
        with opened.qtbot.waitSignal(opened.window.scans._silence.timeout):
            pass


def rest(opened: Opened) -> None:
    fall_silent(opened)
    opened.settle()


def commit(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def half_a_name(opened: Opened) -> QWidget:
    opened.window.open("reception")
    field = cast(QLineEdit, name_field(opened))
    field.setText("やまだ はな")
    return field


def _rows(find: Callable[[Opened], QWidget], ime: Ime) -> list[Wedge]:
    return list(rows(ime))[:: 1 if find in WHOLE_TABLE else 5]


def _scan_all(opened: Opened, widget: QWidget, table: list[Wedge]) -> None:
    """Every row after the other, as a queue of visitors."""
    clock = opened.window.scans.now = Ticking()
    ear, cards = Ear(opened), [named(opened.desk, f"来場者{n}") for n in range(12)]
    before = text_of(widget)
    for number, (wedge, (_, code), ms) in enumerate(zip(table, cycle(cards), cycle(SPEEDS), strict=False)):
        focus = QApplication.focusWidget() or widget
        clock.seconds += 2
        send(events(wedge, code, composes=place_of(focus) is Place.TEXT, ms=ms, start=(number + 1) * 2000))
        assert (ear.codes[number:], ear.misread) == ([code], 0), wedge
        assert (text_of(widget), preedit_of(widget)) == (before, ""), wedge
    opened.settle()
    visits = sorted(visitors_today(opened.desk), key=lambda visit: int((visit.ticket or "A0")[1:]))
    assert [visit.person_id for visit in visits][-len(cards) :] == [person for person, _ in cards]
    assert len(visits) <= len(cards) + 1
    assert text_of(widget) == before


@pytest.mark.parametrize("find", BESIDE_TEXT)
def test_any_scanner_on_any_layout_beside_text(opened: Opened, find: Callable[[Opened], QWidget]) -> None:
    _scan_all(opened, focus_on(opened, find), _rows(find, Ime.OFF))


@pytest.mark.parametrize("ime", Ime)
@pytest.mark.parametrize("find", IN_TEXT)
def test_any_scanner_on_any_layout_and_input_method_in_a_field(
    opened: Opened, find: Callable[[Opened], QWidget], ime: Ime
) -> None:
    widget = focus_on(opened, find)
    assert place_of(widget) is Place.TEXT
    _scan_all(opened, widget, _rows(find, ime))
