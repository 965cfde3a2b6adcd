"""A scripted supporter at the door, at the pace of a person: touches and words are counted, not the clock on the wall.

Everything goes through the real window as keys and mouse presses, as from a scanner, a keyboard and a hand.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.windows import Opened

GREETING = 6.0
"""Seconds to say hello and to tell a visitor the number."""
SCAN = 3.0
"""Seconds until a visitor has found the card and held it before the scanner."""
TOUCH = 1.5
"""Seconds to read what is offered and to touch it."""
LETTER = 0.6
"""Seconds a letter, with two fingers."""


@dataclass
class Supporter:
    """Works at this window; `seconds` is how long a person would have taken so far."""

    opened: Opened
    seconds: float = 0.0
    touches: int = 0
    visitors: int = field(default=0)

    def greet(self) -> None:
        """The next visitor."""
        self.visitors += 1
        self.seconds += GREETING

    def scan(self, text: str) -> None:
        """The scanner types, wherever the keyboard is, and ends with Enter."""
        self.seconds += SCAN
        QTest.keyClicks(self._keyboard(), text)
        QTest.keyClick(self._keyboard(), Qt.Key.Key_Return)
        self.opened.settle()

    def touch(self, widget: QWidget) -> None:
        """By hand: only what is seen and can be used."""
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        self._count()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.opened.settle()

    def press(self, words: str) -> None:
        """A button by what stands on it."""
        buttons = [each for each in self.opened.screen.findChildren(QPushButton) if each.isVisible()]
        self.touch(next(each for each in buttons if words in each.text()))

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, or two held together."""
        self._count()
        QTest.keyClick(self._keyboard(), key, modifier)
        self.opened.settle()

    def type(self, field: QWidget, text: str) -> None:
        """Letter by letter into a field that was touched."""
        self.touch(field)
        for letter in text:
            self.seconds += LETTER
            QTest.keyClicks(field, letter)
            self.opened.settle()

    def _count(self) -> None:
        self.touches += 1
        self.seconds += TOUCH

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.opened.window
