"""保留: what headquarters or this laptop has not taken in, why, and what to do. Nothing is ever deleted."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sending.model import moment, record_words
from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.apart import ApartLine

_EMPTY_HINT = "送った記録も、ほかの端末から届いた記録も、すべて受け取られています。"


class ApartPanel(SendPanel):
    """One row is chosen; below it stand its reason, the next step, and what can be done here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.table: DataTable[ApartLine] = DataTable(
            "保留の記録", self._columns(), empty="保留はありません", empty_hint=_EMPTY_HINT
        )
        self.reason = Notice()
        self.open = SecondaryButton("その記録を開く", self.open_screen, icon="edit")
        self.again = SecondaryButton("もう一度確かめる", self.look_again, icon="refresh")
        self.away = SecondaryButton("受け入れない", self.put_away, icon="minus")
        self._arrange()

    def first_focus(self) -> QWidget | None:
        return self.table.view if self.table.rows() else None

    def refresh(self) -> None:
        from desktop.app.apart import apart

        self.workplace.do(apart).then(self._show, owner=self)

    def open_screen(self) -> None:
        """Where the record is put right, and the record itself where the screen can show it."""
        line = self.table.selected()
        if line is not None and line.screen:
            self.shell.show_record(line.screen, line.record)

    def look_again(self) -> None:
        """もう一度確かめる: a certificate may have come since, or a newer program been put in."""
        from desktop.app.apart import look_again

        line = self.table.selected()
        if line is not None:
            self.workplace.do(look_again, line.id).then(self._looked, owner=self)

    def put_away(self) -> None:
        """受け入れない, or out of the list what headquarters decides about; 取り消す lists it again."""
        from desktop.app.apart import reject

        line = self.table.selected()
        if line is not None:
            self.workplace.do(reject, line).then(partial(self._put_away, line), owner=self)

    def _columns(self) -> "tuple[Column[ApartLine], ...]":
        return (
            Column("時刻", lambda line: moment(line.at, self.shell.status.today) if line.at else ""),
            Column("保留の場所", lambda line: tr("本部") if line.at_hq else tr("この端末"), gives_way=1),
            Column("記録", record_words),
            Column("理由", lambda line: tr(line.reason.sentence), stretch=True),
        )

    def _arrange(self) -> None:
        card = self.card("保留の記録", "受け取られずに、よけてある記録です。記録は消えません。")
        self.table.setMinimumHeight(theme.px(220))
        card.add(self.table, 1)
        card.add(self.reason)
        card.add(FlowRow(self.open, self.again, self.away))
        self.column.setStretchFactor(card, 1)
        self.table.picked.connect(self._tell)
        self.workplace.changed.connect(self._changed)

    def _show(self, lines: "tuple[ApartLine, ...]") -> None:
        chosen = self.table.selected()
        self.table.show_rows(lines)
        if lines and self.table.selected() is None:
            self.table.view.selectRow(len(lines) - 1 if chosen else 0)
        self._tell(self.table.selected())

    def _tell(self, line: "ApartLine | None") -> None:
        if line is None:
            self.reason.show_notice("")
        else:
            self.reason.show_notice("{told}", "warning", told=partial(told, line.reason))
        self.open.setVisible(line is not None and bool(line.screen))
        self.open.say("その記録を開く" if line is not None and line.record else "その画面を開く")
        self.again.setVisible(line is not None and line.again)
        self.away.setVisible(line is not None)
        self.away.say("一覧から外す" if line is not None and line.at_hq else "受け入れない")

    def _looked(self, taken: int) -> None:
        from core.facts import FACTS

        if taken:
            self.shell.tell(tr("記録を取り込みました"))
        else:
            self.shell.tell(tr("まだ取り込めません。記録は保留のまま残っています"))
        self.workplace.changed.emit(frozenset(FACTS) if taken else frozenset())

    def _put_away(self, line: "ApartLine", _done: None) -> None:
        sentence = (
            "一覧から外しました。記録は残っています" if line.at_hq else "受け入れませんでした。記録は残っています"
        )
        self.shell.tell(tr(sentence), partial(self._take_back, line))
        self.workplace.changed.emit(frozenset())

    def _take_back(self, line: "ApartLine") -> None:
        from desktop.app.apart import take_back

        self.workplace.do(take_back, line).then(self._taken_back, owner=self)

    def _taken_back(self, _done: None) -> None:
        self.shell.tell(tr("保留の一覧に戻しました"))
        self.workplace.changed.emit(frozenset())

    def _changed(self, _changed: Changed) -> None:
        if self.isVisible():
            self.refresh()
