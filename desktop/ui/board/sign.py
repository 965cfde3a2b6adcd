"""Text that fills its place: whatever the screen's size and shape, nothing is cut off."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.theme.tokens import Role

_MEASURED = 100
Side = Literal["left", "centre", "right"]
Height = Literal["top", "middle", "bottom"]
_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}

_HEIGHTS = {
    "top": Qt.AlignmentFlag.AlignTop,
    "middle": Qt.AlignmentFlag.AlignVCenter,
    "bottom": Qt.AlignmentFlag.AlignBottom,
}


class Sign(QWidget):
    """One line, as large as its place allows. `share` is how much of the height letters may take."""

    def __init__(
        self,
        text: str = "",
        ink: Role = "strong",
        *,
        bold: bool = True,
        side: Side = "left",
        height: Height = "middle",
        share: float = 0.9,
    ) -> None:
        super().__init__()
        self._ink, self._bold, self._share = ink, bold, share
        self._place = _SIDES[side] | _HEIGHTS[height]
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.say(text)

    def text(self) -> str:
        """What stands there."""
        return self._text

    def say(self, text: str, ink: Role | None = None) -> None:
        """Another text, perhaps in another colour."""
        self._text, self._ink = text, ink or self._ink
        self.setAccessibleName(text)
        self.update()

    def pixel_size(self) -> int:
        """The size of the letters now, in logical pixels; 0 for no text."""
        metrics = QFontMetricsF(self._font(_MEASURED))
        wide, high = metrics.horizontalAdvance(self._text), metrics.ascent() + metrics.descent()
        if not wide:
            return 0
        return max(1, int(_MEASURED * min(self.width() * 0.98 / wide, self.height() * self._share / high)))

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self.pixel_size()
        if size:
            painter = QPainter(self)
            painter.setFont(self._font(size))
            painter.setPen(theme.color(self._ink))
            painter.drawText(QRectF(self.rect()), self._place, self._text)

    def _font(self, pixels: int) -> QFont:
        font = QFont(theme.FAMILY)
        font.setPixelSize(pixels)
        font.setBold(self._bold)
        return font
