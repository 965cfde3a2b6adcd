"""The pages of 締め before the day is closed: who and what is still there. Nothing on them is needed."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.app.closing import ClosingState, EverybodyLeft, Step, everybody_left, everybody_stays
from desktop.app.desk import Changed
from desktop.app.loans import LoanLine, keep_device, take_keeping_back
from desktop.ui import theme
from desktop.ui.i18n import listed, tr
from desktop.ui.screens.today.loans import LoansOut, Returns
from desktop.ui.screens.today.model import OTHER_WEATHER, WEATHER, day_words
from desktop.ui.screens.today.still_waiting import StillWaiting
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.fields import NoteField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.free_line import FreeLine, guard_sentence
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_NAMED = 18


class StepCard(Card):
    """One page: its name, how it stands in a sentence, and what can be done."""

    STEP: Step

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.name = title
        self.lead = Text("", "lead")
        self.add(self.lead)

    def show_state(self, state: ClosingState) -> None:
        """As the day stands."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """What wants the keyboard here; None for the button that goes on."""
        return None


class HereStep(StepCard):
    """まだいる方: all of them leave with one touch, which can be taken back."""

    STEP = Step.HERE

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("まだいる方")
        self._workplace = workplace
        self._day: date | None = None
        self.tickets = Text("")
        self.waiting = StillWaiting(workplace)
        self.everybody = SecondaryButton("全員お帰り", self._leave, icon="check")
        self.add(self.tickets)
        self.add(FlowRow(self.everybody))
        self.add(self.waiting)
        self.body.addStretch()

    def show_state(self, state: ClosingState) -> None:
        self._day = state.day
        named = [each.ticket or "" for each in state.here]
        self.lead.say(
            "まだ {n}人が、お帰りになっていません。" if named else "みなさん、お帰りになりました。", n=len(named)
        )
        self.tickets.say("整理番号 {tickets}", tickets=partial(_some, named))
        self.tickets.setVisible(bool(named))
        self.everybody.setVisible(bool(named))
        self.waiting.setVisible(False)
        if state.is_today:
            self.waiting.fetch()

    def _leave(self) -> None:
        if self._day is not None:
            self._workplace.do(everybody_left, self._day).then(self._left, owner=self)

    def _left(self, left: EverybodyLeft) -> None:
        sentence = tr("{n}人のお帰りを記録しました", n=len(left.attendance_ids))
        self._workplace.shell.tell(sentence, partial(self._take_back, left))

    def _take_back(self, left: EverybodyLeft) -> None:
        told = partial(self._workplace.shell.tell, tr("お帰りの記録を取り消しました"))
        self._workplace.do(everybody_stays, left.attendance_ids).then(lambda _changed: told(), owner=self)


class LoansStep(StepCard):
    """貸し出し: each device came back, or stays with its visitor until a day."""

    STEP = Step.LOANS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("貸し出し")
        self._workplace = workplace
        self.out = LoansOut(titled=False, keeps=True)
        self.until = DropDown("返していただく日", letters=12)
        self._until_label = Text("返していただく日", "strong", wrap=False)
        self._choice = QWidget()
        self._choice.setLayout(FlowRow(self._until_label, self.until, gap=8))
        self.returns = Returns(workplace.shell, workplace, self.out)
        self.add(self._choice)
        self.add(self.out)
        self.body.addStretch()
        self.out.kept.connect(self._keep)

    def show_state(self, state: ClosingState) -> None:
        lead = "{n}台が、まだ戻っていません。" if state.loans else "貸し出し中の端末はありません。"
        self.lead.say(lead, n=len(state.loans))
        self.out.show_loans(state.loans)
        self._choice.setVisible(bool(state.loans))
        chosen = self.until.value()
        self.until.clear()
        for day in state.keep_until:
            self.until.addItem(day_words(day), day.isoformat())
        self.until.set_value(chosen)

    def _keep(self, line: LoanLine) -> None:
        until = date.fromisoformat(self.until.value())
        told = partial(self._kept, line, until)
        self._workplace.do(keep_device, line.loan.loan_id, until).then(told, owner=self)

    def _kept(self, line: LoanLine, until: date, _changed: Changed) -> None:
        sentence = tr("端末 {label} を {day} まで貸します", label=line.loan.device_label, day=day_words(until))
        self._workplace.shell.tell(sentence, partial(self._take_back, line))

    def _take_back(self, line: LoanLine) -> None:
        sentence = tr("端末 {label} は、まだ貸し出し中です", label=line.loan.device_label)
        asked = self._workplace.do(take_keeping_back, line.loan.loan_id, line.loan.due)
        asked.then(lambda _changed: self._workplace.shell.tell(sentence), owner=self)


class SlipsStep(StepCard):
    """相談票: printed or handed out, and not entered."""

    STEP = Step.SLIPS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("相談票")
        self.numbers = Text("")
        self.enter = SecondaryButton("相談票を入力する", workplace.shell.enter_slip, icon="write")
        self.add(self.numbers)
        self.add(FlowRow(self.enter))
        self.add(Text("白紙のまま残った票は、そのままでかまいません。入力は、締めたあとでもできます。", "muted"))
        self.body.addStretch()

    def show_state(self, state: ClosingState) -> None:
        left = [str(each) for each in state.slips]
        lead = "入力していない相談票が {n}枚あります。" if left else "入力していない相談票はありません。"
        self.lead.say(lead, n=len(left))
        self.numbers.say("番号 {tickets}", tickets=partial(_some, left))
        self.numbers.setVisible(bool(left))
        self.enter.setVisible(bool(left))


class UnsettledStep(StepCard):
    """要確認: what two laptops saw differently. `wanted` shows it."""

    STEP = Step.UNSETTLED
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("要確認")
        self.look = SecondaryButton("内容を見る", self.wanted.emit)
        self.add(FlowRow(self.look))
        self.body.addStretch()

    def show_state(self, state: ClosingState) -> None:
        n = state.unsettled
        self.lead.say("要確認が {n}件あります。あとの日に決めてもかまいません。" if n else "要確認はありません。", n=n)
        self.look.setVisible(bool(n))


class NotesStep(StepCard):
    """天気と引き継ぎ: the last page before the day is closed."""

    STEP = Step.NOTES

    def __init__(self) -> None:
        super().__init__("天気と引き継ぎ")
        choices = [(word, word) for word in WEATHER] + [(OTHER_WEATHER, "その他")]
        self.weather = SegmentedChoice("天気", choices)
        self.other = FreeLine("天気を書く", "たとえば: 台風のため早じまい")
        self.notes = NoteField("引き継ぎ・気づいたこと", guard=guard_sentence, lines=4)
        self.notes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        for part in (
            Text("天気", "strong"),
            self.weather,
            self.other,
            Text("引き継ぎ・気づいたこと", "strong"),
            self.notes,
        ):
            column.addWidget(part)
        self.add(column)
        self.body.addStretch()
        self.other.hide()
        self.weather.chosen.connect(self._weather_chosen)

    def show_state(self, state: ClosingState) -> None:
        self.lead.say("書かなくても、締められます。来場者のお名前は書かないでください。")

    def told(self) -> tuple[str, str]:
        """Weather and notes as they stand."""
        chosen = self.weather.value()
        return self.other.text() if chosen == OTHER_WEATHER else chosen, self.notes.text()

    def fill(self, weather: str, notes: str) -> None:
        """What was typed before."""
        is_other = bool(weather) and weather not in WEATHER
        self.weather.set_value(OTHER_WEATHER if is_other else weather)
        self.other.setText(weather if is_other else "")
        self.other.setVisible(is_other)
        self.notes.set_text(notes)

    def is_allowed(self) -> bool:
        """Whether what was typed may be kept."""
        return self.notes.is_allowed() and not self.other.warning

    def _weather_chosen(self, value: str) -> None:
        self.other.setVisible(value == OTHER_WEATHER)
        if value == OTHER_WEATHER:
            self.other.setFocus()


def _some(numbers: list[str]) -> str:
    return listed(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else "")
