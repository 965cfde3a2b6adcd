"""What a coordinator does with a whole week or month: copy it on, or write it for other calendars."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.app.calendar import Span
from desktop.app.calendar_file import save_session_calendar
from desktop.app.session_copies import Copied, copy_month, copy_week, take_copies_back
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.calendar_model import MONTH, step
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.workplace import Workplace


class SpanDeeds:
    """`turn_to(day)` shows the days to which something was copied."""

    def __init__(self, shell: Shell, workplace: Workplace, owner: QWidget, turn_to: Callable[[date], object]) -> None:
        self._shell, self._workplace, self._owner, self._turn_to = shell, workplace, owner, turn_to

    def copy_on(self, span: Span, view: str) -> None:
        """Everything that is planned there once more in the next week or month."""
        copy = copy_month if view == MONTH else copy_week
        goal = step(span.anchor, view, 1)
        self._workplace.do(copy, span.anchor).then(partial(self._copied, goal, span.anchor), owner=self._owner)

    def ask_where_to_save(self) -> None:
        """The system's dialog for the calendar's file."""
        ask_where(self._owner, tr("カレンダー用に保存"), tr("予定.ics"), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is planned from today on."""
        self._workplace.do(save_session_calendar, path).then(self._saved, owner=self._owner)

    def _copied(self, goal: date, origin: date, copied: Copied) -> None:
        sentence = tr("{n}件を写しました", n=len(copied.planned))
        if copied.resting:
            sentence += tr("。祝日などで写さなかった予定: {n}件", n=len(copied.resting))
        if copied.known:
            sentence += tr("。もうあった予定: {n}件", n=copied.known)
        back = self._workplace.do(take_copies_back, copied)
        taken_back = partial(self._taken_back, origin)
        self._shell.tell(sentence, (lambda: back.then(taken_back, owner=self._owner)) if copied.planned else None)
        self._turn_to(goal)

    def _taken_back(self, origin: date, _copied: Copied) -> None:
        self._shell.tell(tr("写した予定を取り消しました"))
        self._turn_to(origin)

    def _saved(self, count: int) -> None:
        self._shell.tell(tr("予定{n}件を、カレンダー用に保存しました", n=count))
