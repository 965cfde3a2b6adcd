"""The charts of a report, each with its words for those who hear them."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.frames import EmptyState

_WIDTH = 900
_FAMILIES = re.compile(rb'font-family="[^"]*"')


class Drawing(QWidget):
    """One chart; it takes the keyboard so that its words can be heard."""

    def __init__(self, svg: bytes, words: str) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(QByteArray(as_qt_draws(svg)), self)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._drawing.defaultSize()
        return round(min(width, theme.px(_WIDTH)) * size.height() / max(size.width(), 1))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), self.heightForWidth(theme.px(_WIDTH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        area.setWidth(min(area.width(), theme.px(_WIDTH)))
        painter.fillRect(area, theme.color("surface"))
        self._drawing.render(painter, area.toRectF())
        if self.hasFocus():
            painter.setPen(theme.color("key"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()


class ChartPage(QWidget):
    """`show_drawings` puts others in their place."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = EmptyState("この集計には、グラフにする数字がありません", icon="reports")
        self.drawings: list[Drawing] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(24)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def show_drawings(self, drawn: Sequence[tuple[bytes, str]]) -> None:
        """SVG and words of each."""
        for each in self.drawings:
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.drawings = [Drawing(svg, words) for svg, words in drawn]
        for place, each in enumerate(self.drawings):
            self._column.insertWidget(place, each)
        self.empty.setVisible(not self.drawings)


def as_qt_draws(svg: bytes) -> bytes:
    """Qt takes one typeface, not a list of them."""
    return _FAMILIES.sub(f'font-family="{theme.FAMILY}"'.encode(), svg)
