"""A laptop's window with a page of the table on it, and what its tests do there."""

from collections.abc import Callable
from typing import cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.ui.screen import Shell
from desktop.ui.table.door import SCAM, WORDS, WRITING
from desktop.ui.table.scam import ScamPage
from desktop.ui.table.words import WordsPage
from desktop.ui.table.writing import WritingPage
from tests.ui.windows import Opened, open_window

Start = Callable[[str], Opened]
"""Opens the window on a screen."""


def laptop_on(qtbot: QtBot, shell: Shell, desk: Desk, screen_id: str) -> Opened:
    """The window as large as on a laptop, on this screen."""
    made = open_window(qtbot, shell, desk, screen_id)
    made.window.resize(1366, 728)
    made.workplace.refresh_header()
    made.settle()
    return made


def writing(opened: Opened) -> WritingPage:
    """筆談, opened by its command."""
    assert opened.shell.commands.run(WRITING)
    return cast(WritingPage, opened.window.table.page())


def words(opened: Opened) -> WordsPage:
    opened.shell.commands.run(WORDS)
    return cast(WordsPage, opened.window.table.page())


def scam(opened: Opened) -> ScamPage:
    opened.shell.commands.run(SCAM)
    return cast(ScamPage, opened.window.table.page())


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def escape() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Escape)


def ink(image: QImage) -> int:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    flat = np.frombuffer(grey.constBits(), dtype=np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return int(np.count_nonzero(flat[:, : grey.width()] < 128))
