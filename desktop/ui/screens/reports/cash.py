"""出納 on the screen: the fees of a month by day, what was counted, and the sums; as CSV for the office."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from core.facts import CashCount, Fee
from desktop.app.cash import CashDay, CashLedger, cash_ledger, ledger_csv
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.jobs import Job
from desktop.ui.screen import Shell
from desktop.ui.screens.reports.turned import CsvFile, TurnedPage
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

_DAY = timedelta(days=1)
_LONG_MONTH = timedelta(days=31)


class CashScreen(TurnedPage):
    """The buttons go a month back and forth."""

    looks_at: Changed = frozenset({Fee, CashCount})

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, workplace, "出納")
        self._job: Job[CashLedger] | None = None
        self._first: date | None = None
        self.ledger: CashLedger | None = None
        self.month, self.total = Text("", "heading"), Text("")
        self.before = SecondaryButton("前の月", lambda: self._go(-_DAY), icon="chevron_left")
        self.after = SecondaryButton("次の月", lambda: self._go(_LONG_MONTH), icon="chevron_right")
        self.days: DataTable[CashDay] = DataTable(
            "出納",
            (
                Column("日付", lambda each: f"{each.day:%Y/%m/%d}", stretch=True),
                Column("はじめ", lambda each: _yen(each.opening), number=True, gives_way=1),
                Column("参加費", lambda each: _yen(each.received), number=True),
                Column("件数", lambda each: str(each.fees), number=True, gives_way=3),
                Column("あるはず", lambda each: _yen(each.expected), number=True, gives_way=2),
                Column("数えた", lambda each: _yen(each.counted), number=True),
                Column("差", lambda each: _yen(each.difference), number=True),
            ),
            empty="この月に、参加費の記録はありません",
        )
        self._arrange()

    def fetch(self) -> None:
        """Add up the month that is shown anew; the present one at first."""
        first = self._first or (self.shell.status.today or date.today()).replace(day=1)
        self._first = first
        last = (first + _LONG_MONTH).replace(day=1) - _DAY
        if self._job is not None:
            self._job.cancel()
        self._job = self._workplace.do(cash_ledger, first, last).then(self._show, owner=self)

    def csv(self) -> CsvFile | None:
        if self.ledger is None:
            return None
        return CsvFile(f"suitou_{self.ledger.first:%Y-%m}.csv", ledger_csv(self.ledger))

    def first_focus(self) -> QWidget:
        return self.days

    def _show(self, ledger: CashLedger) -> None:
        self.ledger = ledger
        self.month.say("{year}年{month}月の出納", year=ledger.first.year, month=ledger.first.month)
        self.days.show_rows(ledger.days)
        self.total.say(
            "合計 {yen}円（{n}件）　数えた日の差 {difference}円",
            yen=f"{ledger.received:,}",
            n=ledger.fees,
            difference=_yen(ledger.difference),
        )

    def _go(self, by: timedelta) -> None:
        if self._first is not None:
            self._first = (self._first + by).replace(day=1)
            self.fetch()

    def _arrange(self) -> None:
        turns = QWidget()
        turns.setLayout(FlowRow(self.before, self.after, self.save, gap=8))
        self.days.setMinimumHeight(theme.target() * 5)
        self.add(TurningRow(self.month, turns))
        self.add(self.days, 1)
        self.add(self.total)


def _yen(sum_of: int | None) -> str:
    """△ for what is below zero, – for what nobody counted."""
    if sum_of is None:
        return "–"
    return f"△{-sum_of:,}" if sum_of < 0 else f"{sum_of:,}"
