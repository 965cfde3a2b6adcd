"""What is seen first: the empty window, before anything heavy is imported.

Import this module and nothing else of the window, show it, and build the rest once it was seen:

    first = FirstPaint(percent)
    first.seen.connect(build)        # imports and shows the main window, then first.give_way(window)
    first.show()
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.assets import asset_path
from desktop.ui.theme.tokens import SIZES, palette

FAMILY = "BIZ UDPGothic"
SIZE = (1366, 720)
_RAIL, _HEADER, _BAR = 190, 64, 58
_LEFT, _TOP = 32, 40


class FirstPaint(QWidget):
    """Rail, header and ground in their places, and one sentence; it costs little more than a bare window."""

    seen = Signal()
    """It is on the screen: emitted once, after the first painting."""

    def __init__(self, percent: int = 100, sentence: str = "準備しています") -> None:
        super().__init__()
        self._scale, self._sentence = percent / 100, sentence
        if FAMILY not in QFontDatabase.families():
            QFontDatabase.addApplicationFont(str(asset_path("fonts", "BIZUDPGothic-Regular.ttf")))
        self._painted = False
        self.setAccessibleName(sentence)
        self.resize(*SIZE)

    def give_way(self, window: QWidget) -> None:
        """Put the real window where this one is, and go."""
        if self.isMaximized():
            window.showMaximized()
        else:
            window.setGeometry(self.geometry())
            window.show()
        self.close()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rail, header, bar = (round(length * self._scale) for length in (_RAIL, _HEADER, _BAR))
        painter.fillRect(self.rect(), QColor(palette().surface))
        painter.fillRect(rail, header, self.width() - rail, self.height() - header - bar, QColor(palette().ground))
        painter.setPen(QColor(palette().text))
        painter.setFont(QFont(FAMILY, round(SIZES.lead * self._scale)))
        painter.drawText(rail + _LEFT, header + round(_TOP * self._scale), self._sentence)
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.seen.emit)
