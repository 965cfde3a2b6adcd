"""Sending to headquarters, by hand and by itself: one at a time, beside everything else, whatever screen is seen."""

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Qt, QTimer, Signal

from core.problem import Problem
from desktop.ui.bridge import DeskFromBeside

if TYPE_CHECKING:  # the network waits until something is sent
    from desktop.app.sending import Sent, Stop
    from desktop.ui.workplace import Workplace

_MS = 1000
_STOPPED = "stopped"
_NOT_HERE = frozenset({"not_enrolled", "training_not_sent"})
"""Nothing went wrong: from here nothing is sent. Only who asked for it must be told."""


class Sender(QObject):
    """`watch()` begins to send by itself: at a time drawn by lot, later and later after failures (docs/sync.md).

    What fails by itself is told on 本部へ送る alone: nobody at the desk can do anything about a network.
    """

    began = Signal()
    sent = Signal(object, bool)
    """The `Sent`, and whether a person asked for it."""
    moved = Signal(object)
    """A `SendProgress`, on the way."""
    failed = Signal(object, bool)
    """The `Problem`, and whether a person asked for it."""

    def __init__(self, workplace: "Workplace", draw: Callable[[], float] = random.random) -> None:
        super().__init__(workplace)
        self.draw = draw
        """A number from 0 up to 1, by lot."""
        self.is_sending = False
        self.last_problem: Problem | None = None
        self._workplace = workplace
        self._stop: Stop | None = None
        self._failures = 0
        self._watches = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)  # never before Retry-After
        self._timer.timeout.connect(partial(self._send, by_hand=False))

    def watch(self) -> None:
        """Send by itself from now on, and soon after the network has come back."""
        from PySide6.QtNetwork import QNetworkInformation

        self._watches = True
        QNetworkInformation.loadDefaultBackend()
        network = QNetworkInformation.instance()
        if network is not None:
            network.reachabilityChanged.connect(self._network_changed)
        self._plan(None)

    def send_now(self) -> None:
        """今すぐ送る. While something is being sent, this changes nothing."""
        self._send(by_hand=True)

    def stop(self) -> None:
        """やめる. What has arrived has arrived, the rest waits for the next time."""
        if self._stop is not None:
            self._stop()

    def next_try(self) -> QDateTime | None:
        """When it sends by itself next; None while it does not, or while it is sending."""
        waits = self._timer.remainingTime()
        return QDateTime.currentDateTime().addMSecs(waits) if self._timer.isActive() and waits >= 0 else None

    def _send(self, *, by_hand: bool) -> None:
        if self.is_sending:
            return
        from desktop.app.sending import Stop, send_beside

        self.is_sending, self._stop = True, Stop()
        self._timer.stop()
        self.began.emit()
        work = partial(send_beside, DeskFromBeside(self._workplace), self._stop, self.moved.emit)
        self._workplace.shell.jobs.background(
            work, partial(self._done, by_hand=by_hand), partial(self._not_done, by_hand=by_hand), owner=self
        )

    def _done(self, report: "Sent", *, by_hand: bool) -> None:
        from core.facts import FACTS

        self._end(None)
        self.sent.emit(report, by_hand)
        self._workplace.changed.emit(frozenset(FACTS) if report.pulled else frozenset())

    def _not_done(self, problem: Problem, *, by_hand: bool) -> None:
        is_failure = problem.code not in _NOT_HERE and problem.code != _STOPPED
        self._end(problem if is_failure else None)
        if is_failure or by_hand or problem.code == _STOPPED:
            self.failed.emit(problem, by_hand)

    def _end(self, problem: Problem | None) -> None:
        self.is_sending, self.last_problem, self._stop = False, problem, None
        self._failures = self._failures + 1 if problem else 0
        self._plan(problem)

    def _plan(self, problem: Problem | None) -> None:
        from desktop.app.sending import seconds_to_next

        if self._watches:
            self._timer.start(round(_MS * seconds_to_next(self._failures, self.draw(), problem)))

    def _network_changed(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        from desktop.app.sending import seconds_after_network

        online = QNetworkInformation.instance().reachability() == QNetworkInformation.Reachability.Online
        if online and self._failures and not self.is_sending:
            self._timer.start(round(_MS * seconds_after_network(self.draw())))
