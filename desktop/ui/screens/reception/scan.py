"""The field a scanner types into, and a person too. Foreign text is gone before it is seen, and kept nowhere."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from core.card_code import Code
from desktop.devices.scanner import Pace, Standing, standing
from desktop.ui.widgets.fields import LineField

_SILENCE_MS = 300
_SLIP_OF_A_FINGER = 3
_ENDINGS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ScanField(LineField):
    """`scanned(code)` as soon as a code of ours is whole; `not_ours()` once for anything else that was scanned.

    `strayed()` is for a stray letter or two, which a person typed. The input method is off here: codes need none.
    """

    scanned = Signal(str)
    not_ours = Signal()
    strayed = Signal()

    def __init__(self, placeholder: str, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__("カードの読み取り", placeholder)
        self.setProperty("kind", "lead")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._now, self._pace = now, Pace()
        self._swallowed = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENCE_MS)
        self._silence.timeout.connect(self._foreign_over)
        self.textChanged.connect(self._look)
        self.submitted.connect(self._ended)

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
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._ends_a_scan():
                self._ended(self.text())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENDINGS:
            self._pace.key(self._now())
        super().keyPressEvent(event)

    def _ends_a_scan(self) -> bool:
        return bool(self.text()) or self._silence.isActive() or self._pace.is_trailing(self._now())

    def _look(self, text: str) -> None:
        if not text:
            return
        if self._silence.isActive():
            self._swallow(text)
            return
        found = standing(text)
        if isinstance(found, Code):
            self._pace.finish(self._now())
            self._forget()
            self.scanned.emit(found.text)
        elif found is Standing.FOREIGN:
            self._swallow(text)
        elif found is Standing.MISREAD and self._pace.is_machine():
            self._refuse()

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
        self._pace.finish(self._now())
        self._forget()
        self.not_ours.emit()

    def _forget(self) -> None:
        self.setText("")  # unlike clear() this empties the field's own undo history too


def _is_printable(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and bool(event.text().strip()) and event.text().isprintable()
