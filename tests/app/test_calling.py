"""Calling by number on a real file: nobody is forgotten, あとで goes behind, everything can be taken back."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.call_board import DoorState
from core.clock import FixedClock
from core.facts import Attendance
from core.kinds import SessionPlanned
from core.problem import Problem
from desktop.app.call_board import call_board
from desktop.app.calling import (
    call_next,
    call_ticket,
    mark_no_show,
    put_back,
    settle_waiting,
    skip_ticket,
    take_call_back,
    unsettle_waiting,
    visit_of,
    waiting_line,
)
from desktop.app.consultations import ConsultationForm, record_consultation, void_consultation
from desktop.app.day import came_back, close_day, open_day, went_home
from desktop.app.desk import Desk
from desktop.app.opening import reopen_today
from desktop.app.sessions import open_session, plan_session
from desktop.app.site import desk_of
from desktop.app.void_visit import void_attendance
from desktop.app.waiting import visitors_here
from desktop.app.walk_in import receive_walk_in
from tests.helpers.sites import fixed_clock, make_store


def _visit(desk: Desk, clock: FixedClock, session_id: str | None = None) -> str:
    clock.advance(minutes=1)
    attendance = receive_walk_in(desk, "70s", session_id=session_id).attendance
    assert attendance is not None
    return attendance.attendance_id


def _stands(desk: Desk, attendance_id: str) -> Attendance:
    found = desk.store.facts.one(Attendance, attendance_id)
    assert found is not None
    return found


def _line(desk: Desk, session_id: str | None = None) -> list[str]:
    return [each.attendance_id for each in waiting_line(desk, session_id)]


def _consult(desk: Desk, attendance_id: str) -> str:
    form = ConsultationForm("T02-01", "O1", 15, attendance_id=attendance_id)
    return record_consultation(desk, form).consultation.consultation_id


def _open(desk: Desk, title: str, starts: str) -> str:
    plan = SessionPlanned(title=title, day=desk.today.isoformat(), starts=starts, ends="17:00")
    session_id = plan_session(desk, plan).session.session_id
    open_session(desk, session_id)
    return session_id


def test_back_returns_to_the_old_place(desk: Desk, clock: FixedClock) -> None:
    first, second, third = (_visit(desk, clock) for _ in range(3))
    call_next(desk)
    skip_ticket(desk, first)
    assert _line(desk) == [second, third, first]
    take_call_back(desk, first)
    assert _line(desk) == [first, second, third]


def test_who_is_put_off_again_and_again_leaves_room_for_others_put_off(desk: Desk, clock: FixedClock) -> None:
    visits = [_visit(desk, clock) for _ in range(3)]
    order = []
    for _ in range(9):
        clock.advance(minutes=1)
        called = call_next(desk).attendance.attendance_id
        skip_ticket(desk, called)
        order.append(called)
    assert order == visits * 3


def test_put_off_without_a_call_goes_behind_too(desk: Desk, clock: FixedClock) -> None:
    first, second, third = (_visit(desk, clock) for _ in range(3))
    call_ticket(desk, third)
    skip_ticket(desk, third)
    clock.advance(minutes=1)
    skip_ticket(desk, first)
    assert _line(desk) == [second, third, first]


def test_any_number_can_be_called_to_a_table(desk: Desk, clock: FixedClock) -> None:
    visits = [_visit(desk, clock) for _ in range(3)]
    called = call_ticket(desk, visit_of(desk, " ａ３ ").attendance_id, "２")
    assert (called.attendance.ticket, called.attendance.called_to) == ("A3", "2")
    assert _line(desk) == visits[:2]


@pytest.mark.parametrize("table", ["山田", "0", "100", "1.5", "-1"])
def test_a_table_is_a_number_so_that_no_name_comes_on_the_board(desk: Desk, clock: FixedClock, table: str) -> None:
    visit = _visit(desk, clock)
    with pytest.raises(Problem, match="テーブル"):
        call_ticket(desk, visit, table)
    assert _stands(desk, visit).calling == "waiting"


@pytest.mark.parametrize("number", ["A2", "B1", "", "山田", "A0"])
def test_a_number_that_nobody_has_is_refused(desk: Desk, clock: FixedClock, number: str) -> None:
    _visit(desk, clock)
    with pytest.raises(Problem, match="受付にいません"):
        visit_of(desk, number)


def test_a_voided_reception_is_not_called(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    void_attendance(desk, visit)
    with pytest.raises(Problem, match="受付が見つかりません"):
        call_ticket(desk, visit)


def test_whoever_had_left_and_is_called_is_here_again(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    went_home(desk, visit)
    called = call_ticket(desk, visit)
    assert (called.attendance.left_at, called.attendance.calling) == (None, "called")
    assert put_back(desk, called.before).attendance.left_at == called.before.left_at


def test_going_home_is_taken_back(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    went_home(desk, visit)
    assert _line(desk) == []
    came_back(desk, visit)
    assert _line(desk) == [visit]


def test_a_helped_visitor_who_is_called_once_more_stands_as_called(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    call_ticket(desk, visit)
    clock.advance(minutes=10)
    _consult(desk, visit)
    assert [each.standing for each in visitors_here(desk)] == ["helped"]
    assert call_board(desk).calling == ()
    clock.advance(minutes=1)
    call_ticket(desk, visit)
    assert [each.standing for each in visitors_here(desk)] == ["called"]
    assert [call.ticket for call in call_board(desk).calling] == ["A1"]


def test_each_session_has_a_line_of_its_own(desk: Desk, clock: FixedClock) -> None:
    talk, course = _open(desk, "相談会", "09:00"), _open(desk, "体験会", "09:00")
    first, second, third = (_visit(desk, clock, session) for session in (talk, course, talk))
    assert call_next(desk, course).attendance.attendance_id == second
    assert (_line(desk, talk), _line(desk, course)) == ([first, third], [])
    with pytest.raises(Problem, match="お待ちの方はいません"):
        call_next(desk, course)
    board = call_board(desk)
    assert {line.title: line.waiting for line in board.lines} == {"相談会": 2, "体験会": 0}
    assert [(call.ticket, call.session_id) for call in board.calling] == [("A2", course)]


def test_those_who_still_wait_are_settled_together_and_taken_back_as_they_stood(desk: Desk, clock: FixedClock) -> None:
    for _ in range(3):
        _visit(desk, clock)
    skip_ticket(desk, call_next(desk).attendance.attendance_id)
    for how, field in (("no_show", "calling"), ("left", "left_at")):
        waiting = waiting_line(desk)
        settle_waiting(desk, waiting, how)  # type: ignore[arg-type]  # one of the two words
        assert _line(desk) == []
        assert all(getattr(_stands(desk, each.attendance_id), field) for each in waiting)
        unsettle_waiting(desk, waiting)
        assert waiting_line(desk) == waiting


def test_who_nobody_settles_is_lost_nowhere(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    visit = _visit(desk, clock)
    close_day(desk)
    assert _line(desk) == [visit]
    assert (call_board(desk).state, call_board(desk).lines) == (DoorState.OVER, ())
    reopen_today(desk)
    assert [line.waiting for line in call_board(desk).lines] == [1]


def test_the_board_holds_no_name_and_says_the_same_after_a_restart(tmp_path: Path) -> None:
    clock = fixed_clock()
    store = make_store(tmp_path, clock=clock)
    desk = desk_of(store, clock)
    for _ in range(4):
        _visit(desk, clock)
    call_next(desk, table="3")
    before = call_board(desk)
    store.journal.rebuild()
    assert call_board(desk) == before
    assert [(call.ticket, call.table) for call in before.calling] == [("A1", "3")]
    assert [(place.ticket, place.before) for place in before.lines[0].next] == [("A2", 0), ("A3", 1), ("A4", 2)]
    store.close()


@dataclass
class Model:
    """The line as a list on paper: who waits by arrival, who was put off by when."""

    waits: list[str]
    put_off: list[str]

    @property
    def line(self) -> list[str]:
        return self.waits + self.put_off


STEPS = st.lists(st.tuples(st.sampled_from(["come", "next", "any", "later", "back", "absent"]), st.integers(0, 9)))


@settings(max_examples=40)
@given(STEPS)
def test_the_line_is_the_one_that_somebody_would_keep_on_paper(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        clock = fixed_clock()
        store = make_store(Path(folder), clock=clock)
        desk = desk_of(store, clock)
        came: list[str] = []
        model = Model([], [])
        for what, pick in steps:
            clock.advance(minutes=1)
            _step(desk, clock, what, came[pick % len(came)] if came else "", came, model)
            line = waiting_line(desk)
            assert [each.attendance_id for each in line] == model.line
            board = call_board(desk).lines
            for place in board[0].next if board else ():
                assert line[place.before].ticket == place.ticket
        store.close()


def _step(desk: Desk, clock: FixedClock, what: str, picked: str, came: list[str], model: Model) -> None:
    if what == "come":
        came.append(_visit(desk, clock))
        model.waits.append(came[-1])
    elif what == "next" and model.line:
        picked = model.line[0]
        assert call_next(desk).attendance.attendance_id == picked
        _take_out(model, picked)
    elif picked and what in ("any", "later", "back", "absent"):
        before = _stands(desk, picked)
        do = {"any": call_ticket, "later": skip_ticket, "back": take_call_back, "absent": mark_no_show}[what]
        do(desk, picked)
        _put(model, came, picked, _stands(desk, picked))
        put_back(desk, before)
        back = _stands(desk, picked)
        assert (back.calling, back.called_at) == (before.calling, before.called_at)
        clock.advance(minutes=1)
        do(desk, picked)


def _take_out(model: Model, picked: str) -> None:
    model.waits = [each for each in model.waits if each != picked]
    model.put_off = [each for each in model.put_off if each != picked]


def _put(model: Model, came: list[str], picked: str, stands: Attendance) -> None:
    _take_out(model, picked)
    if stands.calling == "waiting":
        model.waits = [each for each in came if each in {*model.waits, picked}]
    elif stands.calling == "skipped":
        model.put_off.append(picked)


def test_a_voided_consultation_brings_the_visitor_back_into_the_line(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    consultation = _consult(desk, visit)
    assert _line(desk) == []
    void_consultation(desk, consultation)
    assert _line(desk) == [visit]
