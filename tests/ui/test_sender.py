"""Sending by itself: nobody presses anything, nobody at the desk is troubled, and it tries again."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.sending import send_state
from desktop.ui.screen import Shell
from desktop.ui.screens.sending.to_hq import ToHqPanel
from desktop.ui.screens.sending.view import SendScreen
from desktop.ui.sender import Sender
from tests.helpers.headquarters import headquarters
from tests.ui.busy import busy_day
from tests.ui.windows import Opened, open_window

WAIT_MS = 20_000
LATE = 0.999
"""A share so late that nothing more happens while a test looks."""


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return busy_day(tmp_path, clock)


class Lots:
    """Numbers drawn in this order; after the last, LATE."""

    def __init__(self, *shares: float) -> None:
        self._left: Iterator[float] = iter(shares)

    def __call__(self) -> float:
        return next(self._left, LATE)


def watching(opened: Opened, *shares: float) -> Sender:
    sender = opened.workplace.sending
    sender.draw = Lots(*shares)
    sender.watch()
    return sender


def test_records_go_to_headquarters_without_a_touch(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
        opened = open_window(qtbot, shell, desk, "reception")
        told = shell.last
        with qtbot.waitSignal(opened.workplace.sending.sent, timeout=WAIT_MS) as sent:
            sender = watching(opened, 0.0)
        opened.settle()
        assert sent.args is not None
        assert sent.args[1] is False
        assert send_state(desk).unsent == 0
        assert shell.last is told
        next_try = sender.next_try()
        assert next_try is not None


def test_what_fails_by_itself_troubles_nobody_and_is_tried_again(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    opened = open_window(qtbot, shell, desk, "send")
    screen = cast(ToHqPanel, cast(SendScreen, opened.screen).panel("hq"))
    with qtbot.waitSignals([opened.workplace.sending.failed] * 2, timeout=WAIT_MS):
        sender = watching(opened, 0.0, 0.001)
    opened.settle()
    assert not opened.window.problem_strip.isVisible()
    assert "つながりません" in screen.notice.sentence.text()
    assert screen.next.isVisible()
    assert send_state(desk).unsent == 259
    assert sender.last_problem is not None


def test_headquarters_that_asks_to_wait_is_waited_for(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    from desktop.sync.faults import SyncProblem

    opened = open_window(qtbot, shell, desk, "today")
    sender = watching(opened)
    sender._not_done(SyncProblem("hq_busy", "本部が混み合っています。", retry_after=3_600), by_hand=False)
    assert 3_600_000 <= sender._timer.remainingTime() <= 3_630_000


@pytest.mark.parametrize("seat", ["reception", "send"])
def test_a_site_of_its_own_is_not_told_that_it_sends_nothing(qtbot: QtBot, shell: Shell, desk: Desk, seat: str) -> None:
    opened = open_window(qtbot, shell, desk, seat)
    sender = opened.workplace.sending
    told: list[object] = []
    sender.failed.connect(told.append)
    sender.draw = Lots(0.0)
    with qtbot.waitSignal(sender.began):
        sender.watch()
    qtbot.waitUntil(lambda: not sender.is_sending, timeout=WAIT_MS)
    assert told == []
    assert sender.last_problem is None


def test_by_hand_and_by_itself_never_at_once(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
        opened = open_window(qtbot, shell, desk, "reception")
        sender = opened.workplace.sending
        began: list[None] = []
        sender.began.connect(lambda: began.append(None))
        with qtbot.waitSignal(sender.sent, timeout=WAIT_MS):
            sender.send_now()
            sender.send_now()
        assert len(began) == 1
        assert hq.query("SELECT count(*) FROM event") == [(259,)]
