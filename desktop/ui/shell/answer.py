"""The answer at the door for who works on another screen: it lies over the page, and moves nothing there."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.result import ResultAction, ResultPanel, ResultView

_SECONDS = 10
_DONE = ("received", "already", "unreadable")
_LEAST_WIDTH = 640
_APART = 8  # of the focus ring


class AnswerBand(QWidget):
    """Shows no name: a visitor of somebody else may be sitting before the screen. It never lies over what has the
    keyboard: it keeps to the top, or else to the bottom.

    What is settled goes by itself after a while; what needs a hand stays until it is closed or taken up at 受付.
    """

    def __init__(self, desk: QWidget, pages: QWidget, go_to_door: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk, self._pages, self._go = desk, pages, go_to_door
        self.panel = ResultPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self._over = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._over.timeout.connect(self.hide)
        pages.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._place)
        self.hide()

    def show_result(self, view: ResultView) -> None:
        """Show this answer; the keyboard stays where it is."""
        actions = (ResultAction("受付で見る", self._go, "reception"), ResultAction("閉じる", self.hide, "close"))
        self.panel.show_result(replace(view, name="", actions=actions))
        self.show()
        self._place()
        self.raise_()
        self._over.stop()
        if view.code in _DONE:
            self._over.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._pages:
            self._place()
        return False

    def _place(self, *_changed: object) -> None:
        if self.isHidden():
            return
        room = QRect(self._pages.mapTo(self._desk, QPoint(0, 0)), self._pages.size())
        width = min(room.width(), max(theme.px(_LEAST_WIDTH), self.sizeHint().width()))
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        top = QRect(room.right() + 1 - width, room.top(), width, height)
        bottom = top.translated(0, room.height() - height)
        self.setGeometry(bottom if top.intersects(self._written_in()) else top)

    def _written_in(self) -> QRect:
        focus = self._desk.focusWidget()
        if focus is None or self.isAncestorOf(focus) or not focus.isVisible():
            return QRect()
        area = QRect(focus.mapTo(self._desk, QPoint(0, 0)), focus.size())
        return area.adjusted(-_APART, -_APART, _APART, _APART)
