"""A laptop that was stopped: noticed whatever road the word came by; delivers what it can, wipes, and tells so."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.problem import Problem

if TYPE_CHECKING:  # the use cases wait until the window stands
    from desktop.app.desk import Desk
    from desktop.app.revoked import Stopped
    from desktop.ui.workplace import Workplace

_LOOK_MS = 500


class Leaving(QObject):
    """Looks soon after anything changed. `left`: everything is wiped, the window must go."""

    left = Signal()

    def __init__(self, workplace: "Workplace") -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._leaves = False
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        workplace.changed.connect(self._soon)

    def look(self) -> None:
        """Ask whether this laptop was stopped by right."""
        self._workplace.do(is_stopped).then(self._seen, owner=self)

    def _soon(self) -> None:
        if not self._leaves and not self._timer.isActive():
            self._timer.start()

    def _seen(self, stopped: bool) -> None:
        if stopped and not self._leaves:
            from desktop.app.sending import send_beside
            from desktop.ui.bridge import DeskFromBeside

            self._leaves = True
            work = partial(send_beside, DeskFromBeside(self._workplace))
            jobs = self._workplace.shell.jobs
            jobs.background(work, lambda _sent: self._leave(), lambda _problem: self._leave(), owner=self)

    def _leave(self) -> None:
        from desktop.app.revoked import leave

        self._workplace.do(leave).then(self._gone, self._stays, owner=self)

    def _gone(self, _stopped: "Stopped") -> None:
        self.left.emit()

    def _stays(self, problem: Problem) -> None:
        """What is left could not be sealed: nothing was wiped, and the next change looks again."""
        self._leaves = False
        self._workplace.shell.tell_problem(problem)


def is_stopped(desk: "Desk") -> bool:
    """Whether headquarters or the site root stopped this laptop."""
    from desktop.app.revoked import own_revocation

    return own_revocation(desk) is not None
