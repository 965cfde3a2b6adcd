"""Any number of a few: each stands marked or not, by touch or Space; a marked one bears a tick."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import tr
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow


class _Mark(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"


class Marks(QWidget):
    """`choices` are (id, text); the text is translated."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._label = label
        self._row = FlowRow(gap=8)
        self._marks = {identity: self._mark(text) for identity, text in choices}
        self.setLayout(self._row)
        self.setAccessibleName(tr(label))

    def values(self) -> tuple[str, ...]:
        """The ids of those that are marked, in their order."""
        return tuple(identity for identity, mark in self._marks.items() if mark.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Mark these and no others."""
        wanted = set(values)
        for identity, mark in self._marks.items():
            mark.setChecked(identity in wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._label))

    def _mark(self, text: str) -> _Mark:
        mark = _Mark(text)
        mark.setCheckable(True)
        mark.setProperty("place", "only")
        mark.toggled.connect(partial(_tick, mark, text))
        self._row.addWidget(mark)
        return mark


def _tick(mark: _Mark, text: str, marked: bool) -> None:
    mark.set_icon("check" if marked else "")
    mark.say(text)
