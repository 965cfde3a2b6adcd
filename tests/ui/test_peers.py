"""Two windows of one site: who is received at the door is in the list of the other's table, without headquarters."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import SessionPlanned
from core.peer_code import Address, code_of
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.walk_in import receive_walk_in
from desktop.ui import theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.visitors import VisitorPicker
from desktop.ui.screens.sending.peers import PeersPanel
from desktop.ui.screens.sending.view import SendScreen
from desktop.ui.sounds import Sounds
from desktop.ui.widgets.buttons import TextButton
from tests.helpers.accessibility import problems
from tests.helpers.apart import two_laptops
from tests.helpers.peers import LOOPBACK
from tests.ui.windows import Opened, open_window

WAIT_MS = 20_000


@pytest.fixture
def windows(qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Opened, Opened]]:
    """A at 受付, where a session is open; B at 本部へ送る."""
    with two_laptops(tmp_path, clock) as desks:
        _begin(desks[0])
        jobs = Jobs()
        door = open_window(qtbot, shell, desks[0], "reception")
        table = open_window(qtbot, Shell(jobs, Commands(), Sounds(volume=0)), desks[1], "send")
        door.workplace.peers.host = LOOPBACK
        yield door, table
        table.workplace.rest()
        door.workplace.rest()
        jobs.close()


def _begin(desk: Desk) -> None:
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会", day=day, starts="09:00", ends="12:00"))
    open_day(desk)


def _panel(opened: Opened) -> PeersPanel:
    screen = cast(SendScreen, opened.screen)
    screen.choose("peers")
    return cast(PeersPanel, screen.current)


def _connected(qtbot: QtBot, door: Opened, table: Opened) -> PeersPanel:
    """B has scanned A's QR."""
    panel, peers = _panel(table), door.workplace.peers
    peers.listen()
    qtbot.waitUntil(lambda: bool(peers.addresses), timeout=WAIT_MS)
    table.window._scanned(code_of(Address(LOOPBACK, peers.port or 0)))
    qtbot.waitUntil(lambda: _said(panel) == ["端末Aとつながっています　最後 9時30分"], timeout=WAIT_MS)
    return panel


def _said(panel: PeersPanel) -> list[str]:
    return [line.sentence.text() for line in panel.lines]


def test_received_at_the_door_and_listed_at_the_table(qtbot: QtBot, windows: tuple[Opened, Opened]) -> None:
    door, table = windows
    _connected(qtbot, door, table)
    (list_of_visitors,) = table.window.open("consultation").findChildren(VisitorPicker)
    assert not _offers(list_of_visitors, "A1")
    door.workplace.do(receive_walk_in, "70s").then(owner=door.window)
    qtbot.waitUntil(lambda: _offers(list_of_visitors, "A1"), timeout=WAIT_MS)
    assert list_of_visitors.currentText() == "選ばない（お待ち 1人）"


def _offers(visitors: VisitorPicker, ticket: str) -> bool:
    return any(ticket in visitors.itemText(row) for row in range(visitors.count()))


def test_both_say_with_whom_they_are_connected_and_nothing_is_cut_off(
    qtbot: QtBot, windows: tuple[Opened, Opened]
) -> None:
    door, table = windows
    panel = _connected(qtbot, door, table)
    assert problems(table.window) == []
    assert [contact.letter for contact in door.workplace.peers.contacts] == ["B"]
    assert panel.waiting.listen.isVisible()
    table.settle()
    assert panel.own.text() == "この端末は、端末Bです。"
    kept = table.desk.store.settings.get("peer.links")
    assert kept == f"{Address(LOOPBACK, door.workplace.peers.port or 0)}={door.desk.identity.device_id}"


def test_when_the_door_stops_waiting_the_table_is_told_and_goes_on(
    qtbot: QtBot, windows: tuple[Opened, Opened]
) -> None:
    door, table = windows
    panel = _connected(qtbot, door, table)
    door.workplace.peers.stop_listening()
    qtbot.waitUntil(lambda: any("待っていません" in line for line in _said(panel)), timeout=WAIT_MS)
    assert not table.window.problem_strip.isVisible()
    (line,) = _said(panel)
    assert line.startswith("端末Aとつながっていません（最後 9時30分）。")
    header = table.window.header.missing
    assert header.isVisible()
    door.workplace.peers.listen()
    qtbot.waitUntil(lambda: door.workplace.peers.port is not None, timeout=WAIT_MS)
    table.workplace.peers.connect_to(Address(LOOPBACK, door.workplace.peers.port or 0))
    qtbot.waitUntil(lambda: not header.isVisible(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: _said(panel) == ["端末Aとつながっています　最後 9時30分"], timeout=WAIT_MS)


def test_nothing_listens_before_the_button_and_practice_never_does(
    qtbot: QtBot, windows: tuple[Opened, Opened]
) -> None:
    door, table = windows
    door.workplace.peers.watch()
    door.settle()
    assert door.workplace.peers.port is None
    table.desk.training = True
    panel = _panel(table)
    panel.waiting.listen.click()
    qtbot.waitUntil(lambda: "練習モード" in panel.notice.sentence.text(), timeout=WAIT_MS)
    assert table.workplace.peers.port is None


def test_a_wrong_address_is_told_in_place(qtbot: QtBot, windows: tuple[Opened, Opened]) -> None:
    _door, table = windows
    panel = _panel(table)
    panel.address.setText("192.168.0.999")
    panel.connect_button.click()
    assert "アドレスの形がちがいます" in panel.notice.sentence.text()


def test_with_large_text_too_the_answer_is_seen_by_who_typed_an_address(
    qtbot: QtBot, windows: tuple[Opened, Opened], qapp: QApplication
) -> None:
    _door, table = windows
    theme.apply(qapp, 200)
    table.window.resize(1366, 720)
    panel = _panel(table)
    table.window.activateWindow()
    qtbot.waitUntil(table.window.isActiveWindow)
    panel.address.setFocus()
    panel.address.setText("192.168.0.999")
    QTest.keyClick(panel.address, Qt.Key.Key_Return)
    assert panel.address.hasFocus()
    qtbot.waitUntil(lambda: not panel.notice.visibleRegion().isEmpty())


def test_the_keyboard_stays_on_the_line_of_a_laptop_that_is_heard_and_never_leaves_the_page(
    qtbot: QtBot, windows: tuple[Opened, Opened]
) -> None:
    door, table = windows
    panel = _connected(qtbot, door, table)
    table.window.activateWindow()
    qtbot.waitUntil(table.window.isActiveWindow)
    (stop,) = panel.lines[0].findChildren(TextButton)
    stop.setFocus()
    table.workplace.peers.stood.emit()
    (again,) = panel.lines[0].findChildren(TextButton)
    assert again is not stop
    assert again.hasFocus()
    QTest.keyClick(again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not table.workplace.peers.links, timeout=WAIT_MS)
    qtbot.waitUntil(panel.address.hasFocus)
