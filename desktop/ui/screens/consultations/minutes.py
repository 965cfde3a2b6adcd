"""How long it took: a touch, a typed number, or what the clock counted since the call."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.minutes import minutes_of
from core.problem import Problem
from desktop.ui import theme
from desktop.ui.screens.consultations.model import MINUTES
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.text import set_property

_LETTERS_AT_MOST = 8


class MinutesPicker(QWidget):
    """`picked` after a touch; `submitted` on Enter in the field or at what is chosen already; `edited` at any change.

    What was typed stays as it is, also what cannot be: `obstacle` says why.
    """

    picked = Signal()
    submitted = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field, self.tiles = LineField("かかった時間（分）"), Choices("かかった時間（分）", compact=True)
        self.tiles.setObjectName("tight")
        self.field.setMaxLength(_LETTERS_AT_MOST)
        self.tiles.set_choices([(str(each), str(each)) for each in MINUTES])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.tiles, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._typed)
        self.field.submitted.connect(lambda _text: self.submitted.emit())
        self.tiles.chosen.connect(self._touched)
        self.tiles.confirmed.connect(self.submitted)
        self._measure()

    def value(self) -> int | None:
        """Whole minutes; None while there are none that can be kept."""
        try:
            return minutes_of(self.field.text())
        except Problem:
            return None

    def obstacle(self) -> Problem | None:
        """Why what stands there cannot be kept."""
        try:
            minutes_of(self.field.text())
        except Problem as problem:
            return problem
        return None

    def set_value(self, minutes: int | None) -> None:
        """Show without telling."""
        self.set_text("" if minutes is None else str(minutes))

    def text(self) -> str:
        """What stands there, as it was typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Show without telling."""
        self.field.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _typed(self, _text: str) -> None:
        minutes = self.value()
        self.tiles.set_value("" if minutes is None else str(minutes))
        set_property(self.field, "state", "error" if self.obstacle() else "")
        self.edited.emit()

    def _touched(self, minutes: str) -> None:
        self.field.setText(minutes)
        self.picked.emit()

    def _measure(self) -> None:
        self.field.setFixedWidth(theme.px(64))
