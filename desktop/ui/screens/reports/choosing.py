"""What is asked for on 報告: which report, of which period, told apart by what, beside the year before or not."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.facts import Session
from core.problem import Problem
from core.reports.period import Period, PeriodKind
from core.reports.stepping import period_after, period_before, period_of
from core.reports.table import Asked, ReportCode, Split
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screens.reports.offered import OFFERED, PERIODS, SPLITS, Offered, offered
from desktop.ui.screens.reports.period_words import day_typed, period_words, typed_period
from desktop.ui.widgets.buttons import IconButton, SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY_WIDTH = 150


class Choosing(QWidget):
    """`chosen` when what is asked for is another. `asked` is None while no session is chosen."""

    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.period = period_of(PeriodKind.MONTH, today)
        self._today = today
        self._sessions: Sequence[Session] = ()
        self.report, self.kind = DropDown("どの集計か", letters=10), DropDown("期間の長さ", letters=7)
        self.before = IconButton("前の期間", lambda: self._turn(-1), icon="chevron_left")
        self.after = IconButton("次の期間", lambda: self._turn(1), icon="chevron_right")
        self.named = Text("", "heading", wrap=False)
        self.first, self.last = LineField("はじめの日", "2026/4/1"), LineField("おわりの日", "2026/9/30")
        self.take = SecondaryButton("この期間にする", self._take_typed)
        self.split, self.session = DropDown("分け方", letters=8), DropDown("どの会か", letters=16)
        self.compare = SecondaryButton("前の年とくらべる", self._changed, icon="swap")
        self.compare.setCheckable(True)
        self.compare.toggled.connect(lambda is_on: self.compare.set_icon("check" if is_on else "swap"))
        self.fault = Text("", "error")
        self._arrange()
        self._fill()
        self._suit()
        self.report.activated.connect(lambda _place: self._choose_report())
        self.kind.activated.connect(lambda _place: self._choose_kind())
        for each in (self.split, self.session):
            each.activated.connect(lambda _place: self._changed())
        for field in (self.first, self.last):
            field.submitted.connect(lambda _text: self._take_typed())

    @property
    def offer(self) -> Offered:
        """The report that is chosen."""
        return offered(self.report.value())

    @property
    def asked(self) -> Asked | None:
        """What is to be counted."""
        session = (self.session.value() or None) if self.offer.of_session else None
        if self.offer.of_session and session is None:
            return None
        return Asked(
            report=self.offer.code,
            period=self.period,
            split=Split(self.split.value() or Split.NONE) if self.offer.splits else Split.NONE,
            session_id=session,
            compares=self.offer.compares and self.compare.isChecked(),
        )

    def told(self) -> list[str]:
        """What is chosen, in words: the report, its period, how it is split and compared."""
        offer = self.offer
        told = [tr(offer.title), self.session.currentText() if offer.of_session else "", period_words(self.period)]
        if offer.splits and self.split.value() != Split.NONE:
            told.append(self.split.currentText())
        if offer.compares and self.compare.isChecked():
            told.append(self.compare.accessibleName())
        return [each for each in told if each]

    def show_period(self, period: Period) -> None:
        """Ask for this one."""
        self.period = period
        self._name()
        self._changed()

    def take_report(self, code: ReportCode) -> None:
        """Have this one chosen, without a word."""
        self.report.set_value(code.value)
        self._suit()

    def show_sessions(self, sessions: "Sequence[Session]") -> None:
        """The sessions of the period, to choose one from."""
        self._sessions = sessions
        with QSignalBlocker(self.session):
            present = self.session.value()
            self.session.clear()
            for each in sessions:
                self.session.addItem(
                    f"{day_typed(date.fromisoformat(each.day))} {each.starts} {each.title}", each.session_id
                )
            self.session.set_value(present)

    def refuse(self, problem: Problem | None) -> None:
        """Say why there is nothing to be seen."""
        self.fault.setText(told(problem) if problem is not None else "")
        self.fault.setVisible(problem is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
            self._name()

    def _fill(self) -> None:
        lists = (
            (self.report, [(each.code.value, each.title) for each in OFFERED]),
            (self.kind, [(kind.value, text) for kind, text in PERIODS]),
            (self.split, [(split.value, SPLITS[split]) for split in self.offer.splits]),
        )
        for box, entries in lists:
            with QSignalBlocker(box):
                present = box.value()
                box.clear()
                for value, text in entries:
                    box.addItem(tr(text), value)
                box.set_value(present)

    def _choose_report(self) -> None:
        self._suit()
        self._changed()

    def _suit(self) -> None:
        """What this report can be asked for, with the period that it is mostly asked for."""
        offer = self.offer
        self.kind.set_value(offer.usual)
        self.period = period_of(offer.usual, min(self.period.last, self._today))
        self._fill()
        self.split.setVisible(len(offer.splits) > 1)
        self.compare.setVisible(offer.compares)
        self.session.setVisible(offer.of_session)
        self._name()

    def _choose_kind(self) -> None:
        kind = PeriodKind(self.kind.value())
        if kind is not PeriodKind.FREE:
            self.show_period(period_of(kind, max(self.period.first, min(self.period.last, self._today))))
            return
        self._name()
        self.first.setFocus()

    def _take_typed(self) -> None:
        try:
            self.show_period(typed_period(self.first.text(), self.last.text()))
        except Problem as problem:
            self.refuse(problem)

    def _turn(self, by: int) -> None:
        try:
            self.show_period(period_before(self.period) if by < 0 else period_after(self.period))
        except (Problem, OverflowError):
            self.refuse(Problem("period", "その期間はありません。", "はじめの日を、おわりの日より前にしてください。"))

    def _name(self) -> None:
        is_free = self.kind.value() == PeriodKind.FREE.value
        self.named.setText(period_words(self.period))
        self.first.setText(day_typed(self.period.first))
        self.last.setText(day_typed(self.period.last))
        for part in (self.first, self.last, self.take):
            part.setVisible(is_free)

    def _changed(self) -> None:
        self.refuse(None)
        self.chosen.emit()

    def _arrange(self) -> None:
        asking = QWidget()
        which = (self.report, self.split, self.session, self.compare, self.kind)
        turning = QWidget()
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 0, 0)
        for turn in (self.before, self.named, self.after):
            row.addWidget(turn)
        asking.setLayout(FlowRow(*which, turning, self.first, self.last, self.take, gap=8))
        for field in (self.first, self.last):
            field.setMaximumWidth(theme.px(_DAY_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (asking, self.fault):
            column.addWidget(part)
        self.fault.hide()
