"""What is out is seen in 今日 and at closing; late ones are marked; one touch takes it back, another undoes that."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import SessionPlanned
from desktop.app.closing import Step
from desktop.app.desk import Desk
from desktop.app.loans import lend_device, loans_out
from desktop.app.opening import CheckCode
from desktop.app.sessions import open_session, plan_session
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.today.loans import LoansOut
from desktop.ui.screens.today.view import TodayScreen
from desktop.ui.widgets.text import Text
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    plan = SessionPlanned(title="教室", day=made.today.isoformat(), starts="09:00", ends="10:00", lends_devices=True)
    open_session(made, plan_session(made, plan).session.session_id)
    return made


def lend(desk: Desk, *labels: str) -> None:
    for label in labels:
        visit = receive_walk_in(desk, "70s").attendance
        assert visit is not None
        lend_device(desk, visit.attendance_id, label)


def told(part: LoansOut) -> list[str]:
    return [text.text() for text in part.findChildren(Text) if text.isVisible()]


def give_back(opened: Opened, part: LoansOut) -> None:
    QTest.mouseClick(part.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    opened.settle()


@pytest.mark.parametrize("page", ["running", "closing"])
def test_a_device_comes_back_in_one_touch_and_the_touch_can_be_undone(
    qtbot: QtBot, shell: Shell, desk: Desk, page: str
) -> None:
    lend(desk, "1番", "2番")
    opened = open_window(qtbot, shell, desk, "today")
    screen = cast(TodayScreen, opened.screen)
    part = screen.running.loans
    if page == "closing":
        screen.end.click()
        opened.settle()
        screen.closing.turn_to(Step.LOANS)
        part = screen.closing.loans.out
    give_back(opened, part)
    assert [line.loan.device_label for line in loans_out(desk)] == ["2番"]
    assert "2番　A2　10:00 まで" in told(part)
    opened.shell.undo()
    opened.settle()
    assert [line.loan.device_label for line in loans_out(desk)] == ["1番", "2番"]


def test_a_device_stays_over_night_until_the_chosen_day(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    lend(desk, "1番")
    opened = open_window(qtbot, shell, desk, "today")
    screen = cast(TodayScreen, opened.screen)
    screen.end.click()
    opened.settle()
    screen.closing.turn_to(Step.LOANS)
    step = screen.closing.loans
    step.until.set_value("2026-11-24")
    QTest.mouseClick(step.out.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    opened.settle()
    assert loans_out(desk)[0].loan.due == "2026-11-24T17:00:00.000+09:00"
    assert "1番　A1　11月24日 17:00 まで" in told(step.out)
    opened.shell.undo()
    opened.settle()
    assert loans_out(desk)[0].loan.due == "2026-11-21T10:00:00.000+09:00"


def test_before_the_doors_open_a_device_that_should_be_back_is_told(
    qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock
) -> None:
    lend(desk, "1番")
    clock.advance(days=1)
    opened = open_window(qtbot, shell, desk, "today")
    screen = cast(TodayScreen, opened.screen)
    assert screen.pages.current() is screen.opening
    assert "1番　A1　11月21日 10:00 までのお約束でした" in told(screen.opening.loans)
    assert screen.opening.checks.rows[CheckCode.LOANS].check.verdict == "look"


def test_a_late_device_says_so_in_words(qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock) -> None:
    lend(desk, "1番")
    clock.advance(hours=1)
    opened = open_window(qtbot, shell, desk, "today")
    assert told(cast(TodayScreen, opened.screen).running.loans)[-1] == "1番　A1　10:00 までのお約束でした"


def test_nothing_out_is_nothing_to_see(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "today")
    assert not cast(TodayScreen, opened.screen).running.loans.isVisible()


def test_large_english_text_is_whole(
    qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk, clock: FixedClock
) -> None:

    theme.apply(qapp, 200)
    i18n.install("en")
    lend(desk, "貸出用スマートフォン 3号機")
    clock.advance(hours=1)
    opened = open_window(qtbot, shell, desk, "today")
    assert problems(opened.screen) == []
