"""だれがいるか: today's receptions in the order of calling, and what can be done about the one that is picked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.calling import Standing, listed, standing
from core.clock import time_of_day
from desktop.app.who_is_here import VisitLine
from desktop.ui.age_bands import band_text
from desktop.ui.board.door import BoardDoor
from desktop.ui.calling.bar import CallBar
from desktop.ui.calling.caller import Caller
from desktop.ui.i18n import tr
from desktop.ui.screens.reception.model import condition_text, how_text
from desktop.ui.table.door import WORDS, WRITING
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
_CALLED_LATER = (Standing.CALLED, Standing.WAITING)
_TAKEN_BACK = (Standing.CALLED, Standing.SKIPPED, Standing.NO_SHOW)


class VisitList(QWidget):
    """The list keeps the picked visitor picked while others arrive, so that no button ever meets another one."""

    went_home = Signal(object)
    companion = Signal(object)
    card = Signal(object)
    void = Signal(object)
    turned_to = Signal(object)
    """Another visitor was picked by hand; not when the list is fetched anew."""

    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self.table = DataTable(
            "今日の受付", COLUMNS, empty="まだ受付がありません", empty_hint="カードをかざすと、ここに並びます。"
        )
        self.calls = CallBar(caller, icon="")
        self.call = Button("呼ぶ", self._with(lambda line: caller.call(line.visit, self.calls.to_table())))
        self.later = Button("あとで", self._with(lambda line: caller.later(line.visit)))
        self.back = Button("待ちに戻す", self._with(lambda line: caller.back(line.visit)))
        self.home = Button("帰りました", self._with(self.went_home.emit))
        self.more = Button("付き添い +1", self._with(self.companion.emit))
        self.take_back = Button("取り消す", self._with(self.void.emit))
        self.others = Button("ほか", self._open_menu)
        self.menu = QMenu(self)
        self.absent = self._action("来られませんでした", lambda line: caller.no_show(line.visit))
        self.new_card = self._action("カードを作る", self.card.emit)
        board = BoardDoor.stand(caller.workplace)
        self.board = self._action("呼び出しの画面を開く・閉じる", lambda _line: None)
        self.board.triggered.connect(lambda _checked: board.toggle())
        for title, command in (("筆談をひらく", WRITING), ("言いかえをさがす", WORDS)):
            run = partial(caller.workplace.shell.commands.run, command)
            self._action(title, lambda _line: None).triggered.connect(lambda _checked, run=run: run())
        self._arrange()
        self._fetching = False
        self.table.picked.connect(self._picked)
        self.table.view.setWordWrap(False)
        self._offer(None)

    def show_lines(self, lines: Sequence[VisitLine]) -> None:
        """Another state of the day: in the order in which the numbers are called."""
        picked = self.picked()
        helped = {line.visit.attendance_id for line in lines if line.consulted}
        self._fetching = True
        self.table.show_rows(listed(lines, lambda line: line.visit, helped))
        self._pick(picked.visit.attendance_id if picked else "")
        self._fetching = False
        self._offer(self.picked())

    def picked(self) -> VisitLine | None:
        """The visitor whom the buttons are about."""
        return self.table.selected()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(FlowRow(self.calls, self.call, self.later, self.back, gap=8))
        column.addLayout(FlowRow(self.home, self.more, self.take_back, self.others, gap=8))

    def _pick(self, attendance_id: str) -> None:
        ids = [line.visit.attendance_id for line in self.table.rows()]
        view = self.table.view
        if attendance_id in ids:
            view.selectRow(ids.index(attendance_id))
        else:
            view.clearSelection()
            view.selectionModel().clearCurrentIndex()

    def _picked(self, line: VisitLine | None) -> None:
        self._offer(line)
        if line is not None and not self._fetching:
            self.turned_to.emit(line)

    def _offer(self, line: VisitLine | None) -> None:
        where = standing(line.visit, helped=line.consulted) if line is not None else Standing.VOIDED
        stands = where is not Standing.VOIDED
        self._enable(self.call, stands)
        self._enable(self.later, where in _CALLED_LATER)
        self._enable(self.back, where in _TAKEN_BACK)
        self._enable(self.home, stands and where is not Standing.LEFT)
        self._enable(self.more, stands)
        self._enable(self.take_back, stands)
        self.absent.setEnabled(where in (*_CALLED_LATER, Standing.SKIPPED))
        self.new_card.setEnabled(stands and line is not None and line.visit.person_id is not None)

    def _enable(self, button: Button, can: bool) -> None:
        if button.hasFocus() and not can:
            self.table.setFocus()  # Qt would go on to the next button, and a hasty second Enter would press that
        button.setEnabled(can)

    def _with(self, act: Callable[[VisitLine], object]) -> Callable[[], None]:
        def about_the_picked() -> None:
            line = self.picked()
            if line is not None:
                act(line)

        return about_the_picked

    def _action(self, source: str, act: Callable[[VisitLine], object]) -> QAction:
        action = self.menu.addAction(tr(source))
        action.setData(source)
        action.triggered.connect(lambda _checked: self._with(act)())
        return action

    def _open_menu(self) -> None:
        for action in self.menu.actions():
            action.setText(tr(action.data()))
        height = self.menu.sizeHint().height() + 4
        self.menu.popup(self.others.mapToGlobal(QPoint(0, -height)))
