"""What stands in a field, so that a foreign scan can be taken out of it again, without a trace."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.devices.wedge import Place


def place_of(target: QObject) -> Place:
    """What a key meets there. Fields for scans switch the input method off."""
    field = _field(target)
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        return Place.ELSEWHERE
    is_written = field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) or _is_secret(field)
    return Place.TEXT if is_written else Place.SCANS


@dataclass(frozen=True, slots=True)
class Writing:
    """A field, its text, and the ends of the selection."""

    field: QLineEdit | QPlainTextEdit
    text: str
    anchor: int
    cursor: int

    @classmethod
    def of(cls, widget: QWidget) -> "Writing | None":
        """As it is now; None for what takes no text."""
        if place_of(widget) is not Place.TEXT:
            return None
        match _field(widget):
            case QPlainTextEdit() as note:
                place = note.textCursor()
                return cls(note, note.toPlainText(), place.anchor(), place.position())
            case QLineEdit() as line:
                end = line.cursorPosition()
                start, length = line.selectionStart(), line.selectionLength()
                anchor = end if start < 0 else start + length if start == end else start
                return cls(line, line.text(), anchor, end)
        return None

    def put_back(self) -> None:
        """As it was. The field's own undo history is emptied: it would bring the foreign text back."""
        if not isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.anchor)
            if self.cursor != self.anchor:
                self.field.setSelection(self.anchor, self.cursor - self.anchor)
            return
        self.field.setPlainText(self.text)
        place = self.field.textCursor()
        place.setPosition(self.anchor)
        place.setPosition(self.cursor, QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(place)


def _field(target: QObject) -> QObject | None:
    return target.lineEdit() if isinstance(target, QComboBox) else target


def _is_secret(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
