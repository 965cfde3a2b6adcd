"""How long it took: a touch, a typed number, or what the clock counted since the call."""

from PySide6.QtCore import QEvent, QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.screens.consultations.model import MINUTES
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.text import Text


class MinutesPicker(QWidget):
    """`picked` after a touch; `submitted` on Enter in the field or at what is chosen already."""

    picked = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field, self.tiles = LineField("かかった時間（分）"), Choices("かかった時間（分）")
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self))
        self.tiles.set_choices([(str(each), str(each)) for each in MINUTES])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field)
        row.addWidget(Text("分", wrap=False))
        row.addWidget(self.tiles, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.tiles.set_value)
        self.field.submitted.connect(lambda _text: self.submitted.emit())
        self.tiles.chosen.connect(self._touched)
        self.tiles.confirmed.connect(self.submitted)
        self._measure()

    def value(self) -> int | None:
        """Whole minutes; None while nothing is chosen."""
        return int(self.field.text()) if self.field.text() else None

    def set_value(self, minutes: int | None) -> None:
        """Show without telling."""
        self.field.setText("" if minutes is None else str(minutes))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _touched(self, minutes: str) -> None:
        self.field.setText(minutes)
        self.picked.emit()

    def _measure(self) -> None:
        self.field.setFixedWidth(theme.px(72))
