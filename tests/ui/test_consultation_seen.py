"""What is seen of the desk: all of it at once, in both languages, with large text too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.clock import FixedClock
from core.facts import Session
from desktop.app.desk import Desk
from desktop.app.sessions import open_session
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from tests.helpers.accessibility import problems
from tests.helpers.sites import MORNING
from tests.ui.at_the_table import AtTable
from tests.ui.busy import busy_day, new_desk, with_staff
from tests.ui.windows import open_window

CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
TODAY = MORNING.date()
Start = Callable[[], AtTable]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_staff(new_desk(tmp_path, clock))


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: AtTable(open_window(qtbot, shell, desk, "consultation"))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("waiting", [0, 3])
def test_the_whole_form_is_seen_without_scrolling(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, waiting: int, language: str
) -> None:
    """On a busy day, with every group, whatever outcome, one or several consultations open and several sessions."""
    theme.apply(qapp, 100)
    i18n.install("en" if language == "en" else "ja")
    desk = busy_day(tmp_path, clock)
    for session in desk.store.facts.where(Session, "state = 'planned'"):
        open_session(desk, session.session_id)
    table = AtTable(open_window(qtbot, shell, desk, "consultation"))
    form = table.screen.form
    for _ in range(waiting):
        table.screen.call_next()
        table.opened.settle()
        form.choose_topic("T05-01")
    for group in CATALOGUE.groups_on(TODAY):
        form.topics.groups.set_value(group.code)
        form.topics.groups.chosen.emit(group.code)
        table.opened.settle()
        assert table.is_seen(form.save), group.code
        assert table.is_seen(form.topics.search), group.code


@pytest.mark.parametrize("language", ["ja", "en"])
def test_with_large_text_what_comes_next_is_scrolled_to(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, language: str
) -> None:
    theme.apply(qapp, 200)
    i18n.install("en" if language == "en" else "ja")
    table = AtTable(open_window(qtbot, shell, busy_day(tmp_path, clock), "consultation"))
    form = table.screen.form
    table.type("wifi")
    qtbot.waitUntil(lambda: table.is_seen(form.outcome))
    table.type("4", None)
    qtbot.waitUntil(lambda: table.is_seen(form.follow_up))
    table.type("1", None)
    qtbot.waitUntil(lambda: table.is_seen(form.save))


def test_with_large_text_the_note_and_the_group_are_scrolled_to(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    theme.apply(qapp, 200)
    table = AtTable(open_window(qtbot, shell, busy_day(tmp_path, clock), "consultation"))
    screen = table.screen
    screen.toggle_details()
    qtbot.waitUntil(lambda: table.is_seen(screen.details.note))
    screen.toggle_details()
    qtbot.waitUntil(lambda: table.is_seen(screen.form.topics.search))
    screen.open_group()
    qtbot.waitUntil(lambda: table.is_seen(screen.group.picks()[0]))


def test_what_may_be_added_takes_no_more_height_than_there_is(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    theme.apply(qapp, 100)
    table = AtTable(open_window(qtbot, shell, busy_day(tmp_path, clock), "consultation"))
    for _ in range(3):
        table.screen.call_next()
        table.opened.settle()
    table.screen.toggle_details()
    table.opened.window.resize(1366, 720)
    table.opened.settle()
    pages = table.screen.group.parentWidget()
    assert pages is not None
    assert table.is_seen(pages)


def test_a_long_visitor_ends_in_dots(start: Start, desk: Desk) -> None:
    box = start().screen.visitors
    box.addItem("A33　勅使河原 美代子　呼びました", "visit")
    box.set_value("visit")
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.startswith("A33")
    assert option.currentText.endswith("…")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, percent: int, language: str
) -> None:
    theme.apply(qapp, percent)
    i18n.install("en" if language == "en" else "ja")
    table = AtTable(open_window(qtbot, shell, busy_day(tmp_path, clock), "consultation"))
    screen = table.screen
    assert problems(table.opened.window) == []
    screen.open_line(screen.list.lines()[0])
    table.opened.settle()
    assert problems(table.opened.window) == []
    screen.leave()
    screen.open_remote()
    table.opened.settle()
    assert problems(table.opened.window) == []
    screen.open_group()
    table.opened.settle()
    assert problems(table.opened.window) == []


def test_the_language_changes_while_it_is_seen(start: Start) -> None:
    table = start()
    i18n.install("en")
    table.opened.settle()
    groups = [button.text() for button in table.screen.form.topics.groups.findChildren(QPushButton)]
    assert "Basics" in groups
    assert "基本操作" not in groups
