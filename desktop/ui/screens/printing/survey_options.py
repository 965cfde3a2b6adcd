"""アンケート用紙: which questionnaire, for which session, in which words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

from core.handouts import Register
from desktop.ui.i18n import named, tr
from desktop.ui.screens.printing.model import WORDINGS
from desktop.ui.screens.printing.options import Options
from desktop.ui.screens.surveys.model import session_text
from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.labelled import Labelled
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper
    from desktop.app.surveys import PaperChoices


class SurveyOptions(Options):
    """A session tells its usual questionnaire and is printed on the sheet; without one the day stays open."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._choices: PaperChoices | None = None
        self._preferred = ""
        self.session, self.survey = DropDown("予定", letters=14), DropDown("アンケート", letters=14)
        self.wording = SegmentedChoice("ことば", WORDINGS, Register.STANDARD)
        for label, part in (("予定", self.session), ("アンケート", self.survey), ("ことば", self.wording)):
            self.column.addWidget(Labelled(label, part))
        self.column.addWidget(Text("お名前の欄はありません。必要な枚数を「部数」で印刷してください。", "caption"))
        enter = TextButton("書いてもらった用紙を入力する", lambda: workplace.shell.go("survey_entry"), icon="edit")
        self.column.addWidget(enter)
        self.column.addStretch()
        self.session.currentIndexChanged.connect(self._session_changed)
        self.survey.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.wording.chosen.connect(lambda _value: self.changed.emit())

    def prefer(self, what: str) -> None:
        self._preferred = what

    def refresh(self) -> None:
        from desktop.app.surveys import paper_choices

        self.workplace.do(paper_choices).then(self._show, owner=self)

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.surveys import survey_paper

        survey, register = self.survey.value(), Register(self.wording.value())
        return self.workplace.do(survey_paper, survey, register, self.session.value() or None) if survey else None

    def _show(self, choices: "PaperChoices") -> None:
        """What was chosen stays chosen."""
        self._choices = choices
        session, survey = self._preferred or self.session.value(), self.survey.value()
        with QSignalBlocker(self.session), QSignalBlocker(self.survey):
            self.session.clear()
            self.session.addItem(tr("会を決めない"), "")
            for occasion in choices.occasions:
                self.session.addItem(session_text(occasion.session), occasion.session.session_id)
            self.session.set_value(session)
            self.survey.clear()
            for each in choices.surveys:
                self.survey.addItem(named(each), each.id)
            self.survey.set_value(survey if survey and not self._preferred else self._usual())
        self._preferred = ""
        self.changed.emit()

    def _session_changed(self, _place: int) -> None:
        with QSignalBlocker(self.survey):
            self.survey.set_value(self._usual())
        self.changed.emit()

    def _usual(self) -> str:
        occasions = self._choices.occasions if self._choices else ()
        chosen = self.session.value()
        return next((each.usual for each in occasions if each.session.session_id == chosen), "")
