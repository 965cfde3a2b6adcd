"""Several consultations at once: nothing that was typed is lost, or lands with another visitor."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import PersonRegistered
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.void_visit import void_attendance
from desktop.app.waiting import visitors_here
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.opened import OpenConsultation, OpenConsultations, Typed
from tests.ui.at_the_table import AtTable, visitor
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import open_window

CONTROL = Qt.KeyboardModifier.ControlModifier
Start = Callable[[int], AtTable]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_staff(new_desk(tmp_path, clock))
    open_day(made)
    return made


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock) -> Start:
    """The desk, with so many visitors waiting."""

    def opened(waiting: int) -> AtTable:
        for _ in range(waiting):
            clock.advance(minutes=1)
            visitor(desk)
        return AtTable(open_window(qtbot, shell, desk, "consultation"))

    return opened


def _call(table: AtTable) -> str:
    table.screen.call_next()
    table.opened.settle()
    return table.screen.opened.top.visits[0]


def test_whoever_is_called_next_gets_a_form_and_the_first_keeps_what_was_typed(start: Start) -> None:
    table = start(2)
    _call(table)
    table.type("らいん", None)
    table.screen.details.note.set_text("孫の写真")
    _call(table)
    assert table.entries() == ["A1、0分、書きかけ", "A2、0分"]
    assert [pick.text() for pick in table.screen.strip.picks()] == ["A1 0分 ●", "A2 0分"]
    assert (table.screen.form.topics.search.text(), table.screen.details.note.text()) == ("", "")
    table.key(Qt.Key.Key_Tab, CONTROL)
    assert (table.screen.form.topics.search.text(), table.screen.details.note.text()) == ("らいん", "孫の写真")
    assert table.screen.details.isVisible()


def test_what_the_input_method_still_composes_goes_with_its_visitor(start: Start) -> None:
    table = start(2)
    _call(table)
    field = table.screen.form.topics.search
    QApplication.sendEvent(field, QInputMethodEvent("らい", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("らい")
    QApplication.sendEvent(field, commit)
    _call(table)
    assert field.text() == ""
    table.touch(table.screen.strip.picks()[0])
    assert field.text() == "らい"


def test_a_touch_on_the_strip_turns_to_another_and_each_is_recorded_for_its_own_visitor(start: Start) -> None:
    table = start(2)
    first, second = _call(table), _call(table)
    table.touch(table.screen.strip.picks()[0])
    table.type("wifi")
    table.type("1", None)
    table.type("10")
    table.logged()
    assert table.entries() == ["A2、0分"]
    table.type("らいん")
    table.type("2", None)
    table.type("20")
    assert {(each.attendance_id, each.topic, each.minutes) for each in table.logged()} == {
        (first, "T02-01", 10),
        (second, "T05-01", 20),
    }


def test_an_untouched_one_is_closed_silently_and_a_touched_one_can_be_had_back(start: Start) -> None:
    table = start(2)
    _call(table)
    table.type("wifi", None)
    _call(table)
    told = table.opened.shell.last
    table.key(Qt.Key.Key_W, CONTROL)
    assert table.opened.shell.last is told
    assert table.entries() == ["A1、0分、書きかけ"]
    table.key(Qt.Key.Key_W, CONTROL)
    assert table.entries() == ["整理番号なし"]
    last = table.opened.shell.last
    assert last is not None
    assert last.sentence == "A1 の書きかけを閉じました"
    table.opened.shell.undo()
    assert table.entries() == ["A1、0分、書きかけ"]
    assert table.screen.form.topics.search.text() == "wifi"


def _card(desk: Desk) -> str:
    code = issue_card(desk, add_person(desk, PersonRegistered(age_band="70s")).person.person_id).card.code
    assert code
    return code


def _hold(table: AtTable, code: str) -> None:
    table.opened.window.scans.scanned.emit(code)
    table.opened.settle()


def test_a_card_takes_no_form_away_from_under_the_hands(start: Start, desk: Desk) -> None:
    """Who is here already stands ready in the strip; who comes just now waits in line."""
    was_here, comes_now = _card(desk), _card(desk)
    table = start(1)
    check_in(desk, was_here)
    first = _call(table)
    table.type("らいん", None)
    _hold(table, was_here)
    _hold(table, comes_now)
    assert table.screen.opened.top.visits == (first,)
    assert table.screen.form.topics.search.text() == "らいん"
    assert table.entries() == ["A1、0分、書きかけ", "A2"]
    assert len(visitors_here(desk)) == 3


def test_a_card_while_a_note_is_written_is_received_and_nothing_moves(start: Start, desk: Desk) -> None:
    table = start(0)
    table.screen.toggle_details()
    note = table.screen.details.note.edit
    assert note.hasFocus()
    _hold(table, _card(desk))
    assert note.hasFocus()
    assert table.screen.opened.top.visits == ()
    assert len(visitors_here(desk)) == 1


def test_a_card_seats_its_visitor_where_nobody_is_being_helped(start: Start, desk: Desk) -> None:
    table = start(0)
    _hold(table, _card(desk))
    assert table.entries() == ["A1"]
    _hold(table, _card(desk))
    assert table.entries() == ["A1"]


def test_who_was_here_and_sits_down_needs_no_answer_over_the_form(start: Start, desk: Desk) -> None:
    code = _card(desk)
    check_in(desk, code)
    table = start(0)
    _hold(table, code)
    assert table.entries() == ["A1"]
    assert not table.opened.window.answer.isVisible()
    _hold(table, _card(desk))
    assert table.opened.window.answer.isVisible()


def test_a_visitor_that_is_picked_joins_what_has_none_and_else_opens_one_more(start: Start) -> None:
    table = start(2)
    box = table.screen.visitors
    table.type("wifi", None)

    def pick(place: int) -> None:
        box.setCurrentIndex(place)
        box.activated.emit(place)
        table.opened.settle()

    pick(1)
    assert table.entries() == ["A1、書きかけ"]
    pick(2)
    assert table.entries() == ["A1、書きかけ", "A2"]
    pick(1)
    assert table.screen.form.topics.search.text() == "wifi"
    assert box.currentText().startswith("A1")


def test_whoever_was_picked_sits_there_since_then(start: Start, clock: FixedClock) -> None:
    table = start(2)
    box = table.screen.visitors
    for place, minutes, offered in ((1, 9, 9), (2, 1, None)):
        box.setCurrentIndex(place)
        box.activated.emit(place)
        table.opened.settle()
        clock.advance(minutes=minutes)
        table.type("wifi")
        table.type("1", None)
        table.opened.settle()
        assert table.screen.form.minutes.value() == offered


def test_a_visit_that_is_taken_back_leaves_what_was_typed(start: Start, desk: Desk) -> None:
    table = start(1)
    visit = _call(table)
    table.type("wifi", None)
    table.opened.workplace.do(void_attendance, visit).then(owner=table.screen)
    table.opened.settle()
    assert table.entries() == ["整理番号なし、書きかけ"]


def test_minutes_run_on_the_strip(start: Start, desk: Desk, clock: FixedClock) -> None:
    table = start(1)
    _call(table)
    clock.advance(minutes=7)
    table.screen.seats.minute.timeout.emit()
    table.opened.settle()
    assert table.entries() == ["A1、7分"]


def test_a_group_is_recorded_in_one_go_and_undone_in_one_go(start: Start) -> None:
    table = start(4)
    _call(table)
    table.key(Qt.Key.Key_E, CONTROL)
    for number in ("A3", "A4"):
        table.touch(next(pick for pick in table.screen.group.picks() if pick.text() == number))
    table.touch(table.button("決める"))
    assert table.entries() == ["A1 ほか2人、0分"]
    assert table.screen.form.save.accessibleName() == "3人に同じ内容で記録する"
    table.type("wifi")
    table.type("1", None)
    table.type("30")
    logged = table.logged()
    assert len({each.attendance_id for each in logged}) == 3
    assert {(each.topic, each.minutes) for each in logged} == {("T02-01", 30)}
    assert table.opened.shell.last is not None
    assert table.opened.shell.last.sentence == "相談「Wi-Fi接続」 を3人分記録しました"
    table.opened.shell.undo()
    assert [each.voided for each in table.logged()] == [1, 1, 1]


def test_whoever_changes_the_screen_finds_all_as_it_was(start: Start) -> None:
    table = start(2)
    _call(table)
    table.type("wifi")
    table.type("1", None)
    _call(table)
    table.opened.window.open("today")
    table.opened.settle()
    table.opened.window.open("consultation")
    table.opened.settle()
    assert table.entries() == ["A1、0分、書きかけ", "A2、0分"]
    table.key(Qt.Key.Key_Tab, CONTROL)
    assert (table.screen.form.topics.value(), table.screen.form.outcome.value()) == ("T02-01", "O1")


Move = tuple[str, int, str]
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.integers(-2, 2), st.just("")),
        st.tuples(st.just("visit"), st.integers(0, 3), st.just("")),
        st.tuples(st.just("note"), st.just(0), st.text("あいうwx 12", max_size=8)),
        st.tuples(st.just("search"), st.just(0), st.text("らいんwifi", max_size=5)),
        st.tuples(st.just("minutes"), st.just(0), st.text("0123456789-", max_size=4)),
        st.tuples(st.just("topic"), st.just(0), st.sampled_from(["T01-01", "T05-01", "T06-02"])),
        st.tuples(st.just("outcome"), st.just(0), st.sampled_from(["O1", "O4", "O5"])),
    ),
    max_size=25,
)


@pytest.fixture
def table(start: Start) -> AtTable:
    """Four wait; one window for all examples, each of which begins anew."""
    return start(4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_however_one_turns_each_visitor_keeps_exactly_what_was_typed(table: AtTable, moves: list[Move]) -> None:
    screen = table.screen
    visits = [each.attendance.attendance_id for each in screen.visitors.all()]
    screen.opened.clear()
    screen.open_visit(visits[0])
    expected: dict[str, dict[str, str]] = {}
    for what, number, text in moves:
        match what:
            case "turn":
                screen.turn(number)
            case "visit":
                screen.open_visit(visits[number])
            case _:
                _write(table, what, text)
                expected.setdefault(screen.opened.top.visits[0], {})[what] = text
                if what == "topic":
                    expected[screen.opened.top.visits[0]]["search"] = ""
    for visit, typed in expected.items():
        screen.open_visit(visit)
        assert {what: _stands(table, what) for what in typed} == typed


def _write(table: AtTable, what: str, text: str) -> None:
    form = table.screen.form
    match what:
        case "note":
            table.screen.details.note.set_text(text)
        case "search":
            form.topics.search.setText(text)
        case "minutes":
            form.minutes.set_text(text)
        case "topic":
            form.choose_topic(text)
        case "outcome":
            form.choose_outcome(text)


def _stands(table: AtTable, what: str) -> str:
    form = table.screen.form
    match what:
        case "note":
            return table.screen.details.note.text()
        case "search":
            return form.topics.search.text()
        case "minutes":
            return form.minutes.text()
        case "topic":
            return form.topics.value()
    return form.outcome.value()


@given(st.lists(st.sampled_from(["visit a", "visit b", "blank", "turn", "close", "type"]), max_size=30))
def test_one_is_always_on_top_and_nothing_typed_goes_unless_it_is_closed(steps: list[str]) -> None:
    opened, typed = OpenConsultations(), set[OpenConsultation]()
    for step in steps:
        match step.split():
            case ["visit", who]:
                assert who in opened.open_for(who).visits
            case ["blank"]:
                opened.open_blank()
            case ["turn"]:
                opened.turn(1)
            case ["close"]:
                typed.discard(opened.top)
                opened.close(opened.top)
            case _:
                opened.top.typed = Typed(note="x")
                typed.add(opened.top)
        assert opened.top in opened.all()
        assert typed <= set(opened.all())
        assert len([each for each in opened.all() if "a" in each.visits]) <= 1
        assert [each for each in opened.all() if each.is_blank] in ([], [opened.top])
