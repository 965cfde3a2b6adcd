"""Fields to type in. Enter while the input method composes never submits."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import pixmap
from desktop.ui.widgets.text import Text, set_property

Guard = Callable[[str], str | None]


class LineField(QLineEdit):
    """One line. `submitted(text)` on Enter, unless the input method is composing."""

    submitted = Signal(str)

    def __init__(self, label: str, placeholder: str = "") -> None:
        super().__init__()
        self._label, self._placeholder, self._composing = label, placeholder, False
        self._speak()

    def hint(self, placeholder: str) -> None:
        """Another hint of what to type, while the line is empty."""
        self._placeholder = placeholder
        self._speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not self._composing:
                self.submitted.emit(self.text())
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setAccessibleName(tr(self._label))
        self.setPlaceholderText(tr(self._placeholder))


class SearchField(LineField):
    """A line with a magnifying glass; Escape empties it.

    `looking(text)` at every change, with what the input method still composes: nobody need end the
    conversion to see results.
    """

    looking = Signal(str)

    def __init__(self, label: str = "さがす", placeholder: str = "") -> None:
        super().__init__(label, placeholder)
        self._looked_for = ""
        self.textChanged.connect(self._look_for)
        self._glass = QLabel(self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._draw_glass()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    @property
    def is_written_in(self) -> bool:
        """Whether somebody is at it: the keyboard is there, and letters, perhaps only composed as yet."""
        return self.hasFocus() and bool(self._looked_for)

    def forget(self) -> None:
        """Empty, without a word."""
        self._looked_for = ""
        self.clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        place, text = self.cursorPosition(), self.text()
        self._look_for(text[:place] + event.preeditString() + text[place:])

    def _look_for(self, text: str) -> None:
        if text != self._looked_for:
            self._looked_for = text
            self.looking.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._glass.setGeometry(theme.px(12), 0, theme.px(24), self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_glass()

    def _draw_glass(self) -> None:
        self._glass.setPixmap(pixmap("search", "muted", 20))
        self.setTextMargins(theme.px(28), 0, 0, 0)


class _NoteEdit(QPlainTextEdit):
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._composing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.accept()
            if not self._composing:
                self.submitted.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class NoteField(QWidget):
    """A note of a few lines: Enter submits, Shift+Enter begins a line.

    `guard` looks at every change and gives a sentence to show, or None; while it has one, nothing is submitted.
    """

    submitted = Signal()
    changed = Signal()

    def __init__(self, label: str, *, guard: Guard | None = None, lines: int = 3) -> None:
        super().__init__()
        self._label, self._guard, self._lines = label, guard, lines
        self.edit, self.warning = _NoteEdit(), Text("", "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self.warning)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._look)
        self.edit.submitted.connect(self._submit)
        self._look()
        self._measure()

    def text(self) -> str:
        """What stands there."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text there."""
        self.edit.setPlainText(text)

    def is_allowed(self) -> bool:
        """Whether the guard has nothing against it."""
        return not self.warning.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        self.edit.setAccessibleName(tr(self._label))
        height = self.edit.fontMetrics().lineSpacing() * self._lines + 2 * theme.px(8) + 10
        self.edit.setFixedHeight(max(height, theme.target()))

    def _look(self) -> None:
        sentence = self._guard(self.text()) if self._guard else None
        self.warning.say(sentence or "")
        self.warning.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(self.warning.text())
        set_property(self.edit, "state", "error" if sentence else "")
        self.changed.emit()

    def _submit(self) -> None:
        if self.is_allowed():
            self.submitted.emit()
