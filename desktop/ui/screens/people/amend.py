"""Changing what is kept of a visitor: the age band, and the fields that this site has switched on."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.kinds import PersonAmended
from desktop.app.person_file import PersonFile
from desktop.ui.screens.people.model import FIELD_TITLES, band_choices
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.text import Text

_HINTS = {"birth_date": "1950-04-01"}


class AmendPanel(Card):
    """`wanted(PersonAmended)` on Enter or the button."""

    wanted = Signal(object)

    def __init__(self, file: PersonFile, leave: Callable[[], object]) -> None:
        super().__init__("内容を直す")
        self._leave = leave
        self.fields = {name: FreeLine(FIELD_TITLES[name], _HINTS.get(name, "")) for name in file.fields}
        self.band = DropDown("年代")
        for name, field in self.fields.items():
            field.setText(getattr(file.person, name) or "")
            field.submitted.connect(lambda _text: self._want())
            self.add(Text(FIELD_TITLES[name], "muted"))
            self.add(field)
        for code, words in band_choices():
            self.band.addItem(words, code)
        self.band.set_value(file.person.age_band)
        self.add(Text("年代", "muted"))
        self.add(self.band)
        self.add(FlowRow(PrimaryButton("直した内容にする", self._want, icon="check"), TextButton("やめる", leave)))
        self.body.addStretch()
        self.setFocusProxy(next(iter(self.fields.values()), self.band))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _want(self) -> None:
        told = {name: field.text().strip() or None for name, field in self.fields.items()}
        self.wanted.emit(PersonAmended(age_band=self.band.value(), **told))
