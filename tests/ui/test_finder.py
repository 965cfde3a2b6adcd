"""お名前でさがす at the door, on a real file."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import PersonRegistered, SessionPlanned
from desktop.app.cards import issue_card
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.people import add_person, merge_people
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.walk_in import receive_walk_in
from desktop.ui import theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.finder import Finder
from desktop.ui.screens.reception.view import ReceptionScreen
from tests.helpers.accessibility import visible
from tests.ui.busy import named, new_desk
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    change_setting(made, "visitor_fields", "name,kana,phone")
    open_day(made)
    return made


def _finder(opened: Opened) -> Finder:
    return cast(ReceptionScreen, opened.screen).finder


def _find(opened: Opened, words: str) -> list[str | None]:
    _finder(opened).field.setText(words)
    opened.settle()
    return _names(opened)


def _names(opened: Opened) -> list[str | None]:
    return [found.person.person.name for found in _finder(opened).results.rows() if found.person]


def _row(opened: Opened, place: int) -> dict[str, str]:
    model = _finder(opened).results.view.model()
    across, shown = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
    columns = range(model.columnCount())
    return {model.headerData(at, across, shown): model.index(place, at).data() for at in columns}


def _compose(opened: Opened, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(_finder(opened).field, event)
    opened.settle()


def test_people_of_one_name_are_told_apart_by_little(opened: Opened) -> None:
    for phone in ("090-1111-2345", "090-1111-9876"):
        told = PersonRegistered(name="山田 花子", kana="やまだ はなこ", phone=phone, age_band="70s")
        issue_card(opened.desk, add_person(opened.desk, told).person.person_id)
    assert _find(opened, "yamada") == ["山田 花子", "山田 花子"]
    rows = [_row(opened, place) for place in (0, 1)]
    assert [row["電話・カード"].split("・")[0] for row in rows] == ["9876", "2345"]
    assert all(len(row["電話・カード"].split("・")[1]) == 4 for row in rows)
    assert all(row["年代"] == "70代" and row["前回・予約"] == "はじめて" for row in rows)
    assert not any("1111" in value for row in rows for value in row.values())


def test_what_the_input_method_composes_is_looked_for_at_once(opened: Opened) -> None:
    named(opened.desk, "山田 花子", "やまだ はなこ")
    named(opened.desk, "佐藤 清", "さとう きよし")
    _compose(opened, "やｍ")
    assert _names(opened) == ["山田 花子"]
    _compose(opened, "", commit="佐藤")
    assert _names(opened) == ["佐藤 清"]
    _finder(opened).clear()
    assert not _finder(opened).results.rows()


def test_a_merged_record_leads_to_the_one_that_stands(opened: Opened) -> None:
    kept, _ = named(opened.desk, "大野 優子", "おおの ゆうこ")
    gone, _ = named(opened.desk, "小林 ゆう子", "こばやし ゆうこ")
    merge_people(opened.desk, gone, kept)
    assert _find(opened, "kobayashi") == ["大野 優子"]
    QTest.keyClick(_finder(opened).field, Qt.Key.Key_Return)
    opened.settle()
    assert [visit.person_id for visit in visitors_today(opened.desk)] == [kept]


def test_where_no_names_are_kept_it_says_so_and_cards_find(
    qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    desk = new_desk(tmp_path, clock)
    open_day(desk)
    _, code = named(desk, "残らない名前")
    opened = open_window(qtbot, shell, desk, "reception")
    assert _finder(opened).field.placeholderText() == "カードの終わり4文字"
    assert _find(opened, "残らない") == []
    assert "ここではお名前を記録していません" in "".join(
        each.text() for each in visible(opened.window) if isinstance(each, QLabel)
    )
    assert len(_find(opened, code[-4:])) == 1


def test_the_results_hand_the_keyboard_to_the_cards(opened: Opened) -> None:
    """Given to the list of today, its first row would be picked, and its buttons would meet somebody else."""
    receive_walk_in(opened.desk, "70s")
    for name in ("山田 花子", "山田 太郎"):
        named(opened.desk, name)
    screen, finder = cast(ReceptionScreen, opened.screen), _finder(opened)
    _find(opened, "山田")
    finder.results.setFocus()
    finder.clear()
    opened.settle()
    assert screen.scan.hasFocus()
    assert screen.queue.picked() is None


def test_with_large_text_results_are_seen_without_scrolling(
    qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk
) -> None:
    theme.apply(qapp, 200)
    plan = SessionPlanned(
        title="教室", day=desk.today.isoformat(), starts="09:00", ends="12:00", fee=100, lends_devices=True
    )
    open_session(desk, plan_session(desk, plan).session.session_id)
    opened = open_window(qtbot, shell, desk, "reception")
    screen, finder = cast(ReceptionScreen, opened.screen), _finder(opened)
    rest = (screen.panel, screen.questions, screen.receiving)
    assert all(each.isVisible() for each in rest)
    named(desk, "山田 花子")
    _find(opened, "山田")
    screen.shown()
    opened.settle()
    assert not any(each.isVisible() for each in rest)
    finder.clear()
    opened.settle()
    assert all(each.isVisible() for each in rest)


def test_with_large_text_the_answer_is_seen_while_a_name_is_written(
    qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk
) -> None:
    theme.apply(qapp, 200)
    opened = open_window(qtbot, shell, desk, "reception")
    screen, finder = cast(ReceptionScreen, opened.screen), _finder(opened)
    code = named(desk, "佐藤 清")[1]
    finder.field.setFocus()
    _find(opened, "山田")
    screen.door.scan(code)
    opened.settle()
    assert finder.field.text() == "山田"
    assert screen.panel.isVisible()
    finder.clear()
    assert screen.panel.isVisible()
