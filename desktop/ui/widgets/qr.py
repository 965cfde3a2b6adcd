"""A QR code on the screen, black on white whatever the colours are, with the quiet zone that readers need."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.paper.qr import QUIET_ZONE, dark_runs, qr_matrix
from desktop.ui import theme
from desktop.ui.i18n import tr

_SIDE = 168


class QrPicture(QWidget):
    """`show_text` changes what it says. `label` is spoken: nobody hears a picture. `side`: pixels at 100 % text."""

    def __init__(self, label: str, side: int = _SIDE) -> None:
        super().__init__()
        self._text, self._label, self._side = "", label, side
        self.setAccessibleName(tr(label))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Another code."""
        self._text = text
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._label))

    def sizeHint(self) -> QSize:
        side = theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._text:
            return
        matrix = qr_matrix(self._text)
        module = int(min(self.width(), self.height()) // (len(matrix) + 2 * QUIET_ZONE))
        margin = (self.width() - module * len(matrix)) / 2
        for run in dark_runs(matrix):
            left, top = margin + run.start * module, margin + run.row * module
            painter.fillRect(QRectF(left, top, run.length * module, module), Qt.GlobalColor.black)
