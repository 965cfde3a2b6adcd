"""A field whose text goes nowhere: no undo, no clipboard, no drag, no dictionary of the input method."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui import theme

LONGEST = 300
"""Characters: more would be too small to read across a table."""
_TAKES_AWAY = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class PassingField(QPlainTextEdit):
    """`looking(text)` at every change, with what the input method still composes."""

    looking = Signal(str)

    def __init__(self, *, lines: int = 2) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.setFixedHeight(max(self.fontMetrics().lineSpacing() * lines + 2 * theme.px(8) + 10, theme.target()))
        self.textChanged.connect(self._changed)

    def say(self, text: str) -> None:
        """Put a text there, ready to be gone on with."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(event.matches(key) for key in _TAKES_AWAY):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        place, text = self.textCursor().position(), self.toPlainText()
        self.looking.emit(text[:place] + event.preeditString() + text[place:])

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: selected words are neither copied nor dragged."""
        return QMimeData()

    def _changed(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST:
            self.say(text[:LONGEST])
        else:
            self.looking.emit(text)
