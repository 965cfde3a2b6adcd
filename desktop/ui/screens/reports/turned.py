"""A page of the reports that is turned by week or month, keeps up with what is recorded, and is saved as CSV."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktop.app.desk import Changed
from desktop.app.files import write_file
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.workplace import Workplace


class CsvFile(NamedTuple):
    """What is saved, and the name that is offered for it."""

    name: str
    text: str


class TurnedPage(Screen):
    """`looks_at` is what it is made of; `fetch()` asks for it anew, `csv()` tells what is shown."""

    looks_at: Changed

    def __init__(self, shell: Shell, workplace: Workplace, title: str) -> None:
        super().__init__(shell, title)
        self._workplace = workplace
        self.save = SecondaryButton("CSVで保存", self._ask_where, icon="save")
        workplace.changed.connect(self._changed)

    def fetch(self) -> None:
        """Ask for what is shown, as it is now."""
        raise NotImplementedError

    def csv(self) -> CsvFile | None:
        """None while nothing is shown."""
        raise NotImplementedError

    def save_to(self, path: Path) -> None:
        """Write what is shown as CSV, beside everything else."""
        if (file := self.csv()) is not None:
            data = file.text.encode("utf-8-sig")
            told = tr("「{name}」を保存しました", name=path.name)
            self.shell.jobs.background(partial(write_file, path, data), lambda _path: self.shell.tell(told), owner=self)

    def shown(self) -> None:
        self.fetch()

    def retranslate(self) -> None:
        if self.isVisible():
            self.fetch()

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & self.looks_at:
            self.fetch()

    def _ask_where(self) -> None:
        if (file := self.csv()) is not None:
            ask_where(self, tr("CSVで保存"), file.name, self.save_to)
