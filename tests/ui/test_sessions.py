"""予定 as a coordinator uses it, on a real file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Session
from core.kinds import SessionPlanned
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session, sessions_between
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.typed import Plan, planned
from desktop.ui.screens.sessions.view import SessionsScreen
from tests.helpers.accessibility import problems, visible
from tests.helpers.sites import MORNING
from tests.ui.busy import busy_day, new_desk
from tests.ui.windows import Opened, open_window

TODAY = MORNING.date()
Start = Callable[[], Opened]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "sessions")


def _screen(opened: Opened) -> SessionsScreen:
    return cast(SessionsScreen, opened.screen)


def _press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    next(each for each in buttons if each.text().strip() == text).click()
    opened.settle()


def _fill(opened: Opened, **typed: str) -> SessionForm:
    form = cast(SessionForm, _screen(opened).panel)
    for name, text in typed.items():
        form.lines[name].setText(text)
    return form


def _all(desk: Desk) -> list[Session]:
    return sessions_between(desk, date(2026, 1, 1), date(2027, 12, 31))


def _add(desk: Desk, title: str, day: str = "2026-11-21") -> Session:
    plan = SessionPlanned(title=title, day=day, starts="13:00", ends="15:00", quota=20, funding="F06", venue="会議室")
    return plan_session(desk, plan).session


def _choose(opened: Opened, place: int = 0) -> None:
    _screen(opened).choose(_screen(opened).table.rows()[place])
    opened.settle()


def test_a_session_is_added_in_place(start: Start, desk: Desk) -> None:
    opened = start()
    _press(opened, "予定を加える")
    form = _fill(opened, title="LINE講座", starts="1330", ends="１５時", quota="２０", fee="100", min_age="65")
    form.kind.set_value("course")
    form.toggle_details()
    QTest.keyClick(form.lines["fee"], Qt.Key.Key_Return)
    opened.settle()
    [made] = _all(desk)
    assert (made.title, made.day, made.starts, made.ends) == ("LINE講座", "2026-11-21", "13:30", "15:00")
    assert (made.session_kind, made.quota, made.fee, made.min_age) == ("course", 20, 100, 65)
    assert (made.venue, made.channel, made.target_group) == ("田無公民館", "in_person", None)
    opened.qtbot.waitUntil(lambda: [row.title for row in _screen(opened).table.rows()] == ["LINE講座"])


def test_what_few_sessions_need_is_under_details(start: Start, desk: Desk) -> None:
    opened = start()
    _press(opened, "予定を加える")
    assert not cast(SessionForm, _screen(opened).panel).details.isVisible()
    _press(opened, "くわしく（予約の枠、条件、参加費など）")
    told = {"slot_minutes": "30", "tables": "２", "fee": "100", "fee_with_loan": "200", "min_age": "55"}
    form = _fill(opened, title="相談会", starts="10", ends="12", **told)
    form.details.lends.click()
    first, second = form.details.conditions.lines
    QTest.keyClicks(first, "shinai")
    QTest.keyClicks(second, "sumaho")
    assert len(form.details.conditions.lines) == 3
    _press(opened, "この内容にする")
    [made] = _all(desk)
    assert (made.slot_minutes, made.tables, made.quota, made.min_age) == (30, 2, 8, 55)
    assert (made.fee, made.fee_with_loan, made.lends_devices, made.conditions) == (100, 200, 1, "shinai\nsumaho")


def test_a_change_keeps_the_questions_and_lets_the_quota_follow_the_slots(start: Start, desk: Desk) -> None:
    plan = SessionPlanned(
        title="相談会", day="2026-11-21", starts="10:00", ends="12:00", slot_minutes=30, tables=2, conditions=("市民",)
    )
    plan_session(desk, plan)
    opened = start()
    _choose(opened)
    _press(opened, "内容を直す")
    assert cast(SessionForm, _screen(opened).panel).details.isVisible()
    _fill(opened, tables="3")
    _press(opened, "この内容にする")
    [changed] = _all(desk)
    assert (changed.tables, changed.quota, changed.conditions) == (3, 12, "市民")
    opened.shell.undo()
    opened.settle()
    assert [(each.tables, each.quota, each.conditions) for each in _all(desk)] == [(2, 8, "市民")]


def test_adding_can_be_taken_back(start: Start, desk: Desk) -> None:
    opened = start()
    _press(opened, "予定を加える")
    _fill(opened, title="相談会", starts="10", ends="12")
    _press(opened, "この内容にする")
    opened.shell.undo()
    opened.settle()
    assert [each.state for each in _all(desk)] == ["cancelled"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts": "25:00"}, "始まりの時刻が読み取れません。13:00 のように入れてください。"),
        ({"ends": "あした"}, "終わりの時刻が読み取れません。13:00 のように入れてください。"),
        (
            {"starts": "16:00"},
            "終わりの時刻が、始まりより前です。時刻を直してください。夜中の0時をまたぐときは、日ごとに2つの予定に分けてください。",
        ),
        ({"day": "2/30"}, "日が読み取れません。11/21 のように入れてください。"),
        ({"quota": "たくさん"}, "定員が読み取れません。数字だけを入れてください。"),
        ({"title": " "}, "名前がありません。「スマホ相談会」のように名前を入れてください。"),
    ],
)
def test_what_cannot_be_is_said_in_place(start: Start, desk: Desk, typed: dict[str, str], sentence: str) -> None:
    opened = start()
    _press(opened, "予定を加える")
    form = _fill(opened, **{"title": "相談会", "day": "11/21", "starts": "13:00", "ends": "15:00"} | typed)
    _press(opened, "この内容にする")
    assert form.refusal.sentence.text() == sentence
    assert form.refusal.isVisible()
    assert _all(desk) == []


def test_a_my_number_is_stopped(start: Start, desk: Desk) -> None:
    opened = start()
    _press(opened, "予定を加える")
    form = _fill(opened, title="相談会 123456789018", starts="13:00", ends="15:00")
    _press(opened, "この内容にする")
    assert "マイナンバー" in form.refusal.sentence.text()
    assert _all(desk) == []


def test_a_change_keeps_what_has_no_field_and_can_be_put_back(start: Start, desk: Desk) -> None:
    _add(desk, "相談会")
    opened = start()
    _choose(opened)
    _press(opened, "内容を直す")
    _fill(opened, title="相談会（変更）", quota="")
    _press(opened, "この内容にする")
    [changed] = _all(desk)
    assert (changed.title, changed.quota, changed.funding, changed.starts) == ("相談会（変更）", None, "F06", "13:00")
    opened.shell.undo()
    opened.settle()
    assert [(each.title, each.quota) for each in _all(desk)] == [("相談会", 20)]


def test_the_same_again_next_week(start: Start, desk: Desk) -> None:
    _add(desk, "相談会")
    opened = start()
    _choose(opened)
    _press(opened, "次の週にも同じ予定を作る")
    assert [(each.day, each.title, each.funding, each.state) for each in _all(desk)] == [
        ("2026-11-21", "相談会", "F06", "planned"),
        ("2026-11-28", "相談会", "F06", "planned"),
    ]


def test_a_cancelled_session_stays_seen_and_undo_plans_it_anew(start: Start, desk: Desk) -> None:
    _add(desk, "相談会")
    opened = start()
    _choose(opened)
    _press(opened, "中止にする")
    opened.qtbot.waitUntil(lambda: [each.state for each in _screen(opened).table.rows()] == ["cancelled"])
    opened.shell.undo()
    opened.settle()
    assert sorted(each.state for each in _all(desk)) == ["cancelled", "planned"]


def test_doors_are_opened_and_closed(start: Start, desk: Desk) -> None:
    _add(desk, "相談会")
    opened = start()
    _choose(opened)
    _press(opened, "この回を開ける")
    assert [each.state for each in _all(desk)] == ["open"]
    _press(opened, "この回を閉じる")
    assert [each.state for each in _all(desk)] == ["closed"]
    opened.shell.undo()
    opened.settle()
    assert [each.state for each in _all(desk)] == ["open"]


def test_a_session_of_another_day_has_no_doors_to_open(start: Start, desk: Desk) -> None:
    _add(desk, "相談会", "2026-11-22")
    opened = start()
    _choose(opened)
    assert "この回を開ける" not in [each.text().strip() for each in opened.window.findChildren(QPushButton)]


def test_weeks_are_turned_and_today_comes_first(start: Start, desk: Desk) -> None:
    for title, day in (("前", "2026-11-14"), ("月曜", "2026-11-16"), ("今日", "2026-11-21"), ("次", "2026-11-23")):
        _add(desk, title, day)
    opened = start()
    screen = _screen(opened)
    assert [row.title for row in screen.table.rows()] == ["月曜", "今日"]
    selected = screen.table.selected()
    assert selected is not None
    assert selected.title == "今日"
    for button, titles in (("次の週", ["次"]), ("今週", ["月曜", "今日"]), ("前の週", ["前"])):
        next(each for each in visible(opened.window) if each.accessibleName() == button).click()  # type: ignore[attr-defined]
        opened.settle()
        assert [row.title for row in screen.table.rows()] == titles


def test_escape_leaves_the_form(start: Start) -> None:
    opened = start()
    _press(opened, "予定を加える")
    QTest.keyClick(_screen(opened).panel, Qt.Key.Key_Escape)
    assert not isinstance(_screen(opened).panel, SessionForm)


def test_the_sentence_names_the_field() -> None:
    with pytest.raises(Problem, match="参加できる年齢が読み取れません"):
        planned(Plan("相談会", "11/21", "13:00", "15:00", min_age="200"), TODAY)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, percent: int, language: str
) -> None:
    theme.apply(qapp, percent)
    i18n.install("en" if language == "en" else "ja")
    opened = open_window(qtbot, shell, busy_day(tmp_path, clock), "sessions")
    assert problems(opened.window) == []
    _choose(opened)
    assert problems(opened.window) == []
    _screen(opened).begin_adding()
    form = cast(SessionForm, _screen(opened).panel)
    form.refuse(Problem("x", "日が読み取れません。"))
    opened.settle()
    assert problems(opened.window) == []
    form.toggle_details()
    opened.settle()
    assert problems(opened.window) == []
