"""相談 as a supporter uses it: three choices and Enter, on a real file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Attendance
from desktop.app.day import close_day, open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.staff import sit_down, supporters
from desktop.app.waiting import desk_choices
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.view import ConsultationsScreen
from tests.helpers.sites import MORNING
from tests.ui.at_the_table import AtTable, visitor
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import open_window

TODAY = MORNING.date()
MY_NUMBER = "123456789018"
Start = Callable[[], AtTable]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_staff(new_desk(tmp_path, clock))


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: AtTable(open_window(qtbot, shell, desk, "consultation"))


def _see(table: AtTable, figures: str) -> None:
    """Wait until the head of the list says so."""
    table.opened.qtbot.waitUntil(lambda: figures in table.screen.figures.text())


def test_three_choices_and_enter_record_a_consultation(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("1", None)
    table.type("15")
    [logged] = table.logged()
    assert (logged.topic, logged.outcome, logged.minutes) == ("T02-01", "O1", 15)
    assert (logged.supporter_id, logged.channel) == (table.opened.desk.staff_id, "in_person")


def test_afterwards_the_form_is_empty_and_the_list_has_the_line(start: Start) -> None:
    table = start()
    screen = table.screen
    table.type("らいん")
    table.type("2", None)
    table.type("20")
    table.opened.qtbot.waitUntil(lambda: bool(screen.list.lines()))
    assert (screen.form.topics.value(), screen.form.outcome.value(), screen.form.minutes.value()) == ("", "", None)
    assert [line.consultation.topic for line in screen.list.lines()] == ["T05-01"]
    assert table.keyboard() is screen.form.topics.search


def test_what_was_recorded_can_be_taken_back(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("1", None)
    table.type("15")
    table.opened.settle()
    assert table.opened.shell.last is not None
    assert table.opened.shell.last.sentence == "相談「Wi-Fi接続」 を記録しました"
    table.opened.shell.undo()
    assert [each.voided for each in table.logged()] == [1]
    _see(table, "相談件数 0件")


def test_touching_three_tiles_and_the_button_records_too(start: Start) -> None:
    table = start()
    form = table.screen.form
    QTest.mouseClick(form.topics.grid.tiles()[1], Qt.MouseButton.LeftButton)
    for choices, text in ((form.outcome, "一部解決"), (form.minutes.tiles, "30")):
        button = next(each for each in choices.findChildren(QPushButton) if each.accessibleName() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert table.keyboard() is form.save
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    [logged] = table.logged()
    assert (logged.topic, logged.outcome, logged.minutes) == ("T01-02", "O2", 30)


def test_what_is_missing_is_said_and_nothing_is_recorded(start: Start) -> None:
    table = start()
    form = table.screen.form
    table.type("wifi")
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert form.missing.text() == "結果を選んでください。"
    assert table.logged() == []


def test_enter_while_the_input_method_composes_saves_nothing(start: Start) -> None:
    table = start()
    screen = table.screen
    table.type("wifi")
    table.type("1", None)
    table.type("15", None)
    screen.toggle_details()
    QApplication.sendEvent(screen.details.note.edit, QInputMethodEvent("にほん", []))
    QTest.keyClick(screen.details.note.edit, Qt.Key.Key_Return)
    assert table.logged() == []
    QApplication.sendEvent(screen.details.note.edit, QInputMethodEvent("", []))
    QTest.keyClick(screen.details.note.edit, Qt.Key.Key_Return)
    assert len(table.logged()) == 1


def test_a_my_number_in_the_note_is_stopped_in_the_field(start: Start) -> None:
    table = start()
    screen = table.screen
    table.type("wifi")
    table.type("1", None)
    table.type("15", None)
    screen.toggle_details()
    screen.details.note.set_text(f"番号は{MY_NUMBER}")
    assert "マイナンバー" in screen.details.note.warning.text()
    screen.save()
    assert table.logged() == []
    screen.details.note.set_text("番号を忘れた")
    screen.save()
    assert [each.note for each in table.logged()] == ["番号を忘れた"]


def test_the_called_visitor_is_at_the_table_and_minutes_are_counted(
    start: Start, desk: Desk, clock: FixedClock
) -> None:
    open_day(desk)
    first = visitor(desk)
    clock.advance(minutes=1)
    visitor(desk)
    table = start()
    screen = table.screen
    screen.call_next()
    table.opened.settle()
    assert screen.visitors.attendance_id() == first
    clock.advance(minutes=12)
    table.type("wifi")
    table.type("1", None)
    table.opened.settle()
    assert screen.form.minutes.value() == 12
    table.type("", Qt.Key.Key_Return)
    [logged] = table.logged()
    assert (logged.attendance_id, logged.minutes, logged.age_band) == (first, 12, "70s")
    assert screen.visitors.attendance_id() is None


def test_a_call_can_be_taken_back(start: Start, desk: Desk) -> None:
    open_day(desk)
    visitor(desk)
    table = start()
    table.screen.call_next()
    table.opened.settle()
    table.opened.shell.undo()
    table.opened.settle()
    assert [each.calling for each in visitors_today(desk)] == ["waiting"]
    assert table.screen.visitors.attendance_id() is None


def test_nobody_waiting_is_said(qtbot: QtBot, start: Start) -> None:
    table = start()
    with qtbot.waitSignal(table.opened.shell.problem) as told:
        table.screen.call_next()
    assert told.args is not None
    assert told.args[0].code == "nobody_waits"


def test_where_a_visitor_was_sent_appears_in_place(start: Start) -> None:
    table = start()
    form = table.screen.form
    table.type("wifi")
    assert not form.follow_up.isVisible()
    table.type("4", None)
    assert form.follow_up.isVisible()
    table.type("3", None)
    table.type("10")
    assert [(each.outcome, each.referral, each.reason) for each in table.logged()] == [("O4", "O4-188", None)]


def test_why_it_could_not_be_done_is_a_reason(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("5", None)
    table.type("2", None)
    table.type("10")
    assert [(each.referral, each.reason) for each in table.logged()] == [(None, "O5-contract")]


def test_whoever_sits_down_is_the_supporter(start: Start, desk: Desk) -> None:
    table = start()
    screen = table.screen
    assert screen.details.supporter_id() == desk.staff_id
    other = supporters(desk)[-1].supporter_id
    table.opened.shell.staff_chosen.emit(other)
    table.opened.settle()
    table.type("wifi")
    table.type("1", None)
    table.type("15")
    assert [each.supporter_id for each in table.logged()] == [other]


def test_a_day_to_come_back_that_is_no_day_stops_it_in_place(start: Start) -> None:
    table = start()
    screen = table.screen
    table.type("wifi")
    table.type("1", None)
    screen.details.day.setText("13/45")
    table.type("15")
    assert table.logged() == []
    assert screen.details.wrong_day.isVisible()
    screen.details.day.setText("12/5")
    screen.save()
    assert [each.follow_up_day for each in table.logged()] == ["2026-12-05"]


def test_standing_visits_only_are_offered(start: Start, desk: Desk) -> None:
    open_day(desk)
    visitor(desk)
    assert desk.store.facts.count(Attendance) == 1
    assert start().screen.visitors.count() == 2


def test_where_to_and_why_may_wait(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("4", None)
    assert table.keyboard().accessibleName() == "あとで入れる"
    table.type("", Qt.Key.Key_Return)
    table.type("10")
    assert [(each.outcome, each.referral, each.reason) for each in table.logged()] == [("O4", None, None)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "時間は0分から480分までです。"),
        ("900", "時間は0分から480分までです。"),
        ("", "かかった時間（分）を選んでください。"),
        ("十分", "時間は、分の数で入れてください。"),
    ],
)
def test_minutes_that_cannot_be_are_told_and_stay(start: Start, typed: str, sentence: str) -> None:
    table = start()
    form = table.screen.form
    table.type("wifi")
    table.type("1", None)
    table.type(typed)
    assert form.missing.text() == sentence
    assert (form.topics.value(), form.outcome.value(), form.minutes.text()) == ("T02-01", "O1", typed)
    assert table.logged() == []


def test_full_width_digits_are_minutes(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("1", None)
    table.type("１５")
    assert [each.minutes for each in table.logged()] == [15]


def test_a_note_of_ten_thousand_letters_is_told_at_once_and_stays(start: Start) -> None:
    table = start()
    note = table.screen.details.note
    table.type("wifi")
    table.type("1", None)
    table.type("15", None)
    table.screen.toggle_details()
    note.set_text("あ" * 10_000)
    assert note.warning.text() == "メモは4,000文字までです（いま 10,000文字）。"
    table.screen.save()
    assert table.logged() == []
    assert len(note.text()) == 10_000
    note.set_text("みじかく👵 שלום")
    table.screen.save()
    assert [each.note for each in table.logged()] == ["みじかく👵 שלום"]


def test_the_kind_of_phone_is_chosen_from_a_list(start: Start) -> None:
    table = start()
    table.type("wifi")
    table.type("1", None)
    table.type("15", None)
    phone = table.screen.details.phone
    phone.setCurrentIndex(phone.findText("らくらくホン・かんたんスマホ"))
    table.screen.save()
    assert [each.phone_kind for each in table.logged()] == ["easy"]


def test_the_same_as_last_time_is_one_key(start: Start) -> None:
    table = start()
    table.type("らいん")
    table.type("2", None)
    table.type("20")
    table.logged()
    tile = table.screen.form.topics.grid.tiles()[-1]
    assert tile.accessibleName() == "前と同じ LINE・一部解決"
    table.type("0")
    table.type("10")
    assert [(each.topic, each.outcome, each.minutes) for each in table.logged()] == [
        ("T05-01", "O2", 10),
        ("T05-01", "O2", 20),
    ]


def test_the_group_looked_at_last_is_there_again(start: Start, desk: Desk) -> None:
    table = start()
    table.click(table.button("お金"))
    table.click(table.button("銀行アプリ"))
    table.type("1", None)
    table.type("5")
    table.logged()
    assert table.screen.form.topics.groups.value() == "T08"
    sit_down(desk, None)
    assert desk_choices(desk).group == ""


def test_a_call_is_recorded_on_a_day_without_any_session(start: Start, desk: Desk) -> None:
    table = start()
    table.opened.window.open("today")
    assert table.opened.shell.commands.run("consultation.remote")
    assert table.opened.window.current() is table.screen
    assert table.entries() == ["電話・メール"]
    table.count = 0
    table.type("2", None)
    table.type("wifi")
    table.type("1", None)
    table.type("5")
    [logged] = table.logged()
    assert (logged.channel, logged.session_id, logged.attendance_id, logged.topic) == ("mail", None, None, "T02-01")
    assert table.screen.list.model().index(0, 0).data() == "09:30、Wi-Fi接続、メール・解決・5分・森 陽子"


def test_the_way_to_a_call_is_known_before_the_desk_was_ever_seen(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "today")
    assert opened.shell.commands.run("consultation.remote")
    table = AtTable(replace(opened, screen=cast(ConsultationsScreen, opened.window.current())))
    assert table.entries() == ["電話・メール"]


def test_closing_the_day_forgets_what_was_not_recorded(start: Start, desk: Desk) -> None:
    open_day(desk)
    table = start()
    table.screen.details.note.set_text("まだ途中")
    begun = table.screen.opened.top
    assert begun.is_touched
    table.opened.workplace.do(close_day).then(owner=table.screen)
    table.opened.settle()
    assert begun not in table.screen.opened.all()
    assert table.screen.details.note.text() == ""


def test_what_is_typed_is_covered_while_nobody_is_at_the_desk(start: Start) -> None:
    table = start()
    table.screen.toggle_details()
    table.screen.details.note.set_text("まだ途中")
    table.opened.shell.leave()
    assert not table.screen.details.note.isVisible()
    table.opened.shell.come_back("")
    assert table.screen.details.note.text() == "まだ途中"
