"""The walk itself: it finds what it is for."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import IconButton, PrimaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.text import Text
from tests.helpers.accessibility import problems


def _narrow() -> QWidget:
    label = QLabel("とても長い見出しなので、この幅には入りません")
    label.setFixedWidth(60)
    return label


def _low() -> QWidget:
    label = Text("とても長い文なので、何行にもなりますが、高さが足りません")
    label.setFixedSize(120, 20)
    return label


def _small() -> QWidget:
    button = PrimaryButton("進む")
    button.setStyleSheet("min-height: 28px; max-height: 28px")
    return button


def _mute_button() -> QWidget:
    button = QPushButton()
    button.setFixedSize(60, 60)
    return button


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (QLineEdit, "no spoken name"),
        (_mute_button, "no spoken name"),
        (_narrow, "cut off at the side"),
        (_low, "cut off below"),
        (_small, "too small to touch"),
    ],
)
def test_a_fault_is_found(qtbot: QtBot, make: Callable[[], QWidget], fault: str) -> None:
    found = problems(_shown(qtbot, make()))
    assert [fault in line for line in found] == [True]


@pytest.mark.parametrize(
    "make", [lambda: PrimaryButton("進む"), lambda: IconButton("閉じる", icon="close"), lambda: LineField("さがす")]
)
def test_our_own_parts_have_none(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    assert problems(_shown(qtbot, make())) == []


def test_what_hangs_out_of_its_frame_is_found(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(100, 100)
    label = QLabel("外", frame)
    label.setGeometry(90, 10, 40, 30)
    frame.show()
    assert any("outside its frame" in line for line in problems(frame))


def _shown(qtbot: QtBot, part: QWidget) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(part)
    qtbot.addWidget(window)
    window.show()
    return window
