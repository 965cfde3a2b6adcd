"""アンケートを入力: a pile of sheets, each in a few keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.facts import Session, SurveySheet
from core.problem import Problem
from core.surveys import Survey
from desktop.app.desk import Changed
from desktop.ui.i18n import named, tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.surveys.model import occasion_text
from desktop.ui.screens.surveys.question import QuestionCard
from desktop.ui.screens.surveys.typing import SheetTyping
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.surveys import EntryChoices, Occasion, Pile, SheetEntered

_SHOWN: Changed = frozenset({Session, SurveySheet})


class PileBox(DropDown):
    """Chosen once, then forgotten: a digit is an answer and never looks for an entry."""

    typed = Signal(str)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isascii() and event.text().isdigit():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def hidePopup(self) -> None:
        super().hidePopup()
        self.closed.emit()


class SurveyEntryScreen(Screen):
    """The pile is told once at the top; below, one question after the other."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "アンケートを入力")
        self._workplace = workplace
        self._choices: EntryChoices | None = None
        self.occasion, self.survey = PileBox("いつの会の用紙か", letters=24), PileBox("アンケート", letters=22)
        self.count = Text("", "strong", wrap=False)
        self.card = QuestionCard()
        self.tools.addWidget(SecondaryButton("集計を見る", partial(shell.go, "survey_results"), icon="reports"))
        pile = QWidget()
        pile.setLayout(FlowRow(self.occasion, self.survey, self.count))
        self.add(pile)
        self.add(
            Text(
                "用紙は、まぜてから入力してください。お名前とは結びつけず、だれの用紙かは記録に残りません。", "caption"
            )
        )
        self.add(self.card, 1)
        self._connect()

    def first_focus(self) -> QWidget:
        return self.card

    def shown(self) -> None:
        from desktop.app.surveys import entry_choices

        self._workplace.do(entry_choices).then(self._show_choices, owner=self)

    def retranslate(self) -> None:
        if self._choices is not None:
            self._show_choices(self._choices)

    def pile(self) -> "Pile | None":
        """Which sheets are typed in; None before anything is there to choose."""
        from desktop.app.surveys import Pile

        occasion, survey = self._occasion(), self._survey()
        if occasion is None or survey is None:
            return None
        session_id = occasion.session.session_id if occasion.session else None
        return Pile(survey.id, survey.version, occasion.day, session_id)

    def _connect(self) -> None:
        self.card.finished.connect(self._record)
        self.occasion.currentIndexChanged.connect(self._occasion_changed)
        self.survey.currentIndexChanged.connect(self._survey_changed)
        for box in (self.occasion, self.survey):
            box.closed.connect(self.card.take_keyboard)
            box.typed.connect(self._typed)
        self._workplace.changed.connect(self._changed)

    def _typed(self, digit: str) -> None:
        self.card.take_keyboard()
        self.card.press(digit)

    def _show_choices(self, choices: "EntryChoices") -> None:
        """What was chosen stays chosen, and the sheet that is being typed stays too."""
        self._choices = choices
        with QSignalBlocker(self.occasion), QSignalBlocker(self.survey):
            present, survey = self.occasion.value(), self.survey.value()
            self.occasion.clear()
            for occasion in choices.occasions:
                self.occasion.addItem(occasion_text(occasion), _occasion_id(occasion))
            self.occasion.set_value(present)
            self.survey.clear()
            newest = choices.surveys.newest()
            for each in (*newest, *(older for older in choices.surveys.all if older not in newest)):
                text = (
                    named(each) if each in newest else tr("{title}（第{n}版の用紙）", title=named(each), n=each.version)
                )
                self.survey.addItem(text, f"{each.id}:{each.version}")
            self.survey.set_value(survey or self._usual())
        self._begin(keep=True)

    def _usual(self) -> str:
        """The newest version of the questionnaire that is usual for the chosen session."""
        occasion = self._occasion()
        if self._choices is None or occasion is None:
            return ""
        usual = self._choices.surveys.survey(occasion.usual)
        return f"{usual.id}:{usual.version}"

    def _occasion(self) -> "Occasion | None":
        place = self.occasion.currentIndex()
        return self._choices.occasions[place] if self._choices and 0 <= place < len(self._choices.occasions) else None

    def _survey(self) -> Survey | None:
        survey_id, _, version = self.survey.value().partition(":")
        return self._choices.surveys.find(survey_id, int(version or 0)) if self._choices else None

    def _occasion_changed(self, _place: int) -> None:
        with QSignalBlocker(self.survey):
            self.survey.set_value(self._usual())
        self._begin(keep=True)

    def _survey_changed(self, _place: int) -> None:
        self._begin(keep=True)

    def _begin(self, *, keep: bool) -> None:
        """An empty sheet; `keep` leaves the one at hand where it is of this very questionnaire."""
        survey = self._survey()
        if survey is None:
            return
        present = self.card.typing
        self.card.show_sheet(present if keep and present and present.survey == survey else SheetTyping(survey))
        self._count()

    def _count(self) -> None:
        from desktop.app.surveys import entered

        pile = self.pile()
        if pile is not None:
            self._workplace.do(entered, pile).then(self._show_count, owner=self)

    def _show_count(self, count: int) -> None:
        self.count.say("入力ずみ {n}枚", n=count)

    def _record(self) -> None:
        from desktop.app.surveys import enter_sheet

        pile, typing = self.pile(), self.card.typing
        if pile is None or typing is None:
            return
        self.shell.begin()
        self.card.hold()
        self._workplace.do(enter_sheet, pile, typing.answers()).then(self._recorded, self._refused, owner=self)

    def _recorded(self, done: "SheetEntered") -> None:
        self._show_count(done.entered)
        self.shell.tell(tr("{n}枚目を記録しました。", n=done.entered), undo=partial(self._take_back, done.sheet_id))
        self._begin(keep=False)
        self.card.take_keyboard()
        self.card.let_go()

    def _refused(self, problem: Problem) -> None:
        self.card.drop()
        self.card.take_keyboard()
        self.shell.tell_problem(problem)

    def _take_back(self, sheet_id: str) -> None:
        from desktop.app.surveys import void_sheet

        self._workplace.do(void_sheet, sheet_id).then(lambda _changed: self._taken_back(), owner=self)

    def _taken_back(self) -> None:
        self._count()
        self.shell.tell("用紙1枚の入力を取り消しました。")

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN:
            self._count()


def _occasion_id(occasion: "Occasion") -> str:
    return occasion.session.session_id if occasion.session else occasion.day.isoformat()
