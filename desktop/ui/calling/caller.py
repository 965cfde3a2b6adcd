"""Calls, and tells what was done with a way back: reception and the tables call alike."""

from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from core.facts import Attendance
from desktop.app.calling import Called, call_next, call_ticket, mark_no_show, put_back, skip_ticket, take_call_back
from desktop.app.desk import Desk
from desktop.app.wishes import Wished, set_wish
from desktop.ui.calling.words import called_text, wish_text
from desktop.ui.i18n import tr
from desktop.ui.workplace import Workplace

P = ParamSpec("P")


class Caller(QObject):
    """Each verb is told in the bar below with 取り消す, which puts the visit back exactly as it stood."""

    called = Signal(object)
    """The visit that was called just now."""
    let_go = Signal(object)
    """A visit that is not called any more."""
    wished = Signal(object)
    """A visit whose wish is another one now."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.workplace, self._shell = workplace, workplace.shell

    def call_next(self, session_id: str | None = None, table: str | None = None) -> None:
        """Whoever has waited longest, of one session or of all."""
        self._do(self._called, call_next, session_id, table)

    def call(self, visit: Attendance, table: str | None = None) -> None:
        """This number, whoever is before it."""
        self._do(self._called, call_ticket, visit.attendance_id, table)

    def later(self, visit: Attendance) -> None:
        """No answer: behind the others."""
        self._do(partial(self._told, "{ticket} の方は、あとで呼びます"), skip_ticket, visit.attendance_id)

    def back(self, visit: Attendance) -> None:
        """The call is taken back: the old place in the line."""
        self._do(partial(self._told, "{ticket} の方は、元の順番で待っています"), take_call_back, visit.attendance_id)

    def no_show(self, visit: Attendance) -> None:
        """来られませんでした."""
        self._do(partial(self._told, "{ticket} の方は、来られませんでした"), mark_no_show, visit.attendance_id)

    def wish(self, visit: Attendance, wish: str | None) -> None:
        """How this visitor wishes to be called from now on; None is by voice."""
        self._shell.begin()
        self.workplace.do(set_wish, visit.attendance_id, wish).then(self._wished, owner=self)

    def _do(
        self,
        then: Callable[[Called], None],
        use_case: Callable[Concatenate[Desk, P], Called],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self._shell.begin()
        self.workplace.do(use_case, *args, **kwargs).then(then, owner=self)

    def _called(self, done: Called) -> None:
        self._shell.tell(called_text(done.attendance), self._undo(done))
        self.called.emit(done.attendance)

    def _told(self, sentence: str, done: Called) -> None:
        self._shell.tell(tr(sentence, ticket=done.attendance.ticket or ""), self._undo(done))
        self.let_go.emit(done.attendance)

    def _undo(self, done: Called) -> Callable[[], object]:
        return lambda: self.workplace.do(put_back, done.before).then(self._put_back, owner=self)

    def _put_back(self, done: Called) -> None:
        self._shell.tell(tr("{ticket} の方を元に戻しました", ticket=done.attendance.ticket or ""))
        (self.called if done.attendance.calling == "called" else self.let_go).emit(done.attendance)

    def _wished(self, done: Wished) -> None:
        visit = done.attendance
        how = wish_text(visit.wish) or tr("声で")
        again = partial(self.wish, visit, done.before)
        self._shell.tell(tr("{ticket} の方の呼び方: {how}", ticket=visit.ticket or "", how=how), again)
        self.wished.emit(visit)
