"""Work that goes on elsewhere, told in a line; the desk goes on meanwhile."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.text import Text


class ProgressStrip(QWidget):
    """A sentence, a bar, and a way out if `cancel` is given. Hidden until `show_progress`."""

    def __init__(self, cancel: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.sentence, self.bar = Text(), QProgressBar()
        self.bar.setTextVisible(False)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.sentence)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        self.stop = TextButton("やめる", cancel)
        if cancel is not None:
            row.addWidget(self.stop)
        self.hide()

    def show_progress(self, source: str, done: int = 0, total: int = 0, **values: object) -> None:
        """`total` 0 means that nobody knows how much there is."""
        self.sentence.say(source, done=done, total=total, **values)
        self.bar.setAccessibleName(self.sentence.text())
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.show()
