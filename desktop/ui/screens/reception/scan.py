"""Where a person types a card's number. Foreign text is gone before it is seen, and kept nowhere.

Scanners are heard before any field (`desktop.ui.shell.scans`); what comes here was typed by hand.
"""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from core.card_code import Code
from desktop.devices.scanner import Standing, standing
from desktop.ui.widgets.fields import LineField

_SILENCE_MS = 300
_SLIP_OF_A_FINGER = 3


class ScanField(LineField):
    """`scanned(code)` as soon as a code of ours is whole; `not_ours()` once for anything else that was ended by Enter.

    `strayed()` is for a stray letter or two, which a person typed. The input method is off here: codes need none.
    """

    scanned = Signal(str)
    not_ours = Signal()
    strayed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__("カードの読み取り", placeholder)
        self.setProperty("kind", "lead")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._swallowed = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENCE_MS)
        self._silence.timeout.connect(self._foreign_over)
        self.textChanged.connect(self._look)
        self.submitted.connect(self._ended)

    def setFocus(self, *reason: Qt.FocusReason) -> None:
        """Only where it is seen: Qt would take the keyboard from another screen for it."""
        if self.isVisible():
            super().setFocus(*reason)

    def take_key(self, event: QKeyEvent) -> bool:
        """A key pressed elsewhere: a scanner's first one brings the keyboard here. Whether it was taken."""
        if not self.isEnabled() or not _is_printable(event):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self, event)
        return True

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()  # Ctrl+Z takes the last reception back
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.text():
                self._ended(self.text())
                return True
        return super().event(event)

    def _look(self, text: str) -> None:
        if not text:
            return
        if self._silence.isActive():
            self._swallow(text)
            return
        found = standing(text)
        if isinstance(found, Code):
            self._forget()
            self.scanned.emit(found.text)
        elif found is Standing.FOREIGN:
            self._swallow(text)
        elif found is Standing.EMPTY:
            self._forget()  # blanks before a foreign text would be left standing

    def _ended(self, text: str) -> None:
        if self._silence.isActive():
            self._silence.stop()
            self._swallowed = 0
            self._refuse()
        elif text.strip():
            self._refuse()

    def _swallow(self, text: str) -> None:
        self._swallowed += len(text)
        self._forget()
        self._silence.start()

    def _foreign_over(self) -> None:
        swallowed, self._swallowed = self._swallowed, 0
        if swallowed > _SLIP_OF_A_FINGER:
            self._refuse()
        else:
            self.strayed.emit()

    def _refuse(self) -> None:
        self._forget()
        self.not_ours.emit()

    def _forget(self) -> None:
        self.setText("")  # unlike clear() this empties the field's own undo history too


def _is_printable(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and bool(event.text().strip()) and event.text().isprintable()
