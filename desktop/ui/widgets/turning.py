"""Parts beside each other that stand one below the other when the text is large."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui import theme


class Turning(QWidget):
    """Parts go into `row`; `turn` says what else changes with the direction. Call it once all parts are there."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.turn()

    def turn(self) -> bool:
        """Stand as the size of the text asks for; True for large text, one below the other."""
        is_large = theme.scale() >= theme.LARGE
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        return is_large


class TurningRow(Turning):
    """A sentence and its buttons: `words` take the width that `buttons` leave."""

    def __init__(self, words: QWidget, buttons: QWidget, *, gap: int = 8) -> None:
        super().__init__(gap)
        self.row.addWidget(words, 1)
        self.row.addWidget(buttons)
        self.turn()
