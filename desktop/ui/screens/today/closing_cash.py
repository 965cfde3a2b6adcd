"""現金 in 締め: what should be in the box, what was counted, and the difference as a figure, not as a fault."""

import unicodedata
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.app.cash import MOST_YEN, CashDay, CashWritten, count_cash, uncount_cash
from desktop.app.closing import ClosingState, Step
from desktop.ui.i18n import tr
from desktop.ui.screens.today.closing_steps import StepCard
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import InfoRow, Notice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace


class CashStep(StepCard):
    """Opening and counted sums are typed; Enter in the last one records them."""

    STEP = Step.CASH
    passed = Signal()
    """Enter without a sum: on to the next page."""
    kept = Signal()
    """A sum was recorded: the button that goes on wants the keyboard."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("現金")
        self._workplace = workplace
        self._cash: CashDay | None = None
        self._day: date | None = None
        self.received, self.expected = InfoRow("受け取った参加費"), InfoRow("あるはずの金額")
        self.opening, self.counted = LineField("はじめの金額（円）"), LineField("数えた金額（円）")
        self.record = SecondaryButton("数えた金額を記録する", self._record, icon="check")
        self.result = Notice()
        self._arrange()
        for field in (self.opening, self.counted):
            field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            field.textChanged.connect(lambda _text: self._look())
        self.opening.submitted.connect(lambda _text: self.counted.setFocus())
        self.counted.submitted.connect(self._entered)

    def show_state(self, state: ClosingState) -> None:
        cash = state.cash
        if cash != self._cash:
            self._fill(cash)
        self._cash, self._day = cash, state.day
        self.received.value.say("{yen}円（{n}件）", yen=f"{cash.received:,}", n=cash.fees)
        lead = "参加費の箱を数えます。" if cash.is_needed else "参加費はありません。このまま次へ進めます。"
        self.lead.say("現金を数えました。" if cash.counted is not None and not cash.since else lead)
        self._tell(cash)
        self._look()

    def first_focus(self) -> QWidget | None:
        return self.counted if self._cash is not None and self._cash.is_open else None

    def _arrange(self) -> None:
        for label, part in (("はじめの金額（円）", self.opening), ("数えた金額（円）", self.counted)):
            if part is self.counted:
                self.add(self.received)
                self.add(self.expected)
            name = Text(label, "strong", wrap=False)
            row = QWidget()
            row.setLayout(FlowRow(name, part, gap=12))
            self.add(row)
        self.add(FlowRow(self.record))
        self.add(self.result)
        self.body.addStretch()

    def _fill(self, cash: CashDay) -> None:
        """What is being typed stays while the day goes on beside it."""
        if not self.opening.hasFocus():
            self.opening.setText(str(cash.opening))
        if not self.counted.hasFocus() or cash.counted is not None:
            self.counted.setText("" if cash.counted is None else str(cash.counted))

    def _tell(self, cash: CashDay) -> None:
        difference = cash.difference
        if difference is None:
            self.result.show_notice("")
        elif cash.since:
            self.result.show_notice("数えたあとに、参加費が変わりました。もう一度数えると確かです。", "info")
        elif not difference:
            self.result.show_notice("ぴったり合っています。", "success")
        else:
            told = "{yen}円多くなっています。このまま締められます。" if difference > 0 else _LESS
            self.result.show_notice(told, "info", yen=f"{abs(difference):,}")

    def _look(self) -> None:
        opening, received = yen_of(self.opening.text()), self._cash.received if self._cash else 0
        self.expected.value.say("{yen}円" if opening is not None else "–", yen=f"{(opening or 0) + received:,}")
        self.record.setEnabled(opening is not None and yen_of(self.counted.text()) is not None)

    def _entered(self, text: str) -> None:
        """Who does not count today is not held up."""
        if text.strip():
            self._record()
        else:
            self.passed.emit()

    def _record(self) -> None:
        opening, counted = yen_of(self.opening.text()), yen_of(self.counted.text())
        if self._day is None or opening is None or counted is None:
            return
        asked = self._workplace.do(count_cash, self._day, counted, opening)
        asked.then(self._recorded, owner=self)

    def _recorded(self, written: CashWritten) -> None:
        cash = written.cash
        difference = cash.difference or 0
        text = _EXACT if not difference else _OVER if difference > 0 else _UNDER
        sentence = tr(text, yen=f"{cash.counted or 0:,}", difference=f"{abs(difference):,}")
        self._workplace.shell.tell(sentence, partial(self._take_back, written.before))
        self.kept.emit()

    def _take_back(self, before: CashDay) -> None:
        self._workplace.do(uncount_cash, before).then(self._taken_back, owner=self)

    def _taken_back(self, written: CashWritten) -> None:
        is_counted = written.cash.counted is not None
        self._workplace.shell.tell(tr("前に数えた金額に戻しました" if is_counted else "数えた金額を取り消しました"))


def yen_of(text: str) -> int | None:
    """A sum as it was typed, in wide digits or with commas too; None for none."""
    digits = unicodedata.normalize("NFKC", text).replace(",", "").replace("円", "").strip()  # no-tr
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MOST_YEN)):
        return None
    return int(digits)


_EXACT = "数えた金額 {yen}円を記録しました。ぴったり合っています"
_OVER = "数えた金額 {yen}円を記録しました。{difference}円多くなっています"
_UNDER = "数えた金額 {yen}円を記録しました。{difference}円少なくなっています"
_LESS = "{yen}円少なくなっています。このまま締められます。"
