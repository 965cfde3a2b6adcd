"""The slate: one text that fills its place, black on white or white on black."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.table.fitting import draw_wrapped, fitting_pixels, turn

_EDGE = 0.03


class Slate(QWidget):
    """It keeps nothing but the text that is seen, and speaks none of it: what is typed is spoken where it is typed."""

    def __init__(self, *, turned: bool = False) -> None:
        super().__init__()
        self.text = ""
        self.is_turned, self.is_dark = turned, False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def say(self, text: str) -> None:
        """Another text."""
        self.text = text
        self.update()

    def darken(self, is_dark: bool) -> None:
        """White on black, or black on white."""
        self.is_dark = is_dark
        self.update()

    def turn(self, is_turned: bool) -> None:
        """On its head, for who sits across, or upright."""
        self.is_turned = is_turned
        self.update()

    def pixel_size(self) -> int:
        """The height of the letters now, in logical pixels."""
        return fitting_pixels(self.text, self._place()) if self.text else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("strong" if self.is_dark else "surface"))
        if self.is_turned:
            turn(painter, self.rect())
        if self.text:
            draw_wrapped(painter, self._place(), self.text, theme.color("on_colour" if self.is_dark else "strong"))

    def _place(self) -> QRectF:
        edge = max(8.0, min(self.width(), self.height()) * _EDGE)
        return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
