"""A sentence and its buttons: beside each other, or the buttons below when the text is large."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui import theme


class TurningRow(QWidget):
    """`words` take the width that `buttons` leave."""

    def __init__(self, words: QWidget, buttons: QWidget, *, gap: int = 8) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(words, 1)
        self._row.addWidget(buttons)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _turn(self) -> None:
        is_large = theme.scale() >= theme.LARGE
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
