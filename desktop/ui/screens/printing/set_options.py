"""Numbered papers of a day: 相談票, 整理券, 受付用紙. The next numbers that no set has yet are offered."""

from typing import TYPE_CHECKING

from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.app.paper_requests import SetRequest
from desktop.app.printed import FreeNumbers
from desktop.ui.screens.printing.model import COUNTS, SLIP_PAPERS
from desktop.ui.screens.printing.options import Options, fill_days
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper


class SetOptions(Options):
    """`paper` as `desktop.app.paper_requests.SetRequest` has it."""

    def __init__(self, workplace: Workplace, paper: str) -> None:
        super().__init__(workplace)
        self._paper, self._offered = paper, FIRST_PAPER_NUMBER
        self._free: list[FreeNumbers] = []
        self.day, self.count = DropDown("使う日", letters=14), SegmentedChoice("枚数", COUNTS, "20")
        self.first = Stepper("はじめの番号", 1, 999, FIRST_PAPER_NUMBER)
        self.sheet = SegmentedChoice("用紙", SLIP_PAPERS, "two_on_a4")
        self.labelled("使う日", self.day)
        self.labelled("枚数", self.count)
        self.labelled("はじめの番号", self.first)
        if paper == "slips":
            self.labelled("用紙", self.sheet)
        self.column.addWidget(Text("同じ日の相談票・整理券・受付用紙は、同じ番号で作ります。", "caption"))
        self.column.addStretch()
        for signal in (self.count.chosen, self.first.changed, self.sheet.chosen):
            signal.connect(lambda _value: self.changed.emit())
        self.day.currentIndexChanged.connect(self._another_day)

    def refresh(self) -> None:
        from desktop.app.printed import free_numbers

        self.workplace.do(free_numbers, self._paper).then(self._show, owner=self)

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.paper import numbered_set

        day = self.day.currentData()
        if day is None:
            return None
        count, is_two = int(self.count.value()), self.sheet.value() == "two_on_a4"
        return self.workplace.do(numbered_set, SetRequest(self._paper, day, count, self.first.value(), is_two))

    def _show(self, free: list[FreeNumbers]) -> None:
        self._free = free
        days = [each.day for each in free]
        fill_days(self.day, days, days[0])
        self._offer()
        self.changed.emit()

    def _another_day(self, _place: int) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """Other numbers only when the next free ones are others: what somebody typed stays."""
        next_one = next((each.first for each in self._free if each.day == self.day.currentData()), self._offered)
        if next_one != self._offered:
            self._offered = next_one
            self.first.blockSignals(True)
            self.first.set_value(next_one)
            self.first.blockSignals(False)
