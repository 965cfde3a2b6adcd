"""The first thing that is seen waits for nothing that it does not need."""

import ast
import subprocess
import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.first_paint import SIZE, FirstPaint
from desktop.ui.main_window import DEFAULT_SIZE


def test_it_shows_the_window_to_come(qtbot: QtBot) -> None:
    first = FirstPaint()
    qtbot.addWidget(first)
    image = first.grab().toImage()
    assert image.pixelColor(20, 300) == theme.color("surface")
    assert image.pixelColor(700, 300) == theme.color("ground")
    row = {image.pixelColor(x, y).name() for x in range(220, 420) for y in range(80, 110)}
    assert theme.color("text").name() in row
    assert SIZE == DEFAULT_SIZE


def test_it_gives_way_in_place(qtbot: QtBot) -> None:
    first, window = FirstPaint(), QWidget()
    qtbot.addWidget(window)
    first.show()
    place = first.geometry()
    first.give_way(window)
    assert window.isVisible()
    assert window.geometry() == place
    assert not first.isVisible()


def test_it_imports_neither_the_window_nor_the_drawing_of_icons() -> None:
    code = "import sys, desktop.ui.first_paint; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = ast.literal_eval(done.stdout)
    assert not [name for name in loaded if name.startswith(("desktop.ui.main", "desktop.ui.widgets", "PySide6.QtSvg"))]
