"""The three choices and Enter."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.catalogue import Outcome, Topic
from desktop.app.consultations import ConsultationForm
from desktop.app.waiting import DeskChoices
from desktop.ui import theme
from desktop.ui.screens.consultations.minutes import MinutesPicker
from desktop.ui.screens.consultations.model import missing, named
from desktop.ui.screens.consultations.topics import TopicPicker
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text

_GUTTER = 48


class ConsultationDesk(QWidget):
    """Topic, outcome, minutes. The keyboard goes on by itself; Enter at the end is `wanted`.

    `topic_chosen(Topic)` and `outcome_chosen` tell of choices by a person, for help that depends on them.
    """

    wanted = Signal()
    topic_chosen = Signal(object)
    outcome_chosen = Signal()

    def __init__(self, details: Callable[[], object], void: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._outcomes: tuple[Outcome, ...] = ()
        self._base = ConsultationForm("", "", 0)
        self.topics, self.minutes = TopicPicker(), MinutesPicker()
        self.outcome, self.follow_up = Choices("結果", numbered=True), Choices("結果の理由・案内先", numbered=True)
        self.missing = Text("", "error")
        self.save = PrimaryButton("記録する", self.wanted.emit, icon="check")
        self.details = SecondaryButton("くわしく", details, icon="edit")
        self.void: Button = SecondaryButton("この相談を取り消す", void, icon="trash")
        self.leave: Button = TextButton("直さずに戻る", leave)
        self._arrange()
        self._connect()
        self.clear()

    def show_choices(self, choices: DeskChoices) -> None:
        """Offer today's topics and outcomes."""
        self._outcomes = choices.outcomes
        self.topics.show_choices(choices)
        self.outcome.set_choices([(each.code, named(each)) for each in choices.outcomes])
        self._offer_follow_ups(self._base.referral or self._base.reason or "")

    def clear(self) -> None:
        """Nothing chosen yet."""
        self._show(ConsultationForm("", "", 0), None, amending=False)

    def show_form(self, form: ConsultationForm) -> None:
        """A recorded consultation, to be changed."""
        self._show(form, form.minutes, amending=True)

    def read(self) -> ConsultationForm | None:
        """What is chosen, upon what the form held before; None while one of the three is missing, which it says."""
        minutes = self.minutes.value()
        self.say_missing(missing(self.topics.value(), self.outcome.value(), minutes))
        if self.missing.text() or minutes is None:
            self._first_missing().setFocus(Qt.FocusReason.TabFocusReason)
            return None
        outcome, follow_up = self.outcome.value(), self.follow_up.value()
        return replace(
            self._base,
            topic=self.topics.value(),
            outcome=outcome,
            minutes=minutes,
            referral=follow_up if follow_up and outcome == "O4" else None,
            reason=follow_up if follow_up and outcome != "O4" else None,
        )

    def say_missing(self, sentence: str) -> None:
        """What keeps it from being recorded."""
        self.missing.say(sentence)
        self.missing.setVisible(bool(sentence))

    def offer_minutes(self, minutes: int) -> None:
        """What was counted since the call, unless something was chosen already."""
        if self.minutes.value() is None:
            self.minutes.set_value(minutes)
            self.minutes.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
            return
        super().keyPressEvent(event)

    def _show(self, form: ConsultationForm, minutes: int | None, *, amending: bool) -> None:
        self._base = form
        self.topics.set_value(form.topic)
        self.outcome.set_value(form.outcome)
        self._offer_follow_ups(form.referral or form.reason or "")
        self.minutes.set_value(minutes)
        self.say_missing("")
        self.save.say("直した内容で記録する" if amending else "記録する")
        for button in (self.void, self.leave):
            button.setVisible(amending)

    def _first_missing(self) -> QWidget:
        if not self.topics.value():
            return self.topics.search
        return self.outcome if not self.outcome.value() else self.minutes

    def _topic_chosen(self, topic: Topic) -> None:
        self.say_missing("")
        self.outcome.take_focus()
        self.topic_chosen.emit(topic)

    def _outcome_chosen(self, _code: str) -> None:
        self.say_missing("")
        self._offer_follow_ups("")
        self.minutes.setFocus(Qt.FocusReason.TabFocusReason)
        self.minutes.field.selectAll()
        self.outcome_chosen.emit()

    def _offer_follow_ups(self, value: str) -> None:
        outcome = next((each for each in self._outcomes if each.code == self.outcome.value()), None)
        offered = outcome.follow_ups if outcome else ()
        self.follow_up.set_choices([(each.code, named(each)) for each in offered])
        self.follow_up.set_value(value)
        self.follow_up.setVisible(bool(offered))

    def _connect(self) -> None:
        self.topics.chosen.connect(self._topic_chosen)
        self.outcome.chosen.connect(self._outcome_chosen)
        self.follow_up.chosen.connect(lambda _code: self.minutes.setFocus(Qt.FocusReason.TabFocusReason))
        self.minutes.picked.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        for part in (self.topics.confirmed, self.outcome.confirmed, self.follow_up.confirmed, self.minutes.submitted):
            part.connect(self.wanted)

    def _arrange(self) -> None:
        outcome = QVBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(self.outcome)
        outcome.addWidget(self.follow_up)
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.save, self.details, self.void, self.leave))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.topics)
        column.addLayout(_row(Text("結果", "strong", wrap=False), outcome))
        column.addLayout(_row(Text("何分", "strong", wrap=False), self.minutes))
        column.addWidget(self.missing)
        column.addWidget(buttons)
        column.addStretch()


def _row(label: QLabel, part: QWidget | QVBoxLayout) -> QHBoxLayout:
    label.setMinimumSize(theme.px(_GUTTER), theme.target())
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(part, QWidget):
        row.addWidget(part, 1)
    else:
        row.addLayout(part, 1)
    return row
