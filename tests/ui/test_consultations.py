"""相談 as a supporter uses it: three choices and Enter, on a real file."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.assets import asset_path
from core.catalogue import Topic, load_catalogue
from core.clock import FixedClock
from core.facts import Attendance, Consultation
from desktop.app.consultations import ConsultationForm, consultations_on, record_consultation
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.staff import supporters
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.model import TopicFinder, follow_up_day, missing
from desktop.ui.screens.consultations.view import ConsultationsScreen
from tests.helpers.accessibility import problems
from tests.helpers.sites import MORNING
from tests.ui.busy import busy_day, new_desk, with_staff
from tests.ui.windows import Opened, open_window

CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
TODAY = MORNING.date()
MY_NUMBER = "123456789018"
Start = Callable[[], Opened]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_staff(new_desk(tmp_path, clock))


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "consultation")


def _screen(opened: Opened) -> ConsultationsScreen:
    return cast(ConsultationsScreen, opened.screen)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _type(keys: str, then: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Into whatever has the keyboard, as a person does."""
    focus = _focus()
    if not keys.isascii() and isinstance(focus, QLineEdit):
        focus.insert(keys)
    else:
        for key in keys:
            QTest.keyClicks(_focus(), key)
    if then is not None:
        QTest.keyClick(_focus(), then)


def _logged(opened: Opened) -> list[Consultation]:
    opened.settle()
    return consultations_on(opened.desk, TODAY.isoformat())


def _see(opened: Opened, figures: str) -> None:
    """Wait until the head of the list says so."""
    opened.qtbot.waitUntil(lambda: figures in _screen(opened).figures.text())


def _visitor(desk: Desk) -> str:
    attendance = receive_walk_in(desk, "70s").attendance
    assert attendance is not None
    return attendance.attendance_id


def test_three_choices_and_enter_record_a_consultation(start: Start) -> None:
    opened = start()
    _type("wifi")
    _type("1", None)
    _type("15")
    [logged] = _logged(opened)
    assert (logged.topic, logged.outcome, logged.minutes) == ("T02-01", "O1", 15)
    assert (logged.supporter_id, logged.channel) == (opened.desk.staff_id, "in_person")


def test_afterwards_the_form_is_empty_and_the_list_has_the_line(start: Start) -> None:
    opened = start()
    screen = _screen(opened)
    _type("らいん")
    _type("2", None)
    _type("20")
    opened.qtbot.waitUntil(lambda: bool(screen.list.lines()))
    assert (screen.form.topics.value(), screen.form.outcome.value(), screen.form.minutes.value()) == ("", "", None)
    assert [line.consultation.topic for line in screen.list.lines()] == ["T05-01"]
    assert _focus() is screen.form.topics.search


def test_what_was_recorded_can_be_taken_back(start: Start) -> None:
    opened = start()
    _type("wifi")
    _type("1", None)
    _type("15")
    opened.settle()
    assert opened.shell.last is not None
    assert opened.shell.last.sentence == "相談「Wi-Fi接続」 を記録しました"
    opened.shell.undo()
    assert [each.voided for each in _logged(opened)] == [1]
    _see(opened, "相談件数 0件")


def test_touching_three_tiles_and_the_button_records_too(start: Start) -> None:
    opened = start()
    form = _screen(opened).form
    QTest.mouseClick(form.topics.grid.tiles()[1], Qt.MouseButton.LeftButton)
    for choices, text in ((form.outcome, "一部解決"), (form.minutes.tiles, "30")):
        button = next(each for each in choices.findChildren(QPushButton) if each.accessibleName() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _focus() is form.save
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    [logged] = _logged(opened)
    assert (logged.topic, logged.outcome, logged.minutes) == ("T01-02", "O2", 30)


def test_what_is_missing_is_said_and_nothing_is_recorded(start: Start) -> None:
    opened = start()
    form = _screen(opened).form
    _type("wifi")
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert form.missing.text() == "結果を選んでください。"
    assert _logged(opened) == []


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (("", "O1", 5), "相談の内容を選んでください。"),
        (("T01-01", "", 5), "結果を選んでください。"),
        (("T01-01", "O1", None), "かかった時間（分）を選んでください。"),
        (("T01-01", "O1", 0), ""),
    ],
)
def test_each_of_the_three_is_asked_for(chosen: tuple[str, str, int | None], sentence: str) -> None:
    assert missing(*chosen) == sentence


