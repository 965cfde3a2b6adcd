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
        self._waiting: tuple[QWidget, ...] = ()
        self._held: QWidget | None = None
        self.hide()

    def show_progress(self, source: str, done: int = 0, total: int = 0, **values: object) -> None:
        """`total` 0 means that nobody knows how much there is."""
        self.sentence.say(source, done=done, total=total, **values)
        self.bar.setAccessibleName(self.sentence.text())
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.show()

    def stand_for(self, *parts: QWidget) -> None:
        """Switch these off until `end`. The keyboard, if one has it, waits on the bar, where Enter does nothing:
        it would leave the page otherwise, and a second Enter press what comes next.
        """
        self._waiting, self._held = parts, next((part for part in parts if part.hasFocus()), None)
        if self._held is not None:
            self.bar.setFocus()
        for part in parts:
            part.setEnabled(False)

    def end(self) -> None:
        """It is over: what was switched off is on again, and has the keyboard if it had it."""
        for part in self._waiting:
            part.setEnabled(True)
        if self._held is not None and (self.bar.hasFocus() or self.stop.hasFocus()):
            self._held.setFocus()
        self._waiting, self._held = (), None
        self.hide()
