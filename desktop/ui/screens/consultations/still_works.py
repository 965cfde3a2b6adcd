"""まだ使えていますか: one line above the form about an earlier consultation of the same visitor, and three touches."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.desk import Changed
from desktop.app.still_works import Answer, StillWorks, answer_still_works, still_works
from desktop.ui.commands import Command
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.parts import DeskPart, Subject
from desktop.ui.screens.consultations.words import question_text
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace


class StillWorksPart(DeskPart):
    """`troubled(topic code)` after まだこまっている: what this consultation is about, most likely."""

    troubled = Signal(str)

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell, self._workplace = shell, workplace
        self._visit: str | None = None
        self._question: StillWorks | None = None
        self._not_asked: set[str] = set()
        self.sentence = Text("", "strong")
        self.works = SecondaryButton("使えている", partial(self._answer, Answer.WORKS))
        self.trouble = SecondaryButton("まだこまっている", partial(self._answer, Answer.TROUBLE))
        self.skip = TextButton("きかない", self._leave)
        for key, button in zip("YHU", (self.works, self.trouble, self.skip), strict=True):
            button.hint(f"Ctrl+{key}")
        self._arrange()
        self._offer_keys()
        self.hide()

    def show_subject(self, subject: Subject) -> None:
        alone = len(subject.visitors) == 1 and subject.amending is None
        visit = subject.visitors[0].attendance.attendance_id if alone else None
        if visit != self._visit:
            self._visit = visit
            self._show(None)
            self._ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._question is not None:
            self.sentence.setText(question_text(self._question))

    def _ask(self) -> None:
        if self._visit is not None and self._visit not in self._not_asked:
            self._workplace.do(still_works, self._visit).then(self._show, owner=self)

    def _show(self, question: StillWorks | None) -> None:
        """An answer about somebody who is no longer on top is left alone."""
        self._question = question if question and question.attendance_id == self._visit else None
        if self._question is not None:
            self.sentence.setText(question_text(self._question))
        self.setVisible(self._question is not None)

    def _answer(self, answer: Answer) -> None:
        question = self._question
        if question is None:
            return
        self._show(None)
        asked = self._workplace.do(answer_still_works, question.consultation_id, answer.value, question.attendance_id)
        asked.then(partial(self._answered, question, answer), owner=self)

    def _answered(self, question: StillWorks, answer: Answer, _changed: Changed) -> None:
        told = "「使えている」と記録しました" if answer is Answer.WORKS else "「まだこまっている」と記録しました"
        self._shell.tell(tr(told), partial(self._take_back, question))
        if answer is Answer.TROUBLE and question.attendance_id == self._visit:
            self.troubled.emit(question.code)

    def _take_back(self, question: StillWorks) -> None:
        undone = self._workplace.do(answer_still_works, question.consultation_id, Answer.NONE.value)
        undone.then(self._taken_back, owner=self)

    def _taken_back(self, _changed: Changed) -> None:
        self._shell.tell(tr("まだ使えているかの記録を取り消しました"))
        self._ask()

    def _leave(self) -> None:
        if self._question is not None:
            self._not_asked.add(self._question.attendance_id)
            self._show(None)

    def _arrange(self) -> None:
        asked, buttons = QWidget(), QWidget()
        line = QHBoxLayout(asked)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("question", "key"))
        line.addWidget(self.sentence, 1)
        buttons.setLayout(FlowRow(self.works, self.trouble, self.skip, gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TurningRow(asked, buttons))

    def _offer_keys(self) -> None:
        here = self.isVisible
        works, trouble = partial(self._answer, Answer.WORKS), partial(self._answer, Answer.TROUBLE)
        self._shell.commands.add(
            Command("consultation.works", "前回のこと: 使えている", works, "Ctrl+Y", "check", enabled=here),
            Command(
                "consultation.trouble", "前回のこと: まだこまっている", trouble, "Ctrl+H", "question", enabled=here
            ),
            Command("consultation.not_asked", "前回のこと: きかない", self._leave, "Ctrl+U", "close", enabled=here),
        )