def test_enter_while_the_input_method_composes_saves_nothing(start: Start) -> None:
    opened = start()
    screen = _screen(opened)
    _type("wifi")
    _type("1", None)
    _type("15", None)
    screen.toggle_details()
    QApplication.sendEvent(screen.details.note.edit, QInputMethodEvent("にほん", []))
    QTest.keyClick(screen.details.note.edit, Qt.Key.Key_Return)
    assert _logged(opened) == []
    QApplication.sendEvent(screen.details.note.edit, QInputMethodEvent("", []))
    QTest.keyClick(screen.details.note.edit, Qt.Key.Key_Return)
    assert len(_logged(opened)) == 1


def test_a_my_number_in_the_note_is_stopped_in_the_field(start: Start) -> None:
    opened = start()
    screen = _screen(opened)
    _type("wifi")
    _type("1", None)
    _type("15", None)
    screen.toggle_details()
    screen.details.note.set_text(f"番号は{MY_NUMBER}")
    assert "マイナンバー" in screen.details.note.warning.text()
    screen.save()
    assert _logged(opened) == []
    screen.details.note.set_text("番号を忘れた")
    screen.save()
    assert [each.note for each in _logged(opened)] == ["番号を忘れた"]


def test_the_called_visitor_is_at_the_table_and_minutes_are_counted(
    start: Start, desk: Desk, clock: FixedClock
) -> None:
    open_day(desk)
    first = _visitor(desk)
    clock.advance(minutes=1)
    _visitor(desk)
    opened = start()
    screen = _screen(opened)
    screen.call_next()
    opened.settle()
    assert screen.visitors.attendance_id() == first
    clock.advance(minutes=12)
    _type("wifi")
    _type("1", None)
    opened.settle()
    assert screen.form.minutes.value() == 12
    _type("", Qt.Key.Key_Return)
    [logged] = _logged(opened)
    assert (logged.attendance_id, logged.minutes, logged.age_band) == (first, 12, "70s")
    assert screen.visitors.attendance_id() is None


def test_a_call_can_be_taken_back(start: Start, desk: Desk) -> None:
    open_day(desk)
    _visitor(desk)
    opened = start()
    _screen(opened).call_next()
    opened.settle()
    opened.shell.undo()
    opened.settle()
    assert [each.calling for each in visitors_today(desk)] == ["waiting"]
    assert _screen(opened).visitors.attendance_id() is None


def test_nobody_waiting_is_said(qtbot: QtBot, start: Start) -> None:
    opened = start()
    with qtbot.waitSignal(opened.shell.problem) as told:
        _screen(opened).call_next()
    assert told.args is not None
    assert told.args[0].code == "nobody_waits"


def test_where_a_visitor_was_sent_appears_in_place(start: Start) -> None:
    opened = start()
    form = _screen(opened).form
    _type("wifi")
    assert not form.follow_up.isVisible()
    _type("4", None)
    assert form.follow_up.isVisible()
    form.follow_up.take_focus()
    _type("3", None)
    _type("10")
    assert [(each.outcome, each.referral, each.reason) for each in _logged(opened)] == [("O4", "O4-188", None)]


def test_why_it_could_not_be_done_is_a_reason(start: Start) -> None:
    opened = start()
    _type("wifi")
    _type("5", None)
    _screen(opened).form.follow_up.take_focus()
    _type("2", None)
    _type("10")
    assert [(each.referral, each.reason) for each in _logged(opened)] == [(None, "O5-contract")]


def _recorded(desk: Desk, attendance_id: str | None = None) -> Consultation:
    form = ConsultationForm("T01-01", "O1", 15, note="むかしのメモ", attendance_id=attendance_id)
    return record_consultation(desk, form).consultation


def test_a_line_is_changed_in_place_and_put_back(start: Start, desk: Desk) -> None:
    before = _recorded(desk)
    opened = start()
    screen = _screen(opened)
    screen.list.opened.emit(screen.list.lines()[0])
    assert screen.title.text() == "相談を直す"
    assert screen.details.note.text() == "むかしのメモ"
    screen.form.minutes.set_value(45)
    screen.save()
    [changed] = _logged(opened)
    assert (changed.consultation_id, changed.minutes, changed.note, changed.amended, changed.at) == (
        before.consultation_id, 45, "むかしのメモ", 1, before.at,
    )  # fmt: skip
    assert screen.title.text() == "相談"
    opened.shell.undo()
    assert [each.minutes for each in _logged(opened)] == [15]


