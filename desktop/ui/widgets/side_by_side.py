"""Two parts beside each other; one below the other when the text is large."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui import theme


class SideBySide(QWidget):
    """`left` keeps `width` (at 100 % text); `right` takes the rest, and at least `height` when below."""

    def __init__(self, left: QWidget, right: QWidget, *, width: int, height: int = 480) -> None:
        super().__init__()
        self._left, self._right, self._width, self._height = left, right, width, height
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)
        self._row.addWidget(left)
        self._row.addWidget(right, 1)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _turn(self) -> None:
        is_large = theme.scale() >= theme.LARGE
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._left.setMinimumWidth(0 if is_large else theme.px(self._width))
        self._left.setMaximumWidth(16_777_215 if is_large else theme.px(self._width))
        self._right.setMinimumHeight(self._height if is_large else 0)
