"""One of a few: a row of joined buttons, for minutes, outcomes, channels."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop.ui.i18n import tr
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button

_ROOMY = 4
"""More of them stand closer together, so that large text does not push the page sideways."""


class _Segment(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"


class SegmentedChoice(QWidget):
    """`choices` are (id, text). Arrow keys move; `chosen(id)` tells what a person picked."""

    chosen = Signal(str)

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], value: str = "") -> None:
        super().__init__()
        self._label = label
        self.setAccessibleName(tr(label))
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (identity, text) in enumerate(choices):
            segment = self._segment(identity, text, _place(place, len(choices)))
            segment.setProperty("compact", len(choices) > _ROOMY)
            row.addWidget(segment)
        row.addStretch()
        self.set_value(value)

    def value(self) -> str:
        """The id of what is chosen; empty for nothing yet."""
        return next((identity for identity, button in self._segments.items() if button.isChecked()), "")

    def set_value(self, identity: str) -> None:
        """Choose without telling; an unknown id chooses nothing."""
        self._group.setExclusive(False)
        for key, segment in self._segments.items():
            segment.setChecked(key == identity)
        self._group.setExclusive(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._label))

    def _segment(self, identity: str, text: str, place: str) -> _Segment:
        segment = _Segment(text, lambda: self.chosen.emit(identity))
        segment.setCheckable(True)
        segment.setProperty("place", place)
        self._group.addButton(segment)
        self._segments[identity] = segment
        return segment


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(index, "middle")
