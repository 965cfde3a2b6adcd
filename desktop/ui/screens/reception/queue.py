"""だれがいるか: today's receptions, and what can be done about the one that is picked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clock import time_of_day
from desktop.app.who_is_here import VisitLine
from desktop.ui.age_bands import band_text
from desktop.ui.screens.reception.model import condition_text, how_text
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.table import Column, DataTable

COLUMNS: list[Column[VisitLine]] = [
    Column("番号", lambda line: line.visit.ticket or ""),
    Column("時刻", lambda line: time_of_day(line.visit.at)),
    Column("年代", lambda line: band_text(line.visit.age_band)),
    Column("受付", lambda line: how_text(line.visit), gives_way=1),
    Column("ようす", condition_text, stretch=True),
]


class VisitList(QWidget):
    """The list keeps the picked visitor picked while others arrive, so that no button ever meets another one."""

    went_home = Signal(object)
    companion = Signal(object)
    card = Signal(object)
    void = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = DataTable(
            "今日の受付", COLUMNS, empty="まだ受付がありません", empty_hint="カードをかざすと、ここに並びます。"
        )
        self.home = Button("帰りました", self._tell(self.went_home))
        self.more = Button("付き添い +1", self._tell(self.companion))
        self.new_card = Button("カードを作る", self._tell(self.card))
        self.take_back = Button("取り消す", self._tell(self.void))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(FlowRow(self.home, self.more, self.new_card, self.take_back, gap=8))
        self.table.picked.connect(self._offer)
        self.table.view.setWordWrap(False)
        self._offer(None)

    def show_lines(self, lines: Sequence[VisitLine]) -> None:
        """Another state of the day."""
        picked = self.picked()
        self.table.show_rows(lines)
        self._pick(picked.visit.attendance_id if picked else "")
        self._offer(self.picked())

    def picked(self) -> VisitLine | None:
        """The visitor whom the buttons are about."""
        return self.table.selected()

    def _pick(self, attendance_id: str) -> None:
        ids = [line.visit.attendance_id for line in self.table.rows()]
        view = self.table.view
        if attendance_id in ids:
            view.selectRow(ids.index(attendance_id))
        else:
            view.clearSelection()
            view.selectionModel().clearCurrentIndex()

    def _offer(self, line: VisitLine | None) -> None:
        stands = line is not None and not line.visit.voided
        is_here = line is not None and stands and line.visit.left_at is None
        self.home.setEnabled(is_here)
        self.more.setEnabled(stands)
        self.take_back.setEnabled(stands)
        self.new_card.setEnabled(line is not None and stands and line.visit.person_id is not None)

    def _tell(self, signal: object) -> Callable[[], None]:
        def tell() -> None:
            line = self.picked()
            if line is not None:
                signal.emit(line)  # type: ignore[attr-defined]  # a bound signal

        return tell
