"""A whole window on a real file, for tests of screens."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens import screen_specs
from desktop.ui.screens.settings.section import Section
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.workplace import Workplace

PIN = "4649"
"""The coordinator's, in every test that sets one."""
S = TypeVar("S", bound=Section)
MOST_TURNS, QUIET_ROUNDS = 50, 3


@dataclass(frozen=True)
class Opened:
    """The window, what it stands on, and the desk below (to look at when the database is at rest)."""

    window: MainWindow
    workplace: Workplace
    desk: Desk
    screen: Screen
    qtbot: QtBot

    @property
    def shell(self) -> Shell:
        """What the screen asks."""
        return self.workplace.shell

    def settle(self) -> None:
        """Wait until everything that was asked of the database has been answered, its answers too, and is in place."""
        still = 0
        for _ in range(MOST_TURNS):
            still = still + 1 if self._is_quiet() else 0
            if still == QUIET_ROUNDS:
                return

    def _is_quiet(self) -> bool:
        """Whether nobody but us was answered while all that waited was told and asked."""
        answers: list[object] = []
        note = answers.append
        self.shell.jobs._finished.connect(note)
        self._let_it_tell()
        with self.qtbot.waitCallback() as answered:
            self.shell.jobs.database(lambda: True, answered, owner=self.shell)
        _nothing_left()
        self.shell.jobs._finished.disconnect(note)
        return len(answers) == 1

    def _let_it_tell(self) -> None:
        """The workplace waits a moment before it passes on what changed."""
        own = self.workplace.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for timer in filter(QTimer.isActive, own):
            with self.qtbot.waitSignal(timer.timeout):
                pass


def _nothing_left() -> None:
    """Carry out what waits in the window's thread, and what comes of it."""
    events = QAbstractEventDispatcher.instance()
    for _ in range(MOST_TURNS):
        if not events.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            return


def open_window(qtbot: QtBot, shell: Shell, desk: Desk, screen_id: str) -> Opened:
    """A window that is seen and active, on this screen, with everything fetched."""
    workplace = Workplace(shell, lambda: desk)
    window = MainWindow(shell, screen_specs(workplace))
    qtbot.addWidget(window)
    screen = window.open(screen_id)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    opened = Opened(window, workplace, desk, screen, qtbot)
    opened.settle()
    return opened


def settings_section(opened: Opened, name: str, kind: type[S]) -> S:
    """One part of the settings, as the coordinator gets to it."""
    screen = opened.screen
    assert isinstance(screen, SettingsScreen)
    screen.buttons[name].click()
    opened.settle()
    if not screen.gate.is_open:
        screen.gate.pin.entered.emit(PIN)
        opened.qtbot.waitUntil(lambda: screen.gate.is_open)
    opened.settle()
    section = screen.section(name)
    assert isinstance(section, kind)
    assert section.isVisible()
    return section
