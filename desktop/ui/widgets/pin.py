"""The coordinator's PIN, asked in place and not in a box that blocks the desk."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop.ui import theme
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.text import Text


class PinPanel(Card):
    """`entered(pin)` on Enter or the button; answer with `refuse(sentence)` or by taking the panel away."""

    entered = Signal(str)
    cancelled = Signal()

    def __init__(self, reason: str = "") -> None:
        super().__init__("責任者の暗証番号")
        self.reason = Text(reason, "muted")
        self.refusal = Text("", "error")
        self.field = LineField("責任者の暗証番号")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), self))
        self.field.setMaximumWidth(theme.px(240))
        self.setFocusProxy(self.field)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(PrimaryButton("進む", self._enter))
        buttons.addWidget(TextButton("やめる", self._cancel))
        buttons.addStretch()
        for part in (self.reason, self.field, self.refusal):
            self.add(part)
        self.add(buttons)
        self.body.addStretch()
        self.reason.setVisible(bool(reason))
        self.refusal.hide()
        self.field.submitted.connect(self._enter)

    def refuse(self, sentence: str) -> None:
        """Say why not, and let the next try begin."""
        self.refusal.say(sentence)
        self.refusal.show()
        self.field.clear()
        self.field.setAccessibleDescription(self.refusal.text())
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.field.text():
            self.entered.emit(self.field.text())

    def _cancel(self) -> None:
        self.field.clear()
        self.refusal.hide()
        self.cancelled.emit()
