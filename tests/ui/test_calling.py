"""Calling by number at the door, at the table and at closing, with the real windows on a real file."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.age_band import AgeBand
from core.clock import FixedClock
from core.facts import Attendance
from core.kinds import SessionPlanned
from desktop.app.calling import call_next, call_ticket, skip_ticket, visit_of, waiting_line
from desktop.app.closing import Step
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import went_home
from desktop.app.desk import Desk
from desktop.app.sessions import open_session, open_sessions, plan_session
from desktop.app.settings import change_setting
from desktop.app.waiting import visitors_here
from desktop.app.walk_in import receive_walk_in
from desktop.app.who_is_here import who_is_here
from desktop.app.wishes import set_wish
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.model import visitor_text
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.screens.today.view import TodayScreen
from tests.ui.windows import Opened, open_window

Open = Callable[[str], Opened]


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Open:
    return lambda screen: open_window(qtbot, shell, desk, screen)


def _visits(desk: Desk, clock: FixedClock, count: int, session_id: str | None = None) -> list[str]:
    made = []
    for _ in range(count):
        clock.advance(minutes=1)
        attendance = receive_walk_in(desk, "70s", session_id=session_id).attendance
        assert attendance is not None
        made.append(attendance.attendance_id)
    return made


def _of(desk: Desk, ticket: str) -> Attendance:
    return visit_of(desk, ticket)


def _tickets(desk: Desk) -> list[str | None]:
    return [each.ticket for each in waiting_line(desk)]


def _press(opened: Opened, button: QAbstractButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()


def _undo(opened: Opened) -> None:
    opened.shell.undo()
    opened.settle()


def _pick(screen: ReceptionScreen, ticket: str) -> None:
    tickets = [line.visit.ticket for line in screen.queue.table.rows()]
    screen.queue.table.view.selectRow(tickets.index(ticket))


def test_the_door_calls_puts_off_and_takes_back(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 3)
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    queue = screen.queue
    _press(opened, queue.calls.next)
    assert _of(desk, "A1").calling == "called"
    _pick(screen, "A1")
    _press(opened, queue.later)
    assert _tickets(desk) == ["A2", "A3", "A1"]
    _undo(opened)
    assert _of(desk, "A1").calling == "called"
    _press(opened, queue.back)
    assert _tickets(desk) == ["A1", "A2", "A3"]
    _pick(screen, "A3")
    _press(opened, queue.call)
    assert _tickets(desk) == ["A1", "A2"]
    _undo(opened)
    assert _tickets(desk) == ["A1", "A2", "A3"]


def test_a_hasty_double_press_calls_one_visitor(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 3)
    opened = start("reception")
    calls = cast(ReceptionScreen, opened.screen).queue.calls
    QTest.mouseClick(calls.next, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(calls.next, Qt.MouseButton.LeftButton)
    opened.settle()
    assert _tickets(desk) == ["A2", "A3"]


def test_a_hasty_second_enter_sends_nobody_home(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 2)
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    _pick(screen, "A1")
    screen.queue.later.setFocus()
    QTest.keyClick(screen.queue.later, Qt.Key.Key_Space)
    opened.settle()
    assert _of(desk, "A1").calling == "skipped"
    assert screen.queue.table.view.hasFocus()


def test_a_number_is_called_once_more_and_that_is_taken_back(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 1)
    call_next(desk)
    first = _of(desk, "A1").called_at
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    clock.advance(minutes=1)
    _pick(screen, "A1")
    _press(opened, screen.queue.call)
    assert _of(desk, "A1").called_at != first
    _undo(opened)
    assert _of(desk, "A1").called_at == first


def test_who_did_not_come_is_marked_and_taken_back(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 1)
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    _pick(screen, "A1")
    screen.queue.absent.trigger()
    opened.settle()
    assert _of(desk, "A1").calling == "no_show"
    _undo(opened)
    assert _of(desk, "A1").calling == "waiting"


def test_going_home_is_taken_back_by_the_bar_below(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 1)
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    _pick(screen, "A1")
    _press(opened, screen.queue.home)
    assert _of(desk, "A1").left_at
    _undo(opened)
    assert not _of(desk, "A1").left_at


def test_a_wish_is_one_touch_after_the_reception(start: Open, desk: Desk) -> None:
    opened = start("reception")
    screen = cast(ReceptionScreen, opened.screen)
    QTest.mouseClick(screen.bands.buttons[AgeBand.SEVENTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    assert screen.wish.whose.text() == "A1 の呼び方"
    seat = next(each for each in screen.wish.findChildren(QAbstractButton) if each.text().strip() == "席まで迎え")
    _press(opened, seat)
    assert _of(desk, "A1").wish == "seat"
    _undo(opened)
    assert _of(desk, "A1").wish is None
    assert screen.wish.choice.value() == "voice"


@pytest.mark.parametrize(
    ("wish", "words"),
    [("seat", "席まで迎えに"), ("writing", "筆談で"), ("display", "声は要りません"), (None, "お呼びしました")],
)
def test_whoever_calls_is_told_how_and_sees_it_at_the_table(
    start: Open, desk: Desk, clock: FixedClock, wish: str | None, words: str
) -> None:
    [visit] = _visits(desk, clock, 1)
    set_wish(desk, visit, wish)
    opened = start("consultation")
    screen = cast(ConsultationsScreen, opened.screen)
    screen.call_next()
    opened.settle()
    assert words in opened.window.undo_bar.sentence.text()
    assert screen.visitors.attendance_id() == visit
    icon = screen.visitors.itemIcon(screen.visitors.currentIndex())
    assert icon.isNull() == (wish is None)


def test_the_table_puts_off_whom_it_called(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 2)
    opened = start("consultation")
    screen = cast(ConsultationsScreen, opened.screen)
    assert not screen.later.isEnabled()
    screen.call_next()
    opened.settle()
    _press(opened, screen.later)
    assert _tickets(desk) == ["A2", "A1"]
    assert screen.visitors.attendance_id() is None
    _undo(opened)
    assert screen.visitors.attendance_id() == _of(desk, "A1").attendance_id


def test_door_and_table_list_alike_in_order_and_words(start: Open, desk: Desk, clock: FixedClock) -> None:
    visits = _visits(desk, clock, 7)
    call_ticket(desk, visits[2], "1")
    clock.advance(minutes=1)
    call_ticket(desk, visits[1])
    skip_ticket(desk, visits[0])
    record_consultation(desk, ConsultationForm("T02-01", "O1", 15, attendance_id=visits[3]))
    went_home(desk, visits[4])
    set_wish(desk, visits[5], "seat")
    screen = cast(ReceptionScreen, start("reception").screen)
    rows = [(line.visit.ticket, column) for line in screen.queue.table.rows() for column in [_state(screen, line)]]
    assert [ticket for ticket, _ in rows] == ["A2", "A3", "A6", "A7", "A1", "A4", "A5"]
    at_the_table = [visitor_text(each).split("　") for each in visitors_here(desk)]
    assert [each[0] for each in at_the_table] == [ticket for ticket, _ in rows]
    assert [sorted(each[1:]) for each in at_the_table] == [sorted(state.split("　")) for _, state in rows]


def _state(screen: ReceptionScreen, line: object) -> str:
    columns = screen.queue.table._columns
    return columns[-1].text(line)  # type: ignore[arg-type]  # a row of this table


def test_the_session_and_the_table_are_chosen_where_there_are_several(
    start: Open, desk: Desk, clock: FixedClock
) -> None:
    day = desk.today.isoformat()
    plan = SessionPlanned(title="体験会", day=day, starts="09:00", ends="12:00")
    course = plan_session(desk, plan).session.session_id
    opened = start("consultation")
    calls = cast(ConsultationsScreen, opened.screen).calls
    assert not calls.session.isVisible()
    assert not calls.table.isVisible()
    open_session(desk, course)
    change_setting(desk, "tables", "3")
    talk = next(each.session_id for each in open_sessions(desk) if each.session_id != course)
    _visits(desk, clock, 1, talk)
    _visits(desk, clock, 1, course)
    calls.fetch()
    opened.settle()
    calls.session.set_value(course)
    calls.table.set_value("2")
    _press(opened, calls.next)
    assert (_of(desk, "A2").called_to, _of(desk, "A1").calling) == ("2", "waiting")
    calls.fetch()
    opened.settle()
    assert (calls.session.value(), calls.table.value()) == (course, "2")


def test_at_closing_each_number_or_all_are_settled_and_taken_back(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 3)
    opened = start("today")
    screen = cast(TodayScreen, opened.screen)
    _press(opened, screen.end)
    assert screen.closing.here.waiting.isVisible()
    _press(opened, screen.closing.here.waiting.buttons["A2", "no_show"])
    assert _of(desk, "A2").calling == "no_show"
    assert _tickets(desk) == ["A1", "A3"]
    _press(opened, screen.closing.here.waiting.all["left"])
    assert [_of(desk, ticket).left_at is None for ticket in ("A1", "A3")] == [False, False]
    assert not screen.closing.here.waiting.isVisible()
    _undo(opened)
    assert _tickets(desk) == ["A1", "A3"]
    assert screen.closing.here.waiting.isVisible()


def test_closing_asks_for_nothing_and_loses_nobody(start: Open, desk: Desk, clock: FixedClock) -> None:
    _visits(desk, clock, 2)
    opened = start("today")
    screen = cast(TodayScreen, opened.screen)
    _press(opened, screen.end)
    screen.closing.turn_to(Step.NOTES)
    _press(opened, screen.closing.button)
    assert screen.closing.step is Step.SHEET
    assert _tickets(desk) == ["A1", "A2"]


def test_a_called_number_stays_called_while_the_list_of_the_door_is_fetched(
    start: Open, desk: Desk, clock: FixedClock
) -> None:
    _visits(desk, clock, 2)
    call_next(desk)
    opened = start("reception")
    rows = cast(ReceptionScreen, opened.screen).queue.table.rows()
    assert [line.visit.ticket for line in rows] == ["A1", "A2"]
    assert {line.visit.ticket for line in who_is_here(desk)} == {"A1", "A2"}
