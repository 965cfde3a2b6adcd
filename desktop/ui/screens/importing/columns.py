"""What each column of the table means: recognised, and to be changed by whoever knows better."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.tables.meanings import Meaning
from desktop.app.importing.tables import Table
from desktop.ui import theme
from desktop.ui.screens.importing.model import heading, meaning_word, sample
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.text import Kind, Line, Text

MOST = 60
"""Nobody looks through more columns; the others are read as they are recognised."""


class ColumnsCard(Card):
    """`changed(place, Meaning)` when somebody says what a column means."""

    changed = Signal(int, object)

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        super().__init__("列の意味")
        self._offered = (Meaning.NOTHING, *meanings)
        self.choices: list[DropDown] = []
        self._rows = QWidget()
        self.add(Text("ちがうときは、選び直してください。選び直すと、取り込む数も変わります。", "muted"))
        self.add(self._rows)
        self.body.addStretch()

    def show_table(self, table: Table) -> None:
        """The columns of this table."""
        before, self._rows = self._rows, QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.choices = []
        for each in table.layout.columns[:MOST]:
            choice = self._choice(each.meaning, heading(each))
            choice.activated.connect(partial(self._tell, each.place, choice))
            self.choices.append(choice)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(_line(heading(each), "strong"))
            words.addWidget(_line(sample(table.sheet, table.layout, each), "muted"))
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addLayout(words, 1)
            row.addWidget(choice)
            column.addLayout(row)
        self.body.replaceWidget(before, self._rows)
        before.hide()
        before.deleteLater()

    def _choice(self, meaning: Meaning, label: str) -> DropDown:
        choice = DropDown(label, letters=7)
        choice.setMinimumHeight(theme.target())
        offered = (*self._offered, *((meaning,) if meaning not in self._offered else ()))
        for each in offered:
            choice.addItem(meaning_word(each), each.value)
        choice.set_value(meaning.value)
        return choice

    def _tell(self, place: int, choice: DropDown, _index: int) -> None:
        self.changed.emit(place, Meaning(choice.value()))


def _line(words: str, kind: Kind) -> Line:
    """Words of the file itself are never translated."""
    line = Line("", kind)
    line.say("{words}", words=words)
    return line
