"""設置条件 and 出納 in the window: a quiet word on 今日 with its way to the plans, and tables that can be saved."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import SessionPlanned
from desktop.app.cash import count_cash
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
from desktop.app.sessions import plan_session
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reports.cash import CashScreen
from desktop.ui.screens.reports.conditions import ConditionsScreen, state_text
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.screens.today.view import TodayScreen
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

SHORT = "常設スマホ相談会場　田無庁舎　あと1回たりません（開いた日0日・予定1日、2日以上）。　11月22日（日）まで"
"""It is a Saturday, and the period begins today: two days are left of three."""


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_staff(new_desk(tmp_path, clock))
    _plan(made, made.today)
    return made


def _plan(desk: Desk, day: date) -> None:
    plan = SessionPlanned(
        title="常設", day=day.isoformat(), starts="10:00", ends="16:00", programme="P06", venue="田無庁舎"
    )
    plan_session(desk, plan)


def _today(opened: Opened) -> TodayScreen:
    return cast(TodayScreen, opened.screen)


def test_what_the_week_lacks_is_told_on_today_and_leads_to_its_plans(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "today")
    told = _today(opened).conditions
    assert told.isVisible()
    assert told.notice.sentence.text() == SHORT
    told.look.click()
    opened.settle()
    plans = cast(SessionsScreen, opened.window.current())
    assert plans.side.view == "week"
    assert plans.side.span is not None
    assert plans.side.span.first == date(2026, 11, 16)


def test_it_is_over_once_it_is_planned_and_never_in_the_way_of_closing(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "today")
    screen = _today(opened)
    screen.opening.button.click()
    opened.settle()
    assert screen.conditions.isVisible()
    screen.end.click()
    opened.settle()
    assert not screen.conditions.isVisible()
    screen.closing.later.click()
    opened.settle()
    _plan(desk, date(2026, 11, 22))
    screen.shown()
    opened.settle()
    assert not screen.conditions.isVisible()


def test_every_finding_of_a_week_is_in_reports_and_can_be_saved(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path
) -> None:
    opened = open_window(qtbot, shell, desk, "conditions")
    screen = cast(ConditionsScreen, opened.screen)
    [row] = screen.findings.rows()
    assert state_text(row) == "● まだ間に合います"
    screen.save_to(tmp_path / "r8.csv")
    qtbot.waitUntil(lambda: "r8.csv" in opened.window.undo_bar.sentence.text())
    assert (tmp_path / "r8.csv").read_text("utf-8-sig").startswith("週,")
    screen.before.click()
    opened.settle()
    assert screen.findings.rows() == ()
    screen.after.click()
    opened.settle()
    screen.plans.click()
    opened.settle()
    assert isinstance(opened.window.current(), SessionsScreen)


def test_the_ledger_adds_up_a_month(qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path) -> None:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    receive_fee(desk, visit.attendance_id, 200)
    count_cash(desk, desk.today, 1150, 1000)
    opened = open_window(qtbot, shell, desk, "cash")
    screen = cast(CashScreen, opened.screen)
    assert screen.total.text() == "合計 200円（1件）　数えた日の差 △50円"
    screen.save_to(tmp_path / "cash.csv")
    qtbot.waitUntil(lambda: "cash.csv" in opened.window.undo_bar.sentence.text())
    assert "2026-11-21,1000,200,1,1200,1150,-50" in (tmp_path / "cash.csv").read_text("utf-8-sig")
    screen.before.click()
    opened.settle()
    assert (screen.days.rows(), screen.month.text()) == ((), "2026年10月の出納")


@pytest.mark.parametrize("screen", ["today", "conditions", "cash"])
def test_large_english_text_is_whole(qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk, screen: str) -> None:
    theme.apply(qapp, 200)
    i18n.install("en")
    count_cash(desk, desk.today, 900, 1000)
    opened = open_window(qtbot, shell, desk, screen)
    assert problems(opened.window) == []
