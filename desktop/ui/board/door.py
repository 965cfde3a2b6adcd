"""Opens and closes the call board; one for the program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.commands import Command
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # built when it is first wanted
    from desktop.ui.board.window import BoardWindow

COMMAND = "board.toggle"


class BoardDoor(QObject):
    """`BoardDoor.stand(workplace)` makes it with its command, or finds the one that stands already."""

    @classmethod
    def stand(cls, workplace: Workplace) -> "BoardDoor":
        """The one door; it lives as long as the workplace."""
        found = workplace.findChild(cls)
        return found if found is not None else cls(workplace)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self.window: BoardWindow | None = None
        words = ("よびだし", "yobidashi", "ボード", "board", "2つめの画面")  # no-tr
        workplace.shell.commands.add(
            Command(COMMAND, "呼び出しの画面を開く・閉じる", self.toggle, "Ctrl+B", "board", words)
        )

    def is_open(self) -> bool:
        """Whether it is seen."""
        return self.window is not None and self.window.isVisible()

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.is_open():
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the board; the keyboard stays at the desk."""
        desk = self._desk()
        if desk is None:
            return
        if self.window is None:
            from desktop.ui.board.window import BoardWindow

            self.window = BoardWindow(self._workplace, desk)
            self.window.destroyed.connect(self._gone)
        self.window.open_board()
        desk.activateWindow()

    def open_beside(self) -> None:
        """Show the board if there is a second display for it."""
        if len(QGuiApplication.screens()) > 1:
            self.open()

    def close(self) -> None:
        """Put it away."""
        if self.window is not None:
            self.window.close()

    def _gone(self) -> None:
        self.window = None

    def _desk(self) -> QWidget | None:
        from desktop.ui.main_window import MainWindow

        windows = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        return next((each for each in windows if each.shell is self._workplace.shell), None)
