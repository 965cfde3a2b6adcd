"""Two parts beside each other; one below the other when the text is large."""

from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.widgets.turning import Turning

_UNBOUNDED = 16_777_215


class SideBySide(Turning):
    """`left` keeps `width` (at 100 % text); `right` takes the rest, and at least `height` pixels when below."""

    def __init__(self, left: QWidget, right: QWidget, *, width: int, height: int = 480) -> None:
        super().__init__(gap=24)
        self._left, self._right, self._width, self._height = left, right, width, height
        self.row.addWidget(left)
        self.row.addWidget(right, 1)
        self.turn()

    def turn(self) -> bool:
        is_large = super().turn()
        self._left.setMinimumWidth(0 if is_large else theme.px(self._width))
        self._left.setMaximumWidth(_UNBOUNDED if is_large else theme.px(self._width))
        self._right.setMinimumHeight(self._height if is_large else 0)
        return is_large
