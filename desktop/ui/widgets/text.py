"""Text that translates itself, and the faces it comes in."""

from collections.abc import Mapping
from math import ceil
from typing import Literal

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.i18n import tr
from desktop.ui.widgets.spaced import spaced, tall

Kind = Literal["body", "caption", "muted", "strong", "lead", "heading", "title", "figure", "error"]
_RUNNING = 1.4
_PITCHES: Mapping[Kind, float] = {"strong": 1.1, "heading": 1.25, "title": 1.25, "figure": 1.25}
"""From line to line, in heights of a line; names on tiles stand closest, so that a whole form is seen at once."""


class Text(QLabel):
    """A label. `Text("来場者 {n}人", "heading", n=3)`; wraps by default; never takes markup from data."""

    def __init__(self, source: str = "", kind: Kind = "body", *, wrap: bool = True, **values: object) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._pitch = _PITCHES.get(kind, _RUNNING)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(source, **values)

    def say(self, source: str, **values: object) -> None:
        """Show this text from now on, in whatever language the window is."""
        self._source, self._values = source, values
        self.setText(tr(source, **values))

    def retranslate(self) -> None:
        """The same in the language of the window."""
        self.say(self._source, **self._values)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Asked for dozens of times for one change of a screen: kept until the words or their letters change."""
        if not self.wordWrap() or not self.text():
            return super().heightForWidth(width)
        self.ensurePolished()
        if width not in self._heights:
            around = self.size() - self._inner().size()
            self._heights[width] = tall(self._lines(width - around.width())) + around.height()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(hint.width())))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        between = ceil(self.fontMetrics().height() * (self._pitch - 1)) * self.text().count("\n")
        return QSize(hint.width(), hint.height() + between)

    def paintEvent(self, event: QPaintEvent) -> None:
        inner = self._inner()
        lines = self._lines(inner.width()) if self.wordWrap() else None
        if lines is None or lines.lineCount() < 2:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines.draw(painter, QPointF(inner.left(), inner.top() + self._above(inner.height() - tall(lines))))
        painter.end()

    def _lines(self, width: int) -> QTextLayout:
        return spaced(self.text(), self.font(), width, self.alignment(), self._pitch)

    def _inner(self) -> QRect:
        return self.contentsRect().marginsRemoved(QMargins(*(self.margin(),) * 4))

    def _above(self, room: int) -> int:
        """What is left over stands where the alignment wants it."""
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            return 0
        return room if self.alignment() & Qt.AlignmentFlag.AlignBottom else room // 2


class Line(Text):
    """One line that gives way when there is no room: the rest becomes …, and the whole is in the tip."""

    def __init__(self, source: str = "", kind: Kind = "body") -> None:
        super().__init__(source, kind, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, source: str, **values: object) -> None:
        super().say(source, **values)
        self._whole = self.text()
        self.setAccessibleName(self._whole)
        self.setToolTip(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the stylesheet looks at, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
