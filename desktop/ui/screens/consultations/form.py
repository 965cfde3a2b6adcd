"""The three choices and Enter."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.catalogue import Outcome, Topic
from desktop.app.consultations import ConsultationForm
from desktop.app.last_choices import LastChoice
from desktop.app.waiting import DeskChoices
from desktop.ui import theme
from desktop.ui.i18n import named
from desktop.ui.screens.consultations.minutes import MinutesPicker
from desktop.ui.screens.consultations.model import REFERS, missing
from desktop.ui.screens.consultations.opened import Typed
from desktop.ui.screens.consultations.topics import TopicPicker
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.reveal import reveal
from desktop.ui.widgets.text import Text

LATER = "later"
"""Chosen instead of where to or why: to be filled in from the day's list."""
_GUTTER = 40


class ConsultationDesk(QWidget):
    """Topic, outcome, minutes. The keyboard goes on by itself; Enter at the end is `wanted`.

    `topic_chosen(Topic)`, `outcome_chosen` and `follow_up_chosen` tell of choices by a person, for help that depends
    on them; `edited` of any change at all. `above`, `asked` and `below` are places for what goes with the form.
    """

    wanted = Signal()
    topic_chosen = Signal(object)
    outcome_chosen = Signal()
    follow_up_chosen = Signal()
    edited = Signal()

    def __init__(self, details: Callable[[], object], void: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._outcomes: tuple[Outcome, ...] = ()
        self.topics, self.minutes = TopicPicker(), MinutesPicker()
        self.outcome = Choices("結果", numbered=True, compact=True)
        self.follow_up = Choices("結果の理由・案内先", numbered=True, compact=True)
        self.missing = Text("", "error")
        self.save = PrimaryButton("記録する", self.wanted.emit, icon="check")
        self.details = SecondaryButton("くわしく", details)
        self.void: Button = SecondaryButton("この相談を取り消す", void, icon="trash")
        self.leave: Button = TextButton("直さずに戻る", leave)
        self.above, self.asked, self.below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._arrange()
        self._connect()
        self.show_typed(Typed(), amending=False)

    def show_choices(self, choices: DeskChoices) -> None:
        """Offer today's topics and outcomes."""
        self._outcomes = choices.outcomes
        self.topics.show_choices(choices)
        self.outcome.set_choices([(each.code, named(each)) for each in choices.outcomes])
        self._offer_follow_ups(self.follow_up.value())

    def show_typed(self, typed: Typed, *, amending: bool) -> None:
        """Another consultation comes on top: what stands in its form."""
        self.topics.set_value(typed.topic, typed.search)
        self.outcome.set_value(typed.outcome)
        self._offer_follow_ups(typed.follow_up)
        self.minutes.set_text(typed.minutes)
        self.say_missing("")
        self.label_save(amending=amending)
        for button in (self.void, self.leave):
            button.setVisible(amending)

    def label_save(self, people: int = 1, *, amending: bool = False) -> None:
        """What the button does: for one, for each of a group, or a change."""
        if people > 1:
            self.save.say("{n}人に同じ内容で記録する", n=people)
        else:
            self.save.say("直した内容で記録する" if amending else "記録する")

    def typed(self) -> Typed:
        """What stands in it now; the rest of the fields are not of this part."""
        return Typed(
            topic=self.topics.value(),
            outcome=self.outcome.value(),
            follow_up=self.follow_up.value(),
            minutes=self.minutes.text(),
            search=self.topics.search.text(),
        )

    def read(self, base: ConsultationForm) -> ConsultationForm | None:
        """What is chosen, upon what was recorded before; None while one of the three is missing, which it says."""
        minutes = self.minutes.value()
        odd = self.minutes.obstacle()
        lacking = missing(self.topics.value(), self.outcome.value(), minutes)
        self.say_missing(odd.sentence if odd and self.topics.value() and self.outcome.value() else lacking)
        if self.missing.text() or minutes is None:
            self._first_missing().setFocus(Qt.FocusReason.TabFocusReason)
            return None
        outcome, follow_up = self.outcome.value(), self.follow_up.value().replace(LATER, "")
        return replace(
            base,
            topic=self.topics.value(),
            outcome=outcome,
            minutes=minutes,
            referral=follow_up if follow_up and outcome == REFERS else None,
            reason=follow_up if follow_up and outcome != REFERS else None,
        )

    def choose_topic(self, code: str) -> None:
        """As if a person had chosen it: the outcome is next."""
        self.topics.choose(code)

    def choose_outcome(self, code: str) -> None:
        """As if a person had chosen it: the minutes are next."""
        self.outcome.set_value(code)
        self._outcome_chosen(code)

    def say_missing(self, sentence: str) -> None:
        """What keeps it from being recorded."""
        self.missing.say(sentence)
        self.missing.setVisible(bool(sentence))
        if sentence:
            reveal(self.missing)

    def offer_minutes(self, minutes: int) -> None:
        """What was counted at the table, unless something was typed already."""
        if not self.minutes.text():
            self.minutes.set_value(minutes)
            self.minutes.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
            return
        super().keyPressEvent(event)

    def _first_missing(self) -> QWidget:
        if not self.topics.value():
            return self.topics.search
        return self.outcome if not self.outcome.value() else self.minutes

    def _topic_chosen(self, topic: Topic) -> None:
        self.say_missing("")
        self.outcome.take_focus()
        reveal(self.outcome)
        self.topic_chosen.emit(topic)
        self.edited.emit()

    def _again(self, last: LastChoice) -> None:
        self.choose_outcome(last.outcome)

    def _outcome_chosen(self, _code: str) -> None:
        self.say_missing("")
        self._offer_follow_ups("")
        if self.follow_up.isVisibleTo(self):
            self.follow_up.take_focus(LATER)
            reveal(self.follow_up)
        else:
            self._go_to_minutes()
        self.outcome_chosen.emit()
        self.edited.emit()

    def _follow_up_chosen(self, _code: str) -> None:
        self._go_to_minutes()
        self.follow_up_chosen.emit()
        self.edited.emit()

    def _go_to_minutes(self) -> None:
        self.minutes.setFocus(Qt.FocusReason.TabFocusReason)
        self.minutes.field.selectAll()
        reveal(self.save)

    def _picked(self) -> None:
        self.save.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self.save)

    def _offer_follow_ups(self, value: str) -> None:
        outcome = next((each for each in self._outcomes if each.code == self.outcome.value()), None)
        offered = [(each.code, named(each)) for each in outcome.follow_ups] if outcome else []
        self.follow_up.set_choices([*offered, *([(LATER, "あとで入れる")] if offered else [])])
        self.follow_up.set_value(value)
        self.follow_up.setVisible(bool(offered))

    def _connect(self) -> None:
        self.topics.chosen.connect(self._topic_chosen)
        self.topics.again.connect(self._again)
        self.topics.search.textChanged.connect(self.edited)
        self.outcome.chosen.connect(self._outcome_chosen)
        self.follow_up.chosen.connect(self._follow_up_chosen)
        self.minutes.picked.connect(self._picked)
        self.minutes.edited.connect(self.edited)
        for part in (self.topics.confirmed, self.outcome.confirmed, self.follow_up.confirmed, self.minutes.submitted):
            part.connect(self.wanted)

    def _arrange(self) -> None:
        outcome = QVBoxLayout()
        outcome.setSpacing(4)
        for part in (self.outcome, self.follow_up):
            outcome.addWidget(part)
        outcome.addLayout(self.asked)
        end = QWidget()
        end.setLayout(FlowRow(self.minutes, self.save, self.details, self.void, self.leave, gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self.above)
        column.addWidget(self.topics)
        column.addLayout(_row(Text("結果", "strong", wrap=False), outcome))
        column.addLayout(_row(Text("何分", "strong", wrap=False), end))
        column.addWidget(self.missing)
        column.addLayout(self.below)
        column.addStretch()


def _row(label: QLabel, part: QWidget | QVBoxLayout) -> QHBoxLayout:
    label.setMinimumSize(theme.px(_GUTTER), theme.target())
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(part, QWidget):
        row.addWidget(part, 1)
    else:
        row.addLayout(part, 1)
    return row
