"""事業 in the form of a session: it fills the plan, never unseen, and what a programme has is there to be chosen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Session
from core.ids import new_entity_id
from core.kinds import SessionPlanned
from core.programmes import Programme, shipped_programmes
from desktop.app.courses import plan_course
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session, sessions_between, the_session
from desktop.storage.journal import Draft
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.series_form import SeriesForm
from desktop.ui.screens.sessions.typed import Plan, take_all, take_programme
from desktop.ui.screens.sessions.view import SessionsScreen
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window

Start = Callable[[], Opened]
TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "sessions")


def _programme(code: str) -> Programme:
    return shipped_programmes().programme(code)


def _form(opened: Opened) -> SessionForm:
    form = cast(SessionForm, cast(SessionsScreen, opened.screen).panel)
    opened.qtbot.waitUntil(lambda: form.programme.offer is not None)
    return form


def _adding(opened: Opened) -> SessionForm:
    cast(SessionsScreen, opened.screen).begin_adding()
    return _form(opened)


def _choose(form: SessionForm, code: str, strand: str = "") -> None:
    form.programme.programme.set_value(code)
    form.programme.chosen.emit()
    if strand:
        form.programme.strand.set_value(strand)
        form.programme.chosen.emit()


def _keep(opened: Opened, form: SessionForm) -> None:
    form.wanted.emit(form.plan())
    opened.settle()


def _all(desk: Desk) -> list[Session]:
    return sessions_between(desk, date(2026, 1, 1), date(2027, 12, 31))


def test_a_programme_fills_the_form_and_says_what(start: Start, desk: Desk) -> None:
    opened = start()
    form = _adding(opened)
    _choose(form, "P23")
    assert form.lines["title"].text() == "高齢者向けスマホ教室（西伊豆町）"
    assert (form.lines["fee"].text(), form.lines["fee_with_loan"].text()) == ("100", "200")
    assert form.details.lends.isChecked()
    assert "参加費（円）" in form.filling.sentence.text()
    form.lines["starts"].setText("10")
    form.lines["ends"].setText("12")
    _keep(opened, form)
    [made] = _all(desk)
    assert (made.programme, made.session_kind, made.fee, made.fee_with_loan) == ("P23", "course", 100, 200)
    assert (made.organiser, made.co_organiser) == ("株式会社西伊豆プロジェクト", "西伊豆町")


def test_what_was_typed_is_kept_and_seen_until_somebody_takes_the_programmes(start: Start) -> None:
    form = _adding(start())
    form.lines["title"].setText("いきいきスマホ")
    form.lines["target"].setText("どなたでも")
    _choose(form, "P17")
    assert (form.lines["title"].text(), form.lines["target"].text()) == ("いきいきスマホ", "どなたでも")
    assert form.lines["min_age"].text() == "65"
    assert "名前、対象" in form.filling.sentence.text()
    assert form.all_of_it.isVisibleTo(form)
    form.all_of_it.click()
    assert form.lines["target"].text() == "65歳以上の町民"


def test_another_programme_takes_back_what_the_first_filled(start: Start) -> None:
    form = _adding(start())
    _choose(form, "P23")
    _choose(form, "P04")
    assert (form.lines["fee"].text(), form.lines["co_organiser"].text()) == ("", "")
    assert form.lines["title"].text() == "スマホ相談会"
    assert not form.details.lends.isChecked()
    _choose(form, "")
    assert form.plan().title == ""


def test_only_what_the_programme_has_is_asked(start: Start, desk: Desk) -> None:
    opened = start()
    form = _adding(opened)
    part = form.programme
    boxes = {"strand": part.strand, "level": part.level, "term": part.term, "place": part.place, "whole": part.whole}
    seen = {}
    for code in ("P04", "P25", "P26", "P18", "P02"):
        _choose(form, code)
        seen[code] = {name for name, box in boxes.items() if box.isVisibleTo(form)}
    assert seen == {
        "P04": set(),
        "P25": {"strand"},
        "P26": {"strand", "level"},
        "P18": {"term", "place"},
        "P02": {"place", "whole"},
    }
    _choose(form, "P25", "P25-3")
    assert (form.lines["target"].text(), form.lines["co_organiser"].text()) == (
        "スマートフォンをお持ちでない方",
        "ドコモ",
    )


def test_conditions_and_volumes_are_told_where_one_plans(start: Start) -> None:
    form = _adding(start())
    _choose(form, "P06")
    assert "週に3回以上" in form.programme.hint.text()
    _choose(form, "P17")
    assert "600受付" in form.programme.hint.text()
    _choose(form, "P20")
    assert "約40回" in form.programme.hint.text()


def test_a_whole_course_is_planned_at_once_and_can_be_taken_back(start: Start, desk: Desk) -> None:
    opened = start()
    form = _adding(opened)
    _choose(form, "P02")
    form.lines["starts"].setText("10")
    form.lines["ends"].setText("12")
    form.programme.whole.click()
    _keep(opened, form)
    opened.qtbot.waitUntil(lambda: len(_all(desk)) == 4)
    assert [each.course_place for each in _all(desk)] == [1, 2, 3, 4]
    opened.shell.undo()
    opened.settle()
    assert {each.state for each in _all(desk)} == {"cancelled"}


def test_a_change_keeps_the_programme_its_part_and_what_has_no_field(start: Start, desk: Desk) -> None:
    plan = SessionPlanned(
        title="講座",
        day="2026-11-21",
        starts="10:00",
        ends="12:00",
        programme="P26",
        strand="P26-1",
        level=3,
        funding="F06",
        ratio="n:1",
        operator="entrusted",
        course_id="c1",
        koma_minutes=45,
        materials=("M01@1",),
        room="和室",
        is_trial=True,
    )
    before = plan_session(desk, plan).session
    opened = start()
    screen = cast(SessionsScreen, opened.screen)
    screen.choose(before)
    screen.amend()
    form = _form(opened)
    assert (form.programme.programme.value(), form.programme.level.value()) == ("P26", "3")
    form.programme.level.set_value("5")
    _keep(opened, form)
    [after] = _all(desk)
    same = [name for name in Session.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    assert (after.level, same) == (5, ["level"])


def test_the_day_says_where_and_its_series_on_which_weekdays(start: Start, desk: Desk) -> None:
    opened = start()
    screen = cast(SessionsScreen, opened.screen)
    for day, venue, weekdays in (("11/23", "綾里地区センター", (1,)), ("11/24", "大垣市情報工房", (2, 3, 4, 5, 6, 7))):
        form = _adding(opened)
        form.lines["day"].setText(day)
        form.lines["venue"].clear()
        _choose(form, "P19")
        assert form.lines["venue"].text() == venue
        form.lines["starts"].setText("10")
        form.lines["ends"].setText("16")
        _keep(opened, form)
        opened.settle()
        screen.begin_series()
        opened.settle()
        series = cast(SeriesForm, screen.panel)
        rule = series.rule()
        assert (rule.weekdays, rule.skips_holidays, rule.skips_year_end) == (weekdays, False, True)
        series.wanted.emit(rule)
        opened.settle()
    held = {each.day: each.venue for each in _all(desk)}
    assert (held["2026-12-21"], held["2026-12-22"]) == ("綾里地区センター", "大垣市情報工房")
    assert not {day for day in held if "2026-12-29" <= day <= "2027-01-03"}


def test_times_that_a_programme_tells_are_filled_and_what_was_typed_stays(start: Start) -> None:
    form = _adding(start())
    _choose(form, "P21")
    assert (form.lines["starts"].text(), form.lines["ends"].text()) == ("14:00", "16:00")
    form.lines["venue"].setText("市民会館")
    _choose(form, "P22")
    assert (form.lines["venue"].text(), form.lines["starts"].text()) == ("市民会館", "")
    assert "会場" in form.filling.sentence.text()


def test_hours_and_venue_of_the_first_programme_go_with_it(start: Start) -> None:
    form = _adding(start())
    usual = form.lines["venue"].text()
    form.lines["day"].setText("11/23")
    _choose(form, "P19")
    assert form.lines["venue"].text() == "綾里地区センター"
    _choose(form, "P21")
    _choose(form, "P04")
    assert [form.lines[name].text() for name in ("starts", "ends", "venue")] == ["", "", usual]


def test_all_that_a_programme_says_is_one_touch_away(start: Start) -> None:
    form = _adding(start())
    part = form.programme
    assert not part.more.isVisibleTo(form)
    _choose(form, "P12")
    assert part.more.isVisibleTo(form)
    assert not part.sheet.isVisibleTo(form)
    part.more.click()
    told = {row.label.text(): row.value.text() for row in part.sheet.rows}
    assert "補助率 10/10" in told["財源"]
    assert (told["類型"], "第1版" in told["教材"]) == ("類型A（全国展開型）", True)
    _choose(form, "P23")
    assert part.sheet.isVisibleTo(form)
    assert part.sheet.rows[3].value.text() == "100円（端末を借りる方は200円）"
    part.more.click()
    assert not part.sheet.isVisibleTo(form)


def test_materials_stand_by_name_with_their_version(start: Start, desk: Desk) -> None:
    plan = SessionPlanned(title="講座", day="2026-11-21", starts="10:00", ends="12:00", materials=("M01@2", "M99@1"))
    newer = new_entity_id()  # from a laptop whose list is newer
    desk.record(Draft(newer, plan))
    made = the_session(desk, newer)
    opened = start()
    screen = cast(SessionsScreen, opened.screen)
    screen.choose(made)
    panel = cast(SessionPanel, screen.panel)
    opened.qtbot.waitUntil(lambda: panel.about is not None)
    named = "国事業の標準教材（受講者用）（第2版）、M99@1"
    assert panel.under.rows["教材"].value.text() == named
    screen.amend()
    assert named in _form(opened).details.materials.text()


def test_typed_values_follow_the_part_that_was_chosen() -> None:
    first = take_programme(Plan(), _programme("P25"), TODAY).plan
    assert (first.strand, first.target, first.funding) == ("", "", "F06")
    chosen = Plan(**{name: getattr(first, name) for name in Plan.__dataclass_fields__} | {"strand": "P25-1"})
    second = take_programme(chosen, _programme("P25"), TODAY, _programme("P25")).plan
    assert second.target == "スマートフォンをお持ちの方"
    assert take_all(Plan(target="ほか", strand="P25-3"), _programme("P25"), TODAY).co_organiser == "ドコモ"


def test_a_sessions_page_names_its_programme_its_lesson_and_its_money(start: Start, desk: Desk) -> None:
    plan = SessionPlanned(
        title="講座",
        day="2026-11-21",
        starts="10:00",
        ends="12:00",
        programme="P26",
        strand="P26-1",
        level=5,
        funding="F06",
        ratio="n:1",
        is_trial=True,
        course_place=1,
    )
    made = plan_course(desk, plan, 5).sessions[0]
    opened = start()
    cast(SessionsScreen, opened.screen).choose(made)
    panel = cast(SessionPanel, cast(SessionsScreen, opened.screen).panel)
    opened.qtbot.waitUntil(lambda: panel.about is not None)
    shown = {name: row.value.text() for name, row in panel.under.rows.items() if row.isVisibleTo(panel)}
    assert shown == {
        "事業": "介護予防サポーターの5段階講座・介護予防サポーター・活用編（レベル5）",
        "回": "5回のうち1回目",
        "財源": "総務省 デジタル活用支援推進事業（類型B） 10/10",
        "やり方": "1人で何人かを見る・試行の回",
    }


@pytest.mark.parametrize(("language", "percent"), [("ja", 100), ("en", 200)])
def test_nobody_is_kept_out_of_choosing(
    start: Start, qapp: QApplication, desk: Desk, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start()
    form = _adding(opened)
    form.toggle_details()
    for code in ("P02", "P25", "P26", "P18"):
        _choose(form, code)
        opened.settle()
        assert problems(opened.window) == []
