"""The window under test: no screen needed, our typeface, Japanese, 100 % text."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import i18n, theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Shell
from desktop.ui.sounds import Sounds
from tools.gallery import demo_window


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform says this for every window with a least size; it has nothing to do with ours."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, 100)
    i18n.install("ja")
    yield
    i18n.install("ja")


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
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window
