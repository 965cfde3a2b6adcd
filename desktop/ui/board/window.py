"""The board as a window: full screen on a second display, else a window that can be dragged there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QScreen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.app.call_board import ShownBoard, shown_board
from desktop.ui.board.face import BoardFace
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import icon
from desktop.ui.workplace import Workplace

LOOK_MS = 3_000
"""Another program of this laptop, or another laptop, may have called: look so often."""
_WINDOWED = QRect(80, 80, 1024, 640)


class BoardWindow(QWidget):
    """Belongs to nobody at the desk: it takes no typing, shows no name, and stays while the desk is covered."""

    def __init__(self, workplace: Workplace, desk: QWidget) -> None:
        super().__init__()
        self._workplace, self._desk = workplace, desk
        self.face = BoardFace()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.face)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(320, 240)
        self.setWindowIcon(icon("board", "key"))
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.refresh)
        workplace.changed.connect(self.refresh)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)
        desk.destroyed.connect(self.deleteLater)
        self._name()

    def open_board(self) -> None:
        """Show it where there is room for it."""
        self._stand(second_screen(QGuiApplication.screens(), self._desk.screen()))
        self.refresh()
        self._looking.start()

    def refresh(self) -> None:
        """Ask for the board as it stands."""
        if self.isVisible():
            self._workplace.do(shown_board).then(self._show, owner=self)

    def toggle_full_screen(self) -> None:
        """F11, or a double click."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self._desk.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All but its own keys belong to the desk: a scanner may be typing."""
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and self.isFullScreen()):
            self.toggle_full_screen()
            return
        self._desk.activateWindow()
        QApplication.sendEvent(self._desk.focusWidget() or self._desk, event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.toggle_full_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._looking.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setWindowTitle(tr("呼び出しの画面"))

    def _show(self, shown: ShownBoard) -> None:
        new = self.face.show_board(shown.board, shown.now, training=shown.training)
        if new and shown.aloud:
            self._workplace.shell.sounds.play("call")

    def _screens_changed(self, _screen: QScreen) -> None:
        """A display that came gets the board; where it has gone, the board must not cover the desk."""
        if self.isVisible():
            self._stand(second_screen(QGuiApplication.screens(), self._desk.screen()))

    def _stand(self, screen: QScreen | None) -> None:
        if screen is None:
            if not self.isVisible() or self.isFullScreen():
                self.setGeometry(_WINDOWED.translated(self._desk.geometry().topLeft()))
            self.showNormal()
        elif not self.isFullScreen() or self.screen() is not screen:
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()


def second_screen(screens: Sequence[QScreen], desk: QScreen) -> QScreen | None:
    """The display that the desk is not on."""
    return next((screen for screen in screens if screen is not desk), None)
