"""At most four keys, touches or clicks for a usual consultation, each counted on the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.facts import Consultation
from desktop.app.day import visitors_today
from desktop.app.desk import Desk
from desktop.ui.screen import Shell
from tests.ui.at_the_table import AtTable
from tests.ui.busy import busy_day, named
from tests.ui.windows import open_window

AT_MOST = 4
BEFORE = 45
"""As many consultations were recorded on the busy day."""
Road = Callable[[AtTable, QWidget], None]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return busy_day(tmp_path, clock)


@pytest.fixture
def table(qtbot: QtBot, shell: Shell, desk: Desk) -> AtTable:
    """A visitor was called and sat there for a quarter of an hour."""
    table = AtTable(open_window(qtbot, shell, desk, "consultation"))
    table.screen.call_next()
    table.opened.settle()
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=15)
    table.count = 0
    return table


def _recorded(table: AtTable) -> Consultation:
    """The one that was made at the table; all others of the day were there before."""
    logged = table.logged()
    assert len(logged) == BEFORE + 1
    return logged[0]


def test_by_keyboard(table: AtTable) -> None:
    """The usual topic by its digit, the outcome by its digit, and Enter for the minutes that were counted."""
    called = table.screen.opened.top.visits[0]
    table.key(Qt.Key.Key_1)
    table.key(Qt.Key.Key_Return)
    table.key(Qt.Key.Key_1)
    table.key(Qt.Key.Key_Return)
    assert table.count <= AT_MOST
    made = _recorded(table)
    assert (made.attendance_id, made.topic, made.outcome, made.minutes) == (called, "T01-01", "O1", 15)


def test_by_keyboard_the_same_as_last_time(table: AtTable) -> None:
    table.key(Qt.Key.Key_0)
    table.key(Qt.Key.Key_Return)
    table.key(Qt.Key.Key_Return)
    assert table.count == 3
    assert (_recorded(table).topic, _recorded(table).minutes) == ("T01-01", 15)


@pytest.mark.parametrize("road", [AtTable.touch, AtTable.click], ids=["touch", "mouse"])
def test_by_touch_and_by_mouse(table: AtTable, road: Road) -> None:
    road(table, table.screen.form.topics.grid.tiles()[0])
    road(table, table.button("一部解決"))
    road(table, table.button("20"))
    road(table, table.screen.form.save)
    assert table.count == AT_MOST
    assert (_recorded(table).outcome, _recorded(table).minutes) == ("O2", 20)


@pytest.mark.parametrize("road", [AtTable.touch, AtTable.click], ids=["touch", "mouse"])
def test_where_to_is_one_touch_more_and_counted_minutes_one_less(table: AtTable, road: Road) -> None:
    road(table, table.screen.form.topics.grid.tiles()[0])
    road(table, table.button("他の窓口をご案内"))
    road(table, table.button("携帯ショップ"))
    road(table, table.screen.form.save)
    assert table.count == AT_MOST
    assert (_recorded(table).referral, _recorded(table).minutes) == ("O4-shop", 15)


def test_several_open_cost_the_single_visitor_nothing(table: AtTable) -> None:
    table.type("wifi", None)
    table.screen.call_next()
    table.opened.settle()
    table.count = 0
    test_by_keyboard_next(table)
    assert table.screen.form.topics.search.text() == "wifi"


def test_by_keyboard_next(table: AtTable) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_1):
        table.key(key)
    table.type("5")
    assert table.count <= AT_MOST + 1  # the minutes were not counted: nobody sat there for one
    assert _recorded(table).minutes == 5


def test_twenty_visitors_one_after_the_other_take_five_keys_each(table: AtTable, desk: Desk) -> None:
    """Calling the next is one key; the other four record."""
    table.count = 0
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    for _ in range(5):
        for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return):
            table.key(key)
        table.screen.calls._pause.stop()  # nobody is that quick
        table.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        clock.advance(minutes=10)
    assert table.count == 25
    assert len(table.logged()) == BEFORE + 5


def test_a_card_held_where_nobody_sits_opens_the_form_of_its_visit(table: AtTable, desk: Desk) -> None:
    """Whoever was not received yet is received with the same scan."""
    table.key(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    person, card = named(desk, "山本 良子")
    table.opened.window.scans.scanned.emit(card)
    table.opened.settle()
    [visit] = [each for each in visitors_today(desk) if each.person_id == person]
    assert table.screen.opened.top.visits == (visit.attendance_id,)
    assert len(table.screen.opened.all()) == 1
    table.opened.window.scans.scanned.emit(new_code(CodeKind.CARD))
    table.opened.settle()
    assert table.screen.opened.top.visits == (visit.attendance_id,)


def test_who_comes_while_another_is_helped_is_received_and_waits_in_line(table: AtTable, desk: Desk) -> None:
    called = table.screen.opened.top.visits
    person, card = named(desk, "山本 良子")
    table.opened.window.scans.scanned.emit(card)
    table.opened.settle()
    assert [each.person_id for each in visitors_today(desk)].count(person) == 1
    assert table.screen.opened.top.visits == called
    assert len(table.screen.opened.all()) == 1


def test_a_walk_in_received_by_key_opens_nothing(table: AtTable, desk: Desk) -> None:
    table.opened.window.open("reception")
    table.opened.window.open("consultation")
    table.opened.settle()
    before = len(visitors_today(desk))
    table.key(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert len(visitors_today(desk)) == before + 1
    assert len(table.screen.opened.all()) == 1


def test_no_key_means_two_things(table: AtTable) -> None:
    """Qt does nothing at all for a key that two commands want."""
    window = table.opened.window
    for screen_id in window._specs:
        window.open(screen_id)
    table.opened.settle()
    keys = [command.shortcut for command in table.opened.shell.commands.all() if command.shortcut]
    assert sorted(keys) == sorted(set(keys))
