"""What cannot be undone is asked for twice, in place: first what will happen, then the button that does it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.stack import Pages


class TwoSteps(Pages):
    """A button; pressed, it gives way to `what`, to the button `sure`, and to やめる, which has the keyboard."""

    def __init__(self, first: str, what: str, sure: str, handler: Callable[[], object], *, icon: str = "") -> None:
        self.first = SecondaryButton(first, self.ask, icon=icon)
        self.sure, self.stop = PrimaryButton(sure, handler), TextButton("やめる", self.cancel)
        self._asked = QWidget()
        super().__init__(_alone(self.first), self._asked)
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Notice(what, "warning"))
        row = QHBoxLayout()
        for part in (self.sure, self.stop):
            row.addWidget(part)
        row.addStretch()
        column.addLayout(row)

    def ask(self) -> None:
        """Say what will happen."""
        self.show_page(self._asked)
        self.stop.setFocus()

    def cancel(self) -> None:
        """Nothing happens."""
        page = self.first.parentWidget()
        if page is not None:
            self.show_page(page)
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.current() is self._asked:
            self.cancel()
            return
        super().keyPressEvent(event)


def _alone(button: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch()
    return page
