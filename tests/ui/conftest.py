"""The window under test: no screen needed, our typeface, Japanese, 100 % text."""

import os
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from pathlib import Path
from threading import current_thread, main_thread

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.ui import i18n, theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Shell
from desktop.ui.sounds import Sounds
from tests.helpers.films import LIBRARY_REMARKS
from tests.helpers.sites import fixed_clock
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window
from tools.gallery import demo_window


class _QtInTheWindowsThread(MetaPathFinder):
    """A worker that loads a module of Qt can end the program (desktop.ui.qt_modules)."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """None: whoever comes next finds it."""
        if name.startswith("PySide6.") and current_thread() is not main_thread():
            raise RuntimeError(f"{name} is loaded by a worker")


def pytest_configure(config: pytest.Config) -> None:
    """What the offscreen platform says of least sizes, menus and the like has nothing to do with our window."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support ")
    config.addinivalue_line("qt_log_ignore", LIBRARY_REMARKS)
    sys.meta_path.insert(0, _QtInTheWindowsThread())


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    if theme.scale() != 1 or qapp.font().family() != theme.FAMILY:
        theme.apply(qapp, 100)
    if i18n.language() != "ja":
        i18n.install("ja")
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The program's threads, ended after the test."""
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def shell(jobs: Jobs) -> Shell:
    """What a screen gets."""
    return Shell(jobs, Commands(), Sounds(volume=0))


@pytest.fixture
def main_window(qtbot: QtBot, jobs: Jobs) -> MainWindow:
    """The window with the gallery on its first screen, shown and active."""
    window = demo_window(jobs)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def clock() -> FixedClock:
    """Half past nine."""
    return fixed_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """A site on an open day."""
    made = new_desk(tmp_path, clock)
    open_day(made)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    """The window at the door."""
    return open_window(qtbot, shell, desk, "reception")
