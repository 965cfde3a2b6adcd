"""The order in which numbers are called, whatever happened before."""

from datetime import datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from core.call_board import CALLING_AT_MOST, JUST_CALLED, NEXT_AT_MOST, DoorState, board_of
from core.calling import Standing, in_line, listed, standing
from core.clock import JAPAN, stamp
from core.facts import Attendance, Session

NINE = datetime(2026, 11, 21, 9, tzinfo=JAPAN)
DAY = "2026-11-21"


def visit(number: int, session: str = "morning", **stands: object) -> Attendance:
    """A visitor who came so many minutes after nine."""
    came = Attendance(
        attendance_id=f"v{number:03}",
        session_id=session,
        day=DAY,
        at=minute(number),
        hour=9,
        how="number",
        age_band="70s",
        person_id=None,
        first_visit=0,
        admitted_over="",
        staff_id=None,
        device_id="d",
        ticket=f"A{number}",
    )
    return msgspec.structs.replace(came, **stands)


def minute(number: int) -> str:
    return stamp(NINE + timedelta(minutes=number))


def session(session_id: str = "morning", state: str = "open", starts: str = "09:00") -> Session:
    plan = dict.fromkeys(Session.__struct_fields__) | {
        "session_id": session_id,
        "title": session_id,
        "day": DAY,
        "starts": starts,
        "ends": "12:00",
        "session_kind": "consultation",
        "venue": "",
        "channel": "in_person",
        "fee": 0,
        "conditions": "",
        "lends_devices": 0,
        "state": state,
    }
    return Session(**plan)  # type: ignore[arg-type]  # every field has its kind of value


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Attendance], frozenset[str]]:
    """A day at some moment: each visitor in any state, in any order of rows."""
    visits = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        calling = draw(st.sampled_from(["waiting", "called", "skipped", "no_show"]))
        called_at = minute(draw(st.integers(20, 60))) if calling in ("called", "skipped") else None
        left_at = minute(90) if draw(st.integers(0, 5)) == 0 else None
        stands = {"calling": calling, "called_at": called_at, "left_at": left_at}
        where = draw(st.sampled_from(["morning", "course"]))
        visits.append(visit(number, where, voided=int(draw(st.integers(0, 7)) == 0), **stands))
    helped = draw(st.frozensets(st.sampled_from([each.attendance_id for each in visits] or ["none"])))
    return draw(st.permutations(visits)), helped


@given(days())
def test_nobody_who_waits_is_forgotten_and_nobody_else_is_called(day: tuple[list[Attendance], frozenset[str]]) -> None:
    visits, helped = day
    waits = {
        each.attendance_id
        for each in visits
        if each.calling in ("waiting", "skipped")
        and not each.voided
        and not each.left_at
        and each.attendance_id not in helped
    }
    line = in_line(visits, helped)
    assert {each.attendance_id for each in line} == waits
    assert len(line) == len(waits)


@given(days())
def test_put_off_comes_behind_everybody_else_and_the_rest_by_arrival(
    day: tuple[list[Attendance], frozenset[str]],
) -> None:
    line = in_line(*day)
    order = [each.calling for each in line]
    assert order == sorted(order, key="skipped".__eq__)
    waiting = [each.at for each in line if each.calling == "waiting"]
    assert waiting == sorted(waiting)
    put_off = [each.called_at for each in line if each.calling == "skipped"]
    assert put_off == sorted(put_off, key=str)


@given(days())
def test_every_list_begins_with_the_last_called_and_goes_on_as_they_are_called(
    day: tuple[list[Attendance], frozenset[str]],
) -> None:
    visits, helped = day
    shown = listed(visits, lambda each: each, helped)
    assert sorted(shown, key=lambda each: each.attendance_id) == sorted(visits, key=lambda each: each.attendance_id)
    stands = [standing(each, helped=each.attendance_id in helped) for each in shown]
    assert stands == sorted(stands, key=list(Standing).index)
    assert [each for each in shown if each in in_line(visits, helped)] == in_line(visits, helped)
    called = [each.called_at or "" for each, at in zip(shown, stands, strict=True) if at is Standing.CALLED]
    assert called == sorted(called, reverse=True)


