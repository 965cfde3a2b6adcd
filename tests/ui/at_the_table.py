"""A supporter at the consultation desk: keys, touches and clicks go through the real window, and are counted."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QWidget

from core.facts import Consultation
from desktop.app.consultations import consultations_on
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.ui.screens.consultations.view import ConsultationsScreen
from tests.ui.windows import Opened

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass
class AtTable:
    """One supporter; `count` is how many keys, touches or clicks it took since it was last set to nothing."""

    opened: Opened
    count: int = 0

    @property
    def screen(self) -> ConsultationsScreen:
        """The desk."""
        return cast(ConsultationsScreen, self.opened.screen)

    def keyboard(self) -> QWidget:
        """Whatever has the keyboard."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """One key, or two held together."""
        self.count += 1
        QTest.keyClick(self.keyboard(), key, modifier)
        self.opened.settle()

    def type(self, keys: str, then: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Into whatever has the keyboard, as a person does; what is no key of a keyboard comes from the IME."""
        focus = self.keyboard()
        if not keys.isascii() and isinstance(focus, QLineEdit):
            focus.insert(keys)
        else:
            for key in keys:
                self.count += 1
                QTest.keyClicks(self.keyboard(), key)
        if then is not None:
            self.count += 1
            QTest.keyClick(self.keyboard(), then)

    def compose(self, half_typed: str) -> None:
        """The input method shows this and has not been told yet that it is right."""
        QApplication.sendEvent(self.keyboard(), QInputMethodEvent(half_typed, []))

    def click(self, part: QWidget) -> None:
        """By mouse: only what is seen and can be used."""
        self._in_reach(part)
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        self.opened.settle()

    def touch(self, part: QWidget) -> None:
        """By finger, on a screen that tells touches."""
        self._in_reach(part)
        window, middle = part.window().windowHandle(), part.rect().center()
        QTest.touchEvent(window, _touch_screen()).press(1, middle, part).commit(True)
        QTest.touchEvent(window, _touch_screen()).release(1, middle, part).commit(True)
        self.opened.settle()

    def button(self, words: str) -> QPushButton:
        """The button of the screen that is called so."""
        buttons = [each for each in self.screen.findChildren(QPushButton) if each.isVisible()]
        return next(each for each in buttons if each.accessibleName() == words)

    def logged(self) -> list[Consultation]:
        """Today's consultations, newest first."""
        self.opened.settle()
        return consultations_on(self.opened.desk, self.opened.desk.today.isoformat())

    def entries(self) -> list[str]:
        """Who is being helped, as a screen reader says it."""
        return [pick.accessibleName() for pick in self.screen.strip.picks()]

    def is_seen(self, part: QWidget) -> bool:
        """Whether the whole of it is on the screen without scrolling."""
        page: QWidget | None = part.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        assert isinstance(page, QScrollArea)
        corner = part.mapTo(page.viewport(), part.rect().topLeft())
        return part.isVisible() and page.viewport().rect().contains(part.rect().translated(corner))

    def _in_reach(self, part: QWidget) -> None:
        assert part.isVisible(), part
        assert part.isEnabled(), part
        self.count += 1


def visitor(desk: Desk, band: str = "70s") -> str:
    """Somebody without a card is received; the visit."""
    attendance = receive_walk_in(desk, band).attendance
    assert attendance is not None
    return attendance.attendance_id


@cache
def _touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()
