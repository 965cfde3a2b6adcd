"""事業: chosen in the form of a session, and on the page of one that is held under it."""

from typing import cast

from core.kinds import SessionPlanned
from core.programme_plan import filled
from core.programmes import shipped_programmes
from desktop.app.courses import CourseWritten, plan_course
from desktop.app.desk import Desk
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.screens.settings.programmes import ProgrammesSection
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.widgets.reveal import bring_to_top
from tools.screenshot_days import PIN
from tools.screenshot_stage import Stage


def chosen(stage: Stage) -> None:
    """A course of four, just chosen in a new plan."""
    screen = cast(SessionsScreen, stage.open("sessions"))
    screen.begin_adding()
    stage.rest()
    form = cast(SessionForm, screen.panel)
    form.programme.programme.set_value("P02")
    form.programme.chosen.emit()
    form.programme.whole.setChecked(True)
    stage.rest()


def read_whole(stage: Stage) -> None:
    """All that a programme says, in the form: money, rules, texts, where and when."""
    screen = cast(SessionsScreen, stage.open("sessions"))
    screen.begin_adding()
    stage.rest()
    part = cast(SessionForm, screen.panel).programme
    part.programme.set_value("P12")
    part.chosen.emit()
    part.more.click()
    bring_to_top(part.more)
    stage.rest()


def planned(stage: Stage) -> None:
    """The page of a lesson in five levels."""
    screen = cast(SessionsScreen, stage.open("sessions"))
    stage.workplace.do(_course).then(lambda made: screen.choose(made.sessions[0]), owner=screen)
    stage.rest()


def _course(desk: Desk) -> CourseWritten:
    day = desk.today.isoformat()
    blank = SessionPlanned(title="5段階講座", day=day, starts="15:00", ends="16:30", venue="2階 講座室", level=5)
    return plan_course(desk, filled(blank, shipped_programmes().programme("P26"), ()), 5)


def settings(stage: Stage) -> None:
    """設定 > 事業, with one of the site's own."""
    screen = cast(SettingsScreen, stage.open("settings"))
    stage.unlock(PIN)
    screen.buttons["programmes"].click()
    stage.unlock(PIN)
    section = cast(ProgrammesSection, screen.section("programmes"))
    section.lines["名前"].setText("ふれあい相談")
    section.lines["英語の名前"].setText("Our own consultation")
    section.add()
    stage.rest()
