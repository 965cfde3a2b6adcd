"""Playing a prepared day in the real window: cards are typed as a scanner types, the rest runs as use cases."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.clock import Clock
from core.facts import FACTS
from core.problem import Problem
from desktop.ui.program import Program, dress

if TYPE_CHECKING:
    from desktop.app.desk import Desk

PACE_MS = 700
SCAN_MS = 250


class Played(Protocol):
    """A step of the day: `scans` are typed on `screen` first, then `run` does the rest and says what came of it."""

    @property
    def title(self) -> str:
        """What the step is."""

    @property
    def screen(self) -> str:
        """Which screen shows it; empty for the one that is open."""

    @property
    def scans(self) -> Callable[[], Iterator[str]]:
        """Cards that are scanned in the window, one after the other."""

    @property
    def run(self) -> Callable[[], str]:
        """The work, on the database's thread."""


P = TypeVar("P", bound=Played)


class Show(QObject, Generic[P]):
    """Runs the steps at a pace that can be followed, and tells each in the bar at the bottom."""

    finished = Signal(object)
    """None, or the Problem that ended it."""

    def __init__(self, program: Program, steps: Sequence[P], tell: Callable[[P, str], None]) -> None:
        super().__init__(program)
        self._program, self._tell = program, tell
        self._waiting = list(steps)
        self._scans: Iterator[str] = iter(())

    def begin(self) -> None:
        """Start with the first step."""
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.finished.emit(None)
            return
        step = self._waiting[0]
        if step.screen and self._program.window is not None:
            self._program.window.open(step.screen)
        self._scans = step.scans()
        QTimer.singleShot(SCAN_MS, self._scan)

    def _scan(self) -> None:
        card = next(self._scans, None)
        if card is None:
            self._run(self._waiting.pop(0))
            return
        self._type(card)
        QTimer.singleShot(SCAN_MS, self._scan)

    def _type(self, card: str) -> None:
        window = self._program.window
        screen = window.current() if window is not None else None
        target = QApplication.focusWidget() or (screen.first_focus() if screen is not None else None)
        if target is not None:
            type_like_a_scanner(card, target)

    def _run(self, step: P) -> None:
        workplace = self._program.workplace
        assert workplace is not None  # the window stands
        workplace.do(lambda _desk: step.run()).then(lambda told: self._done(step, told), self.finished.emit, owner=self)

    def _done(self, step: P, told: str) -> None:
        self._tell(step, told)
        self._program.shell.tell(f"{step.title} — {told}")
        if self._program.workplace is not None:
            self._program.workplace.changed.emit(frozenset(FACTS))
        QTimer.singleShot(PACE_MS, self._next)


def type_like_a_scanner(text: str, target: QWidget) -> None:
    """The keys of a card and Enter."""
    for letter in text:
        _press(target, ord(letter.upper()), letter)
    _press(target, Qt.Key.Key_Return.value, "\r")


def _press(target: QWidget, key: int, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def show_day(
    data: Path,
    clock: Clock,
    open_desk: "Callable[[], Desk]",
    steps: Sequence[P],
    tell: Callable[[P, str], None],
    stay: bool,
) -> Problem | None:
    """Open the window on an open desk and play the steps; it stays open at the end if asked to.

    The Problem that ended the show, if one did.
    """
    app = QApplication.instance() or QApplication(["madoguchi"])
    assert isinstance(app, QApplication)
    dress()
    program = Program(data, clock)
    program.open_with(open_desk)
    ended: list[Problem] = []

    def finish(problem: Problem | None) -> None:
        if problem is not None:
            ended.append(problem)
        if problem is not None or not stay:
            app.quit()

    show = Show(program, steps, tell)
    show.finished.connect(finish)
    QTimer.singleShot(PACE_MS, show.begin)
    app.exec()
    program.end()
    return ended[0] if ended else None
