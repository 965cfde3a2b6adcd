"""The visitor's side: the text alone on a second display. Never where another window of ours stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.board.window import second_screen
from desktop.ui.i18n import tr
from desktop.ui.table.slate import Slate
from desktop.ui.theme.icons import icon


class VisitorSide(QWidget):
    """Full screen on that display; takes no typing, and closes when the display goes."""

    def __init__(self, desk: QWidget, screen: QScreen, gone: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._screen, self._gone = desk, screen, gone
        self.slate = Slate()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slate)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(tr("筆談"))
        self.setWindowIcon(icon("write", "key"))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_removed)

    def open_side(self) -> None:
        """Show it; the keyboard stays at the desk."""
        self.setScreen(self._screen)
        self.setGeometry(self._screen.geometry())
        self.showFullScreen()
        self._desk.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._desk.activateWindow()
        QApplication.sendEvent(self._desk.focusWidget() or self._desk, event)

    def _screen_removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._gone()


def free_screen(desk: QWidget) -> QScreen | None:
    """A second display on which nothing of ours is shown: those who wait read the call board, not this."""
    screen = second_screen(QGuiApplication.screens(), desk.screen())
    others = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not desk)
    taken = any(each.windowType() is Qt.WindowType.Window and each.screen() is screen for each in others)
    return None if taken else screen
