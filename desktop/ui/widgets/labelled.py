"""A part under or behind the word for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import Turning

_UNBOUNDED = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Labelled(Turning):
    """One line of a form: its label before the part, above it where the text is large."""

    def __init__(self, label: str, part: QWidget) -> None:
        super().__init__(gap=8)
        self._label = Text(label, "muted", wrap=False)
        self.row.addWidget(self._label)
        self.row.addWidget(part, 1)
        if part.maximumWidth() < _UNBOUNDED:
            self.row.addStretch(1)
        self.turn()

    def turn(self) -> bool:
        is_large = super().turn()
        self._label.setMinimumWidth(0 if is_large else theme.px(104))
        return is_large


class LabelledAbove(QWidget):
    """The label always stands above its part, which stands at the bottom beside taller ones."""

    def __init__(self, label: str, part: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch()
        column.addWidget(Text(label, "muted"))
        column.addWidget(part)
