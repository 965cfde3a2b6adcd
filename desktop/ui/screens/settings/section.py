"""What every section of the settings is."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.labelled import Labelled
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

T = TypeVar("T")


class Section(QWidget):
    """A column of cards. `refresh` fetches; it is called whenever the section is shown.

    `used` is for those in which people write for long: the PIN is not asked for meanwhile. `wide(bool)` is for what
    needs the whole width: the list of sections gives way.
    """

    used = Signal()
    wide = Signal(bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace, self.shell = workplace, workplace.shell
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def card(self, title: str, explained: str = "") -> Card:
        """A new card below the others, with a sentence under its heading."""
        made = Card(title)
        if explained:
            made.add(Text(explained, "body"))
        self.column.addWidget(made)
        return made

    def row(self, card: Card, label: str, part: QWidget) -> None:
        """A labelled part in a card."""
        card.add(Labelled(label, part))

    def end(self) -> None:
        """Nothing more comes below."""
        self.column.addStretch()

    def refresh(self) -> None:
        """Fetch what is shown."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.refresh()

    def keep(self, name: str, value: str, then: Callable[[str], object]) -> None:
        """Write a setting, then do this."""
        from desktop.app.settings import change_setting

        self.workplace.do(change_setting, name, value).then(lambda kept: _ignore(then(kept)), owner=self)


def _ignore(_result: object) -> None:
    """Callbacks give nothing."""
