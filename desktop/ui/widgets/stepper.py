"""A small whole number: typed, or one more and one fewer by a touch."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.fields import LineField


class Stepper(QWidget):
    """`changed(int)` whenever the number is another one; it never leaves its bounds."""

    changed = Signal(int)

    def __init__(self, label: str, lowest: int, highest: int, value: int) -> None:
        super().__init__()
        self._bounds, self._value = (lowest, highest), value
        self.field = LineField(label)
        self.field.setValidator(QIntValidator(lowest, highest, self))
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.fewer = IconButton("へらす", lambda: self.set_value(self._value - 1), icon="minus")
        self.more = IconButton("ふやす", lambda: self.set_value(self._value + 1), icon="plus")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.fewer, self.field, self.more):
            row.addWidget(part)
        row.addStretch()
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self._typed)
        self.field.submitted.connect(lambda _text: self._typed())
        self._show()
        self._measure()

    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Another number, kept within the bounds."""
        lowest, highest = self._bounds
        bounded = min(highest, max(lowest, value))
        is_new = bounded != self._value
        self._value = bounded
        self._show()
        if is_new:
            self.changed.emit(bounded)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _typed(self) -> None:
        text = self.field.text()
        self.set_value(int(text) if text.isdigit() else self._value)

    def _show(self) -> None:
        self.field.setText(str(self._value))
        self.fewer.setEnabled(self._value > self._bounds[0])
        self.more.setEnabled(self._value < self._bounds[1])

    def _measure(self) -> None:
        self.field.setFixedWidth(theme.px(76))