def test_a_voided_line_is_struck_and_named_and_can_come_back(start: Start, desk: Desk) -> None:
    _recorded(desk)
    opened = start()
    screen = _screen(opened)
    screen.open_line(screen.list.lines()[0])
    screen.void()
    assert [each.voided for each in _logged(opened)] == [1]
    _see(opened, "相談者数 0人")
    assert screen.list.model().index(0, 0).data().startswith("取消、09:30")
    opened.shell.undo()
    assert sorted(each.voided for each in _logged(opened)) == [0, 1]


def test_people_and_cases_are_counted_apart(start: Start, desk: Desk) -> None:
    open_day(desk)
    visit = _visitor(desk)
    for _ in range(2):
        _recorded(desk, attendance_id=visit)
    assert _screen(start()).figures.text() == "相談者数 1人　相談件数 2件"


def test_whoever_sits_down_is_the_supporter(start: Start, desk: Desk) -> None:
    opened = start()
    screen = _screen(opened)
    assert screen.details.supporter_id() == desk.staff_id
    other = supporters(desk)[-1].supporter_id
    opened.shell.staff_chosen.emit(other)
    opened.settle()
    _type("wifi")
    _type("1", None)
    _type("15")
    assert [each.supporter_id for each in _logged(opened)] == [other]


def test_a_day_to_come_back_that_is_no_day_stops_it_in_place(start: Start) -> None:
    opened = start()
    screen = _screen(opened)
    _type("wifi")
    _type("1", None)
    screen.details.day.setText("13/45")
    _type("15")
    assert _logged(opened) == []
    assert screen.details.wrong_day.isVisible()
    screen.details.day.setText("12/5")
    screen.save()
    assert [each.follow_up_day for each in _logged(opened)] == ["2026-12-05"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("12/5", "2026-12-05"),
        ("１／９", "2027-01-09"),
        ("2027-02-03", "2027-02-03"),
        ("11/21", "2026-11-21"),
    ],
)
def test_days_are_read_as_they_are_typed(typed: str, day: str | None) -> None:
    assert follow_up_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("らいん", "T05-01"), ("rain", "T05-01"), ("ライン", "T05-01"), ("ﾗｲﾝ", "T05-01"), ("T05-01", "T05-01"),
        ("0501", "T05-01"), ("shashin", "T01-03"), ("syasin", "T01-03"), ("wi-fi", "T02-01"), ("scam", "T09-02"),
        ("sagi", "T09-02"), ("まいなぽーたる", "T06-02"), ("mainapotaru", "T06-02"),
    ],
)  # fmt: skip
def test_topics_are_found_as_people_type_them(typed: str, code: str) -> None:
    assert code in [topic.code for topic in TopicFinder(CATALOGUE.groups_on(TODAY)).find(typed)]


@given(st.sampled_from(list(CATALOGUE.topics_on(TODAY))), st.data())
def test_every_topic_is_found_by_its_code_and_titles(topic: Topic, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from([topic.code, topic.code.lower(), topic.ja, topic.kana, topic.en]))
    assert topic in TopicFinder(CATALOGUE.groups_on(TODAY)).find(typed)


def test_the_three_choices_are_seen_without_scrolling(start: Start) -> None:
    opened = start()
    form = _screen(opened).form
    for code in [group.code for group in CATALOGUE.groups_on(TODAY)]:
        form.topics.groups.set_value(code)
        form.topics.groups.chosen.emit(code)
        opened.settle()
        bottom = form.minutes.mapTo(opened.window, form.minutes.rect().bottomLeft()).y()
        assert bottom < opened.window.undo_bar.mapTo(opened.window, opened.window.undo_bar.rect().topLeft()).y(), code


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, percent: int, language: str
) -> None:
    theme.apply(qapp, percent)
    i18n.install("en" if language == "en" else "ja")
    opened = open_window(qtbot, shell, busy_day(tmp_path, clock), "consultation")
    screen = _screen(opened)
    assert problems(opened.window) == []
    screen.open_line(screen.list.lines()[0])
    opened.settle()
    assert problems(opened.window) == []


def test_the_language_changes_while_it_is_seen(start: Start) -> None:
    opened = start()
    i18n.install("en")
    opened.settle()
    groups = [button.text() for button in _screen(opened).form.topics.groups.findChildren(QPushButton)]
    assert "Basics" in groups
    assert "基本操作" not in groups


def test_standing_visits_only_are_offered(start: Start, desk: Desk) -> None:
    open_day(desk)
    _visitor(desk)
    assert desk.store.facts.count(Attendance) == 1
    assert _screen(start()).visitors.count() == 2
