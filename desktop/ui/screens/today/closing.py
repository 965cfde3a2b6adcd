"""締め: one page after the other, each passed by one key where nothing is open. Nothing is forced."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.closing import ClosingState, Step, closing_state, forget_place, keep_place
from desktop.ui.i18n import tr
from desktop.ui.screens.today.closing_after import SendStep, SheetStep
from desktop.ui.screens.today.closing_cash import CashStep
from desktop.ui.screens.today.closing_steps import (
    HereStep,
    LoansStep,
    NotesStep,
    SlipsStep,
    StepCard,
    UnsettledStep,
)
from desktop.ui.screens.today.model import day_words
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.pages import Pages
from desktop.ui.widgets.reveal import bring_to_top, reveal
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

_ALREADY = "この日は、もう締めてあります。日報と送信から続けられます。"


class ClosingPage(QWidget):
    """`begin(day)` goes on where that day was left. `wanted(weather, notes)` closes it, `finished` is the end.

    `cancelled` leaves it for now; what was typed stays.
    """

    wanted = Signal(object, str, str)
    cancelled = Signal()
    finished = Signal()
    shown = Signal(object)
    """The `ClosingState` that was fetched."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.state: ClosingState | None = None
        self._day: date | None = None
        self._offered: list[tuple[str, str]] = []
        self._closed_here = False
        self.here, self.loans, self.cash = HereStep(workplace), LoansStep(workplace), CashStep(workplace)
        self.slips, self.unsettled, self.noted = SlipsStep(workplace), UnsettledStep(), NotesStep()
        self.sheet, self.sending = SheetStep(workplace), SendStep(workplace)
        self.steps: tuple[StepCard, ...] = (
            self.here,
            self.loans,
            self.cash,
            self.slips,
            self.unsettled,
            self.noted,
            self.sheet,
            self.sending,
        )
        self.heading, self.road = Text("", "heading"), Choices("締めの順番", compact=True)
        self.already, self.pages = Notice(), Pages(*self.steps)
        self.button = PrimaryButton("締める", self._close, icon="check")
        self.next = PrimaryButton("次へ", self.go_on, icon="chevron_right")
        self.back = SecondaryButton("前へ", self._go_back, icon="chevron_left")
        self.later = TextButton("あとで続ける", self._leave)
        self._arrange()

    @property
    def step(self) -> Step:
        """The page that is seen."""
        current = self.pages.current()
        return current.STEP if isinstance(current, StepCard) else Step.HERE

    def begin(self, day: date) -> None:
        """Lead through this day, from where it was left."""
        self._day, self.state, self._closed_here = day, None, False
        self.already.show_notice("")
        self.refresh()

    def refresh(self) -> None:
        """Ask how the day stands."""
        if self._day is not None:
            self._workplace.do(closing_state, self._day).then(self._show, owner=self)

    def closed(self) -> None:
        """It was closed from here: its sheet comes next."""
        self._closed_here = True
        self.refresh()

    def go_on(self) -> None:
        """次へ."""
        steps = self._steps()
        place = steps.index(self.step)
        if place + 1 < len(steps):
            self._turn_to(steps[place + 1])
        elif self.step.is_after:
            self._finish()

    def turn_to(self, step: Step) -> None:
        """This page, if the day is so far."""
        if step in self._steps():
            self._turn_to(step)

    def first_focus(self) -> QWidget:
        """The button that goes on."""
        return self.button if self.step is Step.NOTES else self.next

    def _arrange(self) -> None:
        going = QWidget()
        going.setLayout(FlowRow(self.later, self.back, self.next, self.button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(TurningRow(self.heading, going))
        column.addWidget(self.road)
        column.addWidget(self.already)
        column.addWidget(self.pages, 1)
        self.pages.turn_to(self.here)
        self.road.chosen.connect(lambda name: self.turn_to(Step(name)))
        self.road.confirmed.connect(self.go_on)
        self.cash.passed.connect(self.go_on)
        self.cash.kept.connect(self._offer_next)
        self.noted.notes.changed.connect(self._look)
        self.noted.other.textChanged.connect(lambda _text: self._look())

    def _show(self, state: ClosingState) -> None:
        is_first = self.state is None or self.state.day != state.day
        self.state = state
        for step in self.steps:
            if step.STEP.is_after is (state.closed is not None) and step is not self.sheet:
                step.show_state(state)
        if is_first:
            self.noted.fill(state.place.weather, state.place.notes)
        self._tell_already(state, is_first)
        wanted = Step(state.place.step) if is_first else self.step
        self._turn_to(wanted if wanted in self._steps() else self._steps()[0], keep=not is_first)
        self.shown.emit(state)

    def _tell_already(self, state: ClosingState, is_first: bool) -> None:
        """Another laptop may have closed the day while this one was on its way there."""
        elsewhere = state.closed is not None and not (is_first or self.step.is_after or self._closed_here)
        if elsewhere:
            self.already.show_notice(_ALREADY, "info")

    def _steps(self) -> list[Step]:
        is_closed = self.state is not None and self.state.closed is not None
        return [each.STEP for each in self.steps if each.STEP.is_after is is_closed]

    def _turn_to(self, step: Step, *, keep: bool = True) -> None:
        page = next(each for each in self.steps if each.STEP is step)
        if page is self.sheet and self.state is not None:
            self.sheet.show_state(self.state)
        has_turned = self.pages.turn_to(page)
        self._say()
        if has_turned:
            wanted = page.first_focus()
            (wanted or self.first_focus()).setFocus()
            bring_to_top(self)
            if wanted is not None:
                reveal(wanted)
            if keep:
                self._keep()

    def _say(self) -> None:
        state, steps = self.state, self._steps()
        place = steps.index(self.step)
        self.heading.say(
            "{day}を締めます（{place} / {n}）",
            day=day_words(state.day) if state is not None else "",
            place=place + 1,
            n=len(steps),
        )
        offered = [(each.STEP.value, _chip(each, state)) for each in self.steps if each.STEP in steps]
        if offered != self._offered:
            self._offered = offered
            self.road.set_choices(offered)
        self.road.set_value(self.step.value)
        is_last = self.step is Step.NOTES
        self.button.setVisible(is_last)
        self.next.setVisible(not is_last)
        self.next.say("おわる" if self.step is Step.SEND else "次へ")
        self.back.setEnabled(place > 0)
        self.button.say("締めて本部へ送る" if state is not None and state.sends else "締める")
        self._look()

    def _look(self) -> None:
        self.button.setEnabled(self.noted.is_allowed())

    def _offer_next(self) -> None:
        self.next.setFocus()
        bring_to_top(self)

    def _go_back(self) -> None:
        steps = self._steps()
        self._turn_to(steps[max(0, steps.index(self.step) - 1)])

    def _close(self) -> None:
        if self._day is not None:
            self.wanted.emit(self._day, *self.noted.told())

    def _keep(self) -> None:
        if self._day is not None:
            told = ("", "") if self.step.is_after else self.noted.told()
            self._workplace.do(keep_place, self._day, self.step, *told).then(owner=self)

    def _leave(self) -> None:
        self._keep()
        self.cancelled.emit()

    def _finish(self) -> None:
        self._workplace.do(forget_place).then(self._forgotten, owner=self)

    def _forgotten(self, _none: None) -> None:
        self._day = None
        self.finished.emit()


def _chip(step: StepCard, state: ClosingState | None) -> str:
    """The page's name with a mark: ✓ where nothing is open, ● where something is."""
    if state is None or step.STEP in (Step.NOTES, Step.SHEET):
        return step.name
    return f"{tr(step.name)} {'●' if state.is_open(step.STEP) else '✓'}"  # no-tr
