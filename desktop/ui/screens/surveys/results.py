"""アンケートの集計: the counts of some days or of one session, and on request what was written."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Session, SurveySheet
from desktop.app.desk import Changed
from desktop.app.files import write_file
from desktop.ui.i18n import language, named, tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.surveys.counts import SurveyCard
from desktop.ui.screens.surveys.model import Period, periods
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, EmptyState
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.surveys import EntryChoices, SurveyResults, WrittenWords

_SHOWN: Changed = frozenset({Session, SurveySheet})


class SurveyResultsScreen(Screen):
    """One questionnaire below the other; the words stay closed until somebody asks for them."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "アンケートの集計")
        self._workplace = workplace
        self._choices: EntryChoices | None = None
        self._periods: list[Period] = []
        self.results: SurveyResults | None = None
        self.period = DropDown("いつの用紙か", letters=20)
        self.words = SecondaryButton("書かれたことばを読む", self.read_words, icon="document")
        self.save = SecondaryButton("表に保存", self.choose_target, icon="save")
        self.enter = PrimaryButton("アンケートを入力", partial(shell.go, "survey_entry"), icon="edit")
        self._nothing = EmptyState("この期間の用紙は、まだ入力されていません", icon="reports")
        self._written = Card("書かれたことば")
        self._written.hide()
        self._cards: list[QWidget] = []
        self._arrange()
        self.period.currentIndexChanged.connect(lambda _place: self._fetch())
        workplace.changed.connect(self._changed)

    def first_focus(self) -> QWidget:
        return self.period

    def shown(self) -> None:
        from desktop.app.surveys import entry_choices

        self._workplace.do(entry_choices).then(self._show_periods, owner=self)

    def retranslate(self) -> None:
        if self._choices is not None:
            self._show_periods(self._choices)

    def read_words(self) -> None:
        """That somebody looked is recorded with it."""
        from desktop.app.surveys import survey_words

        period = self._period()
        if period is not None:
            self._workplace.do(survey_words, period.scope).then(self._show_words, owner=self)

    def choose_target(self) -> None:
        """Where the table goes."""
        ask_where(self, tr("表に保存"), tr("アンケートの集計.csv"), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the counts as a table, in the language of the window."""
        from desktop.app.surveys import results_csv

        if self.results is not None:
            data = results_csv(self.results, english=language() == "en")
            self.shell.jobs.background(partial(write_file, path, data), self._saved, owner=self)

    def _arrange(self) -> None:
        choosing = QWidget()
        choosing.setLayout(FlowRow(self.period, self.enter, self.words, self.save))
        self.add(choosing)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        self.add(self._column)
        self.add(self._written)
        self.add(self._nothing)
        self.body.addStretch(1)

    def _show_periods(self, choices: "EntryChoices") -> None:
        self._choices = choices
        today = next(each.day for each in choices.occasions if each.session is None)
        with QSignalBlocker(self.period):
            present = self.period.value()
            self._periods = periods(today, choices.occasions)
            self.period.clear()
            for each in self._periods:
                self.period.addItem(each.text, each.id)
            self.period.set_value(present)
        self._fetch()

    def _period(self) -> Period | None:
        return next((each for each in self._periods if each.id == self.period.value()), None)

    def _fetch(self) -> None:
        from desktop.app.surveys import survey_results

        period = self._period()
        if period is not None:
            self._written.hide()
            self._workplace.do(survey_results, period.scope).then(self._show, owner=self)

    def _show(self, results: "SurveyResults") -> None:
        self.results = results
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [SurveyCard(each) for each in results.surveys]
        for card in self._cards:
            self._column.addWidget(card)
        self._nothing.setVisible(not results.surveys)
        self.save.setEnabled(bool(results.surveys))
        self.words.setEnabled(results.with_words > 0)

    def _show_words(self, written: "tuple[WrittenWords, ...]") -> None:
        while (item := self._written.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        asked = ""
        for each in written:
            heading = f"{named(each.survey)}　{named(each.question)}"
            if heading != asked:
                asked = heading
                self._written.add(_plain(heading, "strong"))
            self._written.add(_plain(f"・{each.text}", "body"))
        self._written.setVisible(bool(written))

    def _saved(self, path: Path) -> None:
        self.shell.tell(tr("「{name}」に保存しました。", name=path.name))

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN:
            self._fetch()


def _plain(text: str, kind: Literal["strong", "body"]) -> Text:
    made = Text("", kind)
    made.setText(text)
    return made
