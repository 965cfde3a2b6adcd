"""After 「詐欺かもしれない」: its topic is chosen, or its leaflet goes to the printer, in one touch from anywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.catalogue import Topic
from desktop.app.waiting import DeskChoices, desk_choices
from desktop.ui.commands import Command
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.screens.consultations.view import ConsultationsScreen

RECORD, PRINT = "consultation.scam", "consultation.scam_leaflet"


class AfterScam(QObject):
    """One for the screen; known by its commands."""

    def __init__(self, screen: "ConsultationsScreen", workplace: Workplace) -> None:
        super().__init__(screen)
        self._screen, self._workplace = screen, workplace
        words = ("sagi",)
        screen.shell.commands.add(
            Command(RECORD, "詐欺の相談を記録する", lambda: self._ask(self._record), "", "warning", words),
            Command(PRINT, "詐欺の資料を印刷する", lambda: self._ask(self._print), "", "print", words),
        )

    def _ask(self, then: Callable[[DeskChoices], None]) -> None:
        self._screen.shell.go("consultation")
        self._workplace.do(desk_choices).then(then, owner=self)

    def _record(self, choices: DeskChoices) -> None:
        self._choose(choices)

    def _choose(self, choices: DeskChoices) -> bool:
        """Whether the topic of a scam is chosen now; another one that was chosen before stays."""
        urgent, form = _urgent(choices), self._screen.form
        if urgent is not None and not form.topics.value():
            form.topics.set_value(urgent.code)
            self._screen.bench.edited.emit()
        form.outcome.take_focus()
        return urgent is not None and form.topics.value() == urgent.code

    def _print(self, choices: DeskChoices) -> None:
        """The bar of leaflets asks which fits; its answer is there before the next one of the database."""
        command = "handout.print" if self._choose(choices) else "handout.list"
        self._workplace.do(desk_choices).then(lambda _choices: self._run(command), owner=self)

    def _run(self, command: str) -> None:
        self._screen.shell.commands.run(command)


def _urgent(choices: DeskChoices) -> Topic | None:
    return next((topic for group in choices.groups for topic in group.topics if topic.urgent), None)
