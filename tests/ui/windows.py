"""A whole window on a real file, for tests of screens."""

from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
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
        """Wait until everything that was asked of the database has been answered, and its answers too."""
        for _ in range(3):
            self.qtbot.waitUntil(self._has_told)
            rest: list[bool] = []
            self.shell.jobs.database(lambda: True, rest.append, owner=self.shell)
            self.qtbot.waitUntil(partial(bool, rest))

    def _has_told(self) -> bool:
        """Whether what changed has been passed on: the workplace waits a moment with it."""
        own = self.workplace.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return not any(timer.isActive() for timer in own)


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