@given(days())
def test_as_many_are_called_before_a_number_as_the_board_says(day: tuple[list[Attendance], frozenset[str]]) -> None:
    visits, helped = day
    board = board_of([session("morning"), session("course")], visits, helped, NINE + timedelta(minutes=61))
    for line in board.lines:
        order = in_line((each for each in visits if each.session_id == line.session_id), helped)
        assert [place.ticket for place in line.next] == [each.ticket for each in order[: len(line.next)]]
        assert all(order[place.before].ticket == place.ticket for place in line.next)
        assert len(line.next) == min(line.waiting, NEXT_AT_MOST)
        assert line.waiting + len(line.later) == len(order)


@given(days(), st.integers(20, 90))
def test_every_number_that_was_called_stands_on_the_board_once(
    day: tuple[list[Attendance], frozenset[str]], passed: int
) -> None:
    visits, helped = day
    board = board_of([session("morning"), session("course")], visits, helped, NINE + timedelta(minutes=passed))
    seen = [call.ticket for call in (*board.calling, *board.recent)]
    called = {each.ticket for each in visits if each.calling == "called" and not each.voided}
    assert len(seen) == len(set(seen))
    assert set(seen) <= called
    assert len(seen) == min(len(called), len(seen))
    here = {each.ticket for each in visits if standing(each, helped=each.attendance_id in helped) is Standing.CALLED}
    assert {call.ticket for call in board.calling} <= here
    assert bool(board.calling) == bool(here)


def test_just_called_numbers_stay_large_for_a_while_and_the_last_one_until_the_next() -> None:
    calls = [visit(n, calling="called", called_at=minute(30 + n)) for n in (1, 2, 3)]
    soon, later = NINE + timedelta(minutes=34), NINE + timedelta(minutes=60)
    board = board_of([session()], calls, frozenset(), soon)
    assert [call.ticket for call in board.calling] == ["A3", "A2"]
    assert [call.ticket for call in board.recent] == ["A1"]
    assert [call.ticket for call in board_of([session()], calls, frozenset(), later).calling] == ["A3"]
    assert board_of([session(state="closed")], calls, frozenset(), later).calling == ()
    assert timedelta(minutes=3) == JUST_CALLED


def test_at_most_four_are_large_and_none_is_lost() -> None:
    calls = [visit(n, calling="called", called_at=minute(30)) for n in range(1, 8)]
    board = board_of([session()], calls, frozenset(), NINE + timedelta(minutes=30))
    assert len(board.calling) == CALLING_AT_MOST
    assert len(board.calling) + len(board.recent) == 7


def test_a_clock_that_went_back_leaves_the_call_large() -> None:
    calls = [visit(1, calling="called", called_at=minute(30)), visit(2, calling="called", called_at=minute(29))]
    assert len(board_of([session()], calls, frozenset(), NINE).calling) == 2


def test_the_doors_between_two_sessions() -> None:
    def state(*states: str) -> tuple[DoorState, str | None]:
        plans = [session(str(n), each, f"{9 + 4 * n:02}:00") for n, each in enumerate(states)]
        board = board_of(plans, [], frozenset(), NINE)
        return board.state, board.opens_at

    assert state() == (DoorState.BEFORE, None)
    assert state("planned", "planned") == (DoorState.BEFORE, "09:00")
    assert state("open", "planned") == (DoorState.OPEN, None)
    assert state("closed", "planned") == (DoorState.BREAK, "13:00")
    assert state("closed", "closed") == (DoorState.OVER, None)


def test_who_still_waits_for_a_closed_session_stays_on_the_board() -> None:
    waits = [visit(1), visit(2, "over", calling="skipped", called_at=minute(40))]
    board = board_of([session("morning", "closed"), session("over", "closed")], waits, frozenset(), NINE)
    assert [(line.title, line.waiting, line.later) for line in board.lines] == [
        ("morning", 1, ()),
        ("over", 0, ("A2",)),
    ]
