"""Plans that recur in the window: told before they are made, taken back by one touch."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Session
from core.ids import new_entity_id
from core.kinds import BookingMade, SeriesPlanned, SessionPlanned
from core.problem import Problem
from desktop.app.bookings import make_booking
from desktop.app.desk import Desk
from desktop.app.series import plan_series
from desktop.app.series_plans import sessions_of
from desktop.app.sessions import plan_session
from desktop.app.staff import add_supporter, sit_down
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.series_form import SeriesForm
from desktop.ui.screens.sessions.series_list import SeriesList
from desktop.ui.screens.sessions.series_model import until_day
from desktop.ui.screens.sessions.series_result import SeriesResult
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.widgets.frames import Notice
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window

Start = Callable[[], Opened]
PLAN = {"title": "相談会", "starts": "13:00", "ends": "15:00", "venue": "会議室"}


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "sessions")


def _screen(opened: Opened) -> SessionsScreen:
    return cast(SessionsScreen, opened.screen)


def _one(desk: Desk, day: str = "2026-11-24") -> Session:
    return plan_session(desk, SessionPlanned(day=day, **PLAN)).session  # type: ignore[arg-type]  # texts all


def _series(desk: Desk) -> str:
    told = SeriesPlanned(day="2026-11-24", until="2026-12-15", weekdays=(2,), **PLAN)  # type: ignore[arg-type]  # texts
    return plan_series(desk, told).series.series_id


def _choose(opened: Opened, session: Session) -> SessionPanel:
    _screen(opened).choose(session)
    opened.settle()
    return cast(SessionPanel, _screen(opened).panel)


def _form(opened: Opened, begin: Callable[[], object]) -> SeriesForm:
    begin()
    opened.settle()
    return cast(SeriesForm, _screen(opened).panel)


def _live(desk: Desk, series_id: str) -> list[str]:
    found = sessions_of(desk, series_id)
    return [f"{each.day[5:]} {each.starts}" for each in found if each.state != "cancelled"]


def test_a_session_is_made_to_recur_and_undone(start: Start, desk: Desk) -> None:
    session = _one(desk)
    opened = start()
    _choose(opened, session)
    form = _form(opened, _screen(opened).begin_series)
    assert [each.isChecked() for each in form.weekdays] == [False, True, False, False, False, False, False]
    assert form.until.text() == "2027/3/31"
    assert form.preview.text().startswith("17回です（2026/11/24から2027/3/30まで）。 お休み: 12/29（火）")
    form.weekdays[4].click()
    form.until.setText("12/11")
    QTest.keyClick(form.until, Qt.Key.Key_Return)
    opened.settle()
    [series_id] = {each.series_id for each in desk.store.facts.where(Session, "series_id IS NOT NULL")}
    assert series_id is not None
    assert _live(desk, series_id) == [f"{day} 13:00" for day in ("11-24", "11-27", "12-01", "12-04", "12-08", "12-11")]
    assert isinstance(_screen(opened).panel, SeriesResult)
    opened.shell.undo()
    opened.settle()
    assert _live(desk, series_id) == []
    [left] = desk.store.facts.where(Session, "state <> 'cancelled'")
    assert (left.session_id, left.series_id) == (session.session_id, None)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2027/2/29", "日が読み取れません。11/21 のように入れてください。"),
        ("来年", "日が読み取れません。11/21 のように入れてください。"),
        ("2031/3/31", "くり返しの予定は、3年先までです。終わりの日を早めてください。"),
        ("2026/11/1", "終わりの日が、始まりの日より前です。いつまでくり返すかを入れ直してください。"),
    ],
)
def test_what_cannot_be_is_said_in_place(start: Start, desk: Desk, until: str, sentence: str) -> None:
    session = _one(desk)
    opened = start()
    _choose(opened, session)
    form = _form(opened, _screen(opened).begin_series)
    form.until.setText(until)
    form.until.textEdited.emit(until)
    opened.settle()
    assert form.refusal.sentence.text() == sentence
    QTest.keyClick(form.until, Qt.Key.Key_Return)
    opened.settle()
    assert form.refusal.sentence.text() == sentence
    assert desk.store.facts.count(Session) == 1


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("3/31", date(2026, 11, 21), date(2027, 3, 31)),
        ("12.31", date(2026, 11, 21), date(2026, 12, 31)),
        ("２０２７／４／１", date(2026, 11, 21), date(2027, 4, 1)),
        ("2/29", date(2027, 11, 21), date(2028, 2, 29)),
        ("2026/11/1", date(2026, 11, 21), date(2026, 11, 1)),
    ],
)
def test_the_last_day_is_the_next_of_its_kind(text: str, today: date, day: date) -> None:
    assert until_day(text, today) == day


def test_one_that_was_changed_by_hand_gives_all_its_plan_where_it_is_asked(start: Start, desk: Desk) -> None:
    series_id = _series(desk)
    first, second, *_ = sessions_of(desk, series_id)
    make_booking(desk, BookingMade(session_id=second.session_id, age_band="70s"))
    opened = start()
    screen = _screen(opened)
    panel = _choose(opened, first)
    assert panel._series.value.text() == "毎週 火、2026/12/15まで"
    assert not _form(opened, screen.amend_series).takes_plan.isVisible()
    _choose(opened, first)
    screen.amend()
    screen.panel.lines["starts"].setText("10")  # type: ignore[attr-defined]  # the form of a session
    screen.panel.wanted.emit(screen.panel.plan())  # type: ignore[attr-defined]
    opened.settle()
    form = _form(opened, screen.amend_series)
    assert form.takes_plan.isVisible()
    form.takes_plan.click()
    form.wanted.emit(form.rule())
    opened.settle()
    assert _live(desk, series_id) == ["11-24 10:00", "12-01 13:00", "12-08 10:00", "12-15 10:00"]
    result = cast(SeriesResult, screen.panel)
    assert [each.text().strip() for each in result.left] == ["12/1（火）　予約の方がいます"]
    result.left[0].click()
    opened.settle()
    assert cast(SessionPanel, screen.panel).session.session_id == second.session_id


def test_one_day_is_left_out_and_the_rest_ended(start: Start, desk: Desk) -> None:
    series_id = _series(desk)
    opened = start()
    _choose(opened, sessions_of(desk, series_id)[1])
    _screen(opened).leave_day_out()
    opened.settle()
    assert _live(desk, series_id) == ["11-24 13:00", "12-08 13:00", "12-15 13:00"]
    opened.shell.undo()
    opened.settle()
    assert len(_live(desk, series_id)) == 4
    _choose(opened, sessions_of(desk, series_id)[0])
    _screen(opened).end_series()
    opened.settle()
    assert _live(desk, series_id) == ["11-24 13:00"]
    opened.shell.undo()
    opened.settle()
    assert len(_live(desk, series_id)) == 4


def test_a_series_that_has_not_arrived_yet_is_told(start: Start, desk: Desk) -> None:
    plan = SessionPlanned(day="2026-11-24", series_id=new_entity_id(), **PLAN)  # type: ignore[arg-type]  # texts all
    opened = start()
    told: list[Problem] = []
    opened.shell.problem.connect(told.append)
    _choose(opened, plan_session(desk, plan).session)
    _screen(opened).amend_series()
    assert [each.code for each in told] == ["series_unknown"]


def test_with_large_text_the_keyboard_follows_what_takes_the_page(start: Start, desk: Desk, qapp: QApplication) -> None:
    _one(desk, "2026-11-21")
    theme.apply(qapp, 200)
    opened = start()
    table = _screen(opened).table.view
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    opened.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert _screen(opened).panel.isAncestorOf(focus)
    _screen(opened).close_panel()
    assert QApplication.focusWidget() is table


def test_what_should_be_known_stands_in_the_panel(start: Start, desk: Desk) -> None:
    session = _one(desk, "2026-11-23")
    _one(desk, "2026-11-23")
    opened = start()
    _choose(opened, session)
    notices = [each.sentence.text() for each in _screen(opened).panel.findChildren(Notice)]
    assert notices == [
        "同じ時刻に、同じ部屋で「相談会」（13:00〜15:00）があります。"
        "部屋が別のときは、それぞれの予定に部屋の名前を入れてください。",
        "この日は祝日（勤労感謝の日）です。",
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(
    start: Start, desk: Desk, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    sit_down(desk, add_supporter(desk, "森 陽子").supporter.supporter_id)
    series_id = _series(desk)
    _one(desk, "2026-12-01")
    make_booking(desk, BookingMade(session_id=sessions_of(desk, series_id)[1].session_id, age_band="70s"))
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start()
    _choose(opened, sessions_of(desk, series_id)[1])
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])
    form = _form(opened, _screen(opened).amend_series)
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])
    form.weekdays[0].click()
    form.weekdays[1].click()
    form.wanted.emit(form.rule())
    opened.settle()
    assert isinstance(_screen(opened).panel, SeriesResult)
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])
    _listed(opened)
    opened.qtbot.waitUntil(lambda: problems(opened.window) == [])


def _listed(opened: Opened) -> SeriesList:
    screen = _screen(opened)
    screen.series_button.click()
    opened.settle()
    assert isinstance(screen.panel, SeriesList)
    return screen.panel


def test_every_series_is_listed_amended_and_ended(start: Start, desk: Desk) -> None:
    series_id = _series(desk)
    opened = start()
    listed = _listed(opened)
    assert [line.plan.title for line in listed.table.rows()] == ["相談会"]
    assert listed.rule.text() == "毎週 火、2026/12/15まで。あと4回"
    listed.amend.click()
    opened.settle()
    form = _screen(opened).panel
    assert isinstance(form, SeriesForm)
    form.until.setText("2026/12/8")
    QTest.keyClick(form.until, Qt.Key.Key_Return)
    opened.settle()
    assert isinstance(_screen(opened).panel, SeriesResult)
    assert [each.day for each in sessions_of(desk, series_id) if each.state != "cancelled"][-1] == "2026-12-08"
    _listed(opened).end.click()
    opened.settle()
    assert {each.state for each in sessions_of(desk, series_id)} == {"cancelled"}
    assert not _listed(opened).table.rows()
    assert opened.shell.last is not None
    assert opened.shell.last.undo is not None
    opened.shell.last.undo()
    opened.settle()
    assert len(_listed(opened).table.rows()) == 1


def test_the_next_session_of_a_series_is_one_touch_away(start: Start, desk: Desk) -> None:
    _series(desk)
    opened = start()
    listed = _listed(opened)
    QTest.keyClick(listed.table.view, Qt.Key.Key_Return)
    opened.settle()
    panel = _screen(opened).panel
    assert isinstance(panel, SessionPanel)
    assert panel.session.day == "2026-11-24"


def test_the_list_of_plans_tells_what_each_is_held_under(start: Start, desk: Desk) -> None:
    plan_session(desk, SessionPlanned(day=desk.today.isoformat(), programme="P05", **PLAN))  # type: ignore[arg-type]
    table = _screen(start()).table
    assert table.view.model().index(0, 1).data() == "相談会\n定期相談会"
