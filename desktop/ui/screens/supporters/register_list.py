"""The register as a list: searched from the first character on, with the state of each badge."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.supporters import SupporterLine, register
from desktop.ui.age_bands import band_text
from desktop.ui.jobs import Job
from desktop.ui.screens.supporters.model import badge_text, day_text, who
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

_COLUMNS: list[Column[SupporterLine]] = [
    Column("お名前", lambda line: who(line.supporter), stretch=True),
    Column("バッジ", badge_text),
    Column("年代", lambda line: band_text(line.supporter.age_band), gives_way=1),
    Column("登録日", lambda line: day_text(line.supporter.registered_on), gives_way=2),
]


class RegisterList(QWidget):
    """`opened(supporter_id)`."""

    opened = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._searching: Job[list[SupporterLine]] | None = None
        self.search = SearchField("サポーターをさがす", "お名前・ふりがな・属性")
        self.everybody = Button("活動していない人も出す", self.look, icon="people")
        self.everybody.setCheckable(True)
        self.table = DataTable(
            "サポーター", _COLUMNS, empty="登録がありません", empty_hint="「登録する」で加えられます。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.everybody)
        self.search.textChanged.connect(lambda _text: self.look())
        self.search.submitted.connect(lambda _text: self._open(next(iter(self.table.rows()), None)))
        self.table.opened.connect(self._open)
        self.table.view.clicked.connect(lambda _index: self._open(self.table.selected()))

    def look(self) -> None:
        """Show who meets what stands in the line; only the latest question is answered."""
        self._stop()
        asked = self._workplace.do(register, self.search.text(), everybody=self.everybody.isChecked())
        self._searching = asked.then(self._show, owner=self)

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._stop()
        self.table.show_rows(())

    def ids(self) -> list[str]:
        """Of those who are shown."""
        return [line.supporter.supporter_id for line in self.table.rows()]

    def _stop(self) -> None:
        if self._searching is not None:
            self._searching.cancel()

    def _show(self, lines: Sequence[SupporterLine]) -> None:
        self.table.show_rows(lines)

    def _open(self, line: SupporterLine | None) -> None:
        if line is not None:
            self.opened.emit(line.supporter.supporter_id)
