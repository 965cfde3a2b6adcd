"""Scans while nobody is at the desk: received as ever, and answered on the cover without a name."""

import time
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.card_code import Code, CodeKind, parse
from core.door_results import DoorResult
from core.facts import Attendance
from desktop.app.check_in import check_in
from desktop.app.door import DoorAnswer
from desktop.app.void_visit import void_attendance
from desktop.devices.scanner import Repeats
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.model import answer_sentence, ticket_of
from desktop.ui.screens.reception.walk_in_keys import WalkInKeys
from desktop.ui.shell.away import AwayCover
from desktop.ui.shifts import ShiftDoor
from desktop.ui.widgets.result import RESULTS, ResultView
from desktop.ui.workplace import Workplace


class AwayDoor(QObject):
    """One for the program: `AwayDoor.stand(shell, workplace)` makes it, or finds the one that stands already."""

    @classmethod
    def stand(cls, shell: Shell, workplace: Workplace) -> "AwayDoor":
        """The one door; it lives as long as the workplace."""
        found = workplace.findChild(cls)
        return found if found is not None else cls(shell, workplace)

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._shell, self._workplace, self._repeats = shell, workplace, Repeats()
        self.walk_ins = WalkInKeys(shell, self)
        shell.scanned_away.connect(self._scanned)

    def _scanned(self, text: str) -> None:
        code = parse(text)
        if not isinstance(code, Code):
            self._repeats.forget()
            self._show(ResultView("unreadable"))
        elif not self._repeats.is_repeat(code.text, time.monotonic()):
            if code.kind is CodeKind.BADGE:
                ShiftDoor.stand(self._workplace).scan(code.text, self._show_shift)
                return
            self._shell.begin()
            self._workplace.do(check_in, code.text).then(self._answered, owner=self)

    def _answered(self, answer: DoorAnswer) -> None:
        visit = answer.attendance
        if answer.result is DoorResult.RECEIVED and visit is not None:
            sentence = tr("整理番号 {ticket} を受け付けました", ticket=visit.ticket or "")
            self._shell.tell(sentence, partial(self._take_back, visit))  # for whoever comes back
        self._show(ResultView(answer.result.value, ticket_of(answer), answer_sentence(answer)))

    def _take_back(self, visit: Attendance) -> None:
        sentence = tr("整理番号 {ticket} の受付を取り消しました", ticket=visit.ticket or "")
        undone = self._workplace.do(void_attendance, visit.attendance_id)
        undone.then(lambda _changed: self._shell.tell(sentence), owner=self)

    def _show_shift(self, sentence: str, done: bool) -> None:
        """A supporter's: the sound was played."""
        for cover in _covers():
            cover.show_result(ResultView("received" if done else "unknown", sentence=sentence))

    def _show(self, view: ResultView) -> None:
        self._shell.sounds.play(RESULTS[view.code].sound)
        for cover in _covers():
            cover.show_result(view)


def _covers() -> list[AwayCover]:
    return [cover for window in QApplication.topLevelWidgets() for cover in window.findChildren(AwayCover)]
