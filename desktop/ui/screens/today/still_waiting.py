"""まだお呼びしていない番号: at closing, what became of those who never came to the table. Nothing of it is needed."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Attendance
from desktop.app.calling import settle_waiting, unsettle_waiting, waiting_line
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.i18n import listed, tr
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

How = Literal["no_show", "left"]
ROWS_AT_MOST = 6
_NUMBER = 48
_HOWS: tuple[tuple[How, str], ...] = (("no_show", "来られませんでした"), ("left", "帰りました"))


class StillWaiting(QWidget):
    """One touch for each number, or one for all. Without a touch they stay as they are."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.visits: Sequence[Attendance] = ()
        self.title, self.rest = Text("", "strong"), Text("", "muted")
        self.rows, self.buttons = QVBoxLayout(), dict[tuple[str, How], Button]()
        self.all = {how: Button(title, partial(self._settle_all, how)) for how, title in _HOWS}
        everybody = Text("全員", wrap=False)
        everybody.setMinimumWidth(theme.px(_NUMBER))
        self._for_all = QWidget()
        self._for_all.setLayout(FlowRow(everybody, *self.all.values(), gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        for part in (self.title, self._for_all):
            column.addWidget(part)
        column.addLayout(self.rows)
        column.addWidget(self.rest)
        self.show_line([])

    def fetch(self) -> None:
        """Ask who still waits."""
        self._workplace.do(waiting_line).then(self.show_line, owner=self)

    def show_line(self, visits: Sequence[Attendance]) -> None:
        """These wait."""
        self.visits = visits
        self.buttons.clear()
        while (item := self.rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for visit in visits[:ROWS_AT_MOST]:
            self.rows.addWidget(self._row(visit))
        more = len(visits) - ROWS_AT_MOST
        self.title.say("まだお呼びしていない方 {n}人", n=len(visits))
        self.rest.say("ほかに {n}人", n=more)
        self.rest.setVisible(more > 0)
        self._for_all.setVisible(len(visits) > 1)
        if self.parentWidget() is not None or not visits:  # shown without a parent it would be a window of its own
            self.setVisible(bool(visits))

    def _row(self, visit: Attendance) -> QWidget:
        row = QWidget()
        ticket = visit.ticket or ""
        buttons = [Button(title, partial(self._settle, [visit], how)) for how, title in _HOWS]
        for (how, title), button in zip(_HOWS, buttons, strict=True):
            self.buttons[ticket, how] = button
            button.setAccessibleName(f"{ticket} {tr(title)}")
        number = Text(ticket, "strong", wrap=False)
        number.setMinimumWidth(theme.px(_NUMBER))
        row.setLayout(FlowRow(number, *buttons, gap=8))
        return row

    def _settle_all(self, how: How) -> None:
        self._settle(self.visits, how)

    def _settle(self, visits: Sequence[Attendance], how: How) -> None:
        self._workplace.do(settle_waiting, visits, how).then(partial(self._settled, visits, how), owner=self)

    def _settled(self, visits: Sequence[Attendance], how: How, _changed: Changed) -> None:
        tickets = listed(visit.ticket or "" for visit in visits[:ROWS_AT_MOST])
        shown = tickets if len(visits) <= ROWS_AT_MOST else tr("{tickets} など {n}人", tickets=tickets, n=len(visits))
        self._workplace.shell.tell(f"{shown}: {tr(dict(_HOWS)[how])}", partial(self._take_back, visits))
        self.fetch()

    def _take_back(self, visits: Sequence[Attendance]) -> None:
        self._workplace.do(unsettle_waiting, visits).then(self._taken_back, owner=self)

    def _taken_back(self, _changed: Changed) -> None:
        self._workplace.shell.tell(tr("元に戻しました"))
        self.fetch()
