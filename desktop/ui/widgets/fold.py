"""Choices that would fill the first screen where the text is large: they fold into a line that says what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.text import Text


class Fold(QWidget):
    """`chosen` gives the words of the line; `parts` stand elsewhere and are hidden until somebody opens them.

    With smaller text there is no line, and the parts are always seen.
    """

    def __init__(self, chosen: Callable[[], str], *parts: QWidget) -> None:
        super().__init__()
        self._parts, self._is_open = parts, False
        self.chosen = Text("{chosen}", "heading", chosen=chosen)
        self.button = SecondaryButton("", self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.chosen, 1)
        row.addWidget(self.button)
        self.suit()

    @property
    def is_folded(self) -> bool:
        """Whether only the line is seen."""
        return theme.scale() >= theme.LARGE and not self._is_open

    def suit(self) -> None:
        """Stand as the size of the text asks for, with what is chosen now."""
        self.chosen.retranslate()
        self.button.say("閉じる" if self._is_open else "選び直す")
        self.button.set_icon("minus" if self._is_open else "settings")
        self.setVisible(theme.scale() >= theme.LARGE and self.parentWidget() is not None)
        for part in self._parts:
            part.setVisible(not self.is_folded and part.parentWidget() is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.suit()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self.suit()
