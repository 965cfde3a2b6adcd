"""The window under test: no screen needed, our typeface, Japanese, 100 % text."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
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
    """What the offscreen platform says of least sizes, menus and the like has nothing to do with our window."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support ")


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
