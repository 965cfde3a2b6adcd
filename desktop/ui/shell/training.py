"""The striped frame of 練習モード: nobody can take it for the real thing."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme

WIDTH = 10
_STRIDE = 20


class TrainingFrame(QWidget):
    """Holds the window's content; stripes surround it while `set_training(True)`."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._training = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)

    def set_training(self, training: bool) -> None:
        """Show or take away the stripes."""
        self._training = training
        margin = WIDTH if training else 0
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._training:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
        painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(inner)))
        painter.fillRect(self.rect(), theme.color("warning_fill"))
        painter.setPen(QPen(theme.color("quiet_fill"), _STRIDE / 2.83, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        _stripes(painter, self.rect())


def _stripes(painter: QPainter, rect: QRect) -> None:
    for left in range(-rect.height(), rect.width() + rect.height(), _STRIDE):
        painter.drawLine(left, rect.height() + 4, left + rect.height() + 8, -4)
