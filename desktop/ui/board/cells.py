"""The parts of the board: a number that is called, a line of numbers that come next, a strip of numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.call_board import Call, Line, Place
from desktop.ui import theme
from desktop.ui.board.sign import Sign
from desktop.ui.board.words import BEFORE_YOU, FIRST, TABLE, WAITING, Words
from desktop.ui.theme.tokens import Role

_ROUND = 12


class Heading(QWidget):
    """Japanese large, plain Japanese and English below."""

    def __init__(self, words: Words | None = None, ink: Role = "strong") -> None:
        super().__init__()
        self.main, self.beside = Sign(ink=ink), Sign(ink=ink, bold=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.main, 3)
        column.addWidget(self.beside, 2)
        if words is not None:
            self.say(words)

    def say(self, words: Words, **values: object) -> None:
        """Another thing."""
        self.main.say(words.spoken(**values))
        self.beside.say(words.beside(**values))


class CalledNumber(QWidget):
    """A called number and its table, white on blue; reversed while it flashes."""

    def __init__(self) -> None:
        super().__init__()
        self.call: Call | None = None
        self.is_reversed = False
        self.number = Sign(side="centre", share=0.95)
        self.table, self.beside = Sign(side="centre"), Sign(side="centre", bold=False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.number, 6)
        self._column.addWidget(self.table, 2)
        self._column.addWidget(self.beside, 1)

    def show_call(self, call: Call) -> None:
        """Another number."""
        self.call = call
        self.number.say(call.ticket)
        self.table.say(TABLE.spoken(table=call.table) if call.table else "")
        self.beside.say(TABLE.beside(table=call.table) if call.table else "")
        for part in (self.table, self.beside):
            part.setVisible(bool(call.table))
        self.reverse(self.is_reversed)

    def reverse(self, is_reversed: bool) -> None:
        """Blue on white instead of white on blue, or back."""
        self.is_reversed = is_reversed
        for part in (self.number, self.table, self.beside):
            part.say(part.text(), "key" if is_reversed else "on_colour")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setWidth(6)
        pen.setColor(theme.color("key"))
        painter.setPen(pen)
        painter.setBrush(theme.color("surface" if self.is_reversed else "key"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), _ROUND, _ROUND)


class NextNumber(QWidget):
    """A number that comes next, and how many are called before it."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        words = BEFORE_YOU if place.before else FIRST
        self.number = Sign(place.ticket)
        self.before = Sign(words.spoken(n=place.before), "text")
        self.beside = Sign(words.beside(n=place.before), "text", bold=False)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.before, 3)
        told.addWidget(self.beside, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.number, 5)
        row.addLayout(told, 6)


class NextNumbers(QWidget):
    """The line of one session; its title stands there where there are several."""

    def __init__(self, line: Line, rows: int, *, titled: bool) -> None:
        super().__init__()
        self.title = Sign(line.title if titled else "", "key")
        self.numbers = [NextNumber(place) for place in line.next[:rows]]
        self.waiting = Sign(_waiting(line), "muted", bold=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if titled:
            column.addWidget(self.title, 2)
        for each in self.numbers:
            column.addWidget(each, 4)
        column.addWidget(self.waiting, 2)
        column.addStretch(4 * (rows - len(self.numbers)))


class Strip(QWidget):
    """A heading and a row of numbers, as many as there are."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.heading, self.numbers = Heading(words, "text"), Sign()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.heading, 2)
        row.addWidget(self.numbers, 5)

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """These; without any the whole strip gives its place to others."""
        self.numbers.say("　".join(numbers))
        self.setVisible(bool(numbers))


class Rule(QWidget):
    """A line that separates."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("border"))


def _waiting(line: Line) -> str:
    if not line.waiting:
        return ""
    return "　".join((WAITING.spoken(n=line.waiting), WAITING.beside(n=line.waiting)))


def clear(layout: QVBoxLayout) -> None:
    """Take all parts out and delete them."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
