"""The answer at the door for who works on another screen: over the head of the page, beside nothing, moving nothing."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.result import ResultAction, ResultPanel, ResultView

_SECONDS = 10
_DONE = ("received", "already")


class AnswerBand(QWidget):
    """Shows no name: a visitor of somebody else may be sitting before the screen.

    What is settled goes by itself after a while; what needs a hand stays until it is closed or taken up at 受付.
    """

    def __init__(self, desk: QWidget, go_to_door: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk, self._go = desk, go_to_door
        self.panel = ResultPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self._over = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._over.timeout.connect(self.hide)
        desk.installEventFilter(self)
        self.hide()

    def show_result(self, view: ResultView) -> None:
        """Show this answer; the keyboard stays where it is."""
        actions = (ResultAction("受付で見る", self._go, "reception"), ResultAction("閉じる", self.hide, "close"))
        self.panel.show_result(replace(view, name="", actions=actions))
        self._place()
        self.show()
        self.raise_()
        self._over.stop()
        if view.code in _DONE:
            self._over.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._desk and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(self._desk.width(), max(self.sizeHint().width(), self._desk.width() * 2 // 3))
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry(QRect(self._desk.width() - width, 0, width, height))
