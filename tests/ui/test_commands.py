"""Everything is found by a few letters, in any script, and reached by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.commands import Command, Commands
from desktop.ui.main_window import MainWindow
from desktop.ui.shell.palette import CommandPalette


@pytest.fixture
def commands() -> Commands:
    made = Commands()
    made.add(
        Command("go.reception", "受付", lambda: None, words=("うけつけ", "uketsuke")),
        Command("go.print", "印刷", lambda: None, words=("いんさつ", "insatsu")),
        Command("shell.away", "席を外す", lambda: None),
        Command("never", "今はできない", lambda: None, enabled=lambda: False),
    )
    return made


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["go.reception", "go.print", "shell.away"]),
        ("受", ["go.reception"]),
        ("うけ", ["go.reception"]),
        ("ウケ", ["go.reception"]),
        ("ｕｋｅ", ["go.reception"]),
        ("UKE", ["go.reception"]),
        ("step away", ["shell.away"]),
        ("away step", ["shell.away"]),
        ("reception", ["go.reception"]),
        ("shell.", ["shell.away"]),
        ("　", ["go.reception", "go.print", "shell.away"]),
        ("できない", []),
        ("xyz", []),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_command_is_found_by_any_of_its_names(commands: Commands, typed: str, ids: list[str]) -> None:
    assert [command.id for command in commands.find(typed)] == ids


@pytest.mark.usefixtures("qapp")
def test_titles_that_begin_with_what_was_typed_come_first() -> None:
    commands = Commands()
    commands.add(Command("a", "カードを印刷", lambda: None), Command("b", "印刷", lambda: None))
    assert [command.id for command in commands.find("印刷")] == ["b", "a"]


def test_only_what_can_be_done_now_runs() -> None:
    ran: list[str] = []
    commands = Commands()
    commands.add(
        Command("yes", "はい", lambda: ran.append("yes")),
        Command("no", "いいえ", lambda: ran.append("no"), enabled=lambda: False),
    )
    assert commands.run("yes")
    assert not commands.run("no")
    assert not commands.run("unknown")
    assert ran == ["yes"]


def test_a_command_can_be_replaced_and_forgotten() -> None:
    commands, ran = Commands(), []
    commands.add(Command("x", "一", lambda: ran.append(1)))
    commands.add(Command("x", "二", lambda: ran.append(2)))
    commands.run("x")
    commands.remove("x")
    assert not commands.run("x")
    assert ran == [2]


def _opened(qtbot: QtBot, window: MainWindow) -> CommandPalette:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.palette_view
    assert palette is not None
    return palette


def test_a_command_is_reached_by_keys_alone(qtbot: QtBot, main_window: MainWindow) -> None:
    palette = _opened(qtbot, main_window)
    assert QApplication.focusWidget() is palette.field
    QTest.keyClicks(palette.field, "sess")
    assert palette.found() == ["go.sessions"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    screen = main_window.current()
    assert screen is not None
    assert screen.title.text() == "予定"


def test_arrow_keys_walk_the_list(qtbot: QtBot, main_window: MainWindow) -> None:
    palette = _opened(qtbot, main_window)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    screen = main_window.current()
    assert screen is not None
    assert screen.title.text() == "受付の八つの答え"


def test_escape_puts_the_palette_away_and_gives_the_keyboard_back(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.header.away.setFocus()
    palette = _opened(qtbot, main_window)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is main_window.header.away


def test_every_command_with_a_key_shows_it(qtbot: QtBot, main_window: MainWindow) -> None:
    palette = _opened(qtbot, main_window)
    lines = [palette.list.item(row).text() for row in range(palette.list.count())]
    for command in main_window.shell.commands.find(""):
        assert not command.shortcut or any(line.endswith(command.shortcut) for line in lines)


def test_nothing_found_says_so(qtbot: QtBot, main_window: MainWindow) -> None:
    palette = _opened(qtbot, main_window)
    QTest.keyClicks(palette.field, "zzzz")
    assert palette.found() == []
    assert palette._nothing.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
