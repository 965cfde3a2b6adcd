"""締め, led through: what is open is told, nothing is forced, and it goes on where it was left."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.facts import Attendance, Day
from core.problem import Problem
from desktop.app.cash import count_cash
from desktop.app.closing import Step, closing_state, everybody_left, everybody_stays, forget_place, keep_place
from desktop.app.day import close_day, open_day, open_since_before, reopen_day
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
from desktop.app.loans import (
    days_to_keep,
    keep_device,
    lend_device,
    loans_between,
    loans_out,
    return_device,
    take_keeping_back,
)
from desktop.app.opening import CheckCode, look_at_records
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import planned, refused
from tests.helpers.apart import meet, two_laptops
from tests.helpers.sites import MORNING, fixed_clock


def visitor(desk: Desk) -> str:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    return visit.attendance_id


def open_steps(desk: Desk, day: date | None = None) -> set[Step]:
    state = closing_state(desk, day)
    return {step for step in Step if state.is_open(step)}


def test_an_empty_day_has_nothing_open(desk: Desk) -> None:
    assert open_steps(desk) == set()


def test_everything_that_is_left_is_told_and_one_after_the_other_is_done(desk: Desk) -> None:
    planned(desk, fee=100, lends_devices=True)
    open_day(desk)
    one, _two = visitor(desk), visitor(desk)
    receive_fee(desk, one, 100)
    lend_device(desk, one, "1番")
    assert open_steps(desk) == {Step.HERE, Step.LOANS, Step.CASH}
    assert len(everybody_left(desk, desk.today).attendance_ids) == 2
    count_cash(desk, desk.today, 100)
    loan = loans_out(desk)[0].loan.loan_id
    keep_device(desk, loan, desk.today + timedelta(days=1))
    assert open_steps(desk) == {Step.LOANS}
    return_device(desk, loan)
    assert open_steps(desk) == set()
    receive_fee(desk, one, 0)
    assert open_steps(desk) == {Step.CASH}


def test_all_leave_at_once_and_come_back_at_once(desk: Desk) -> None:
    gone = visitor(desk)
    everybody_left(desk, desk.today)
    stays = visitor(desk)
    left = everybody_left(desk, desk.today)
    assert left.attendance_ids == (stays,)
    everybody_stays(desk, left.attendance_ids)
    here = desk.store.facts.where(Attendance, "left_at IS NULL")
    assert [each.attendance_id for each in here] == [stays]
    assert gone != stays


def test_a_device_stays_over_night_and_is_asked_for_when_its_day_is_over(desk: Desk, clock: FixedClock) -> None:
    planned(desk, day="2026-11-24", ends="15:00")
    visit = visitor(desk)
    lend_device(desk, visit, "1番")
    (line,) = loans_out(desk)
    assert days_to_keep(desk)[0] == date(2026, 11, 24)
    keep_device(desk, line.loan.loan_id, date(2026, 11, 24))
    clock.advance(days=2)
    (kept,) = loans_out(desk)
    assert (kept.loan.due, kept.overdue, kept.today) == ("2026-11-24T15:00:00.000+09:00", False, False)
    assert _loans(desk) == ("fine", "out")
    clock.advance(days=1, hours=8)
    assert _loans(desk) == ("look", "overdue")
    take_keeping_back(desk, line.loan.loan_id, line.loan.due)
    assert loans_out(desk)[0].loan.due == line.loan.due
    assert [each.loan.device_label for each in loans_between(desk, MORNING.date(), MORNING.date())] == ["1番"]
    with pytest.raises(Problem) as problem:
        keep_device(desk, line.loan.loan_id, desk.today - timedelta(days=1))
    assert refused(problem) == "loan_day"


def _loans(desk: Desk) -> tuple[str, str]:
    (check,) = [each for each in look_at_records(desk) if each.code is CheckCode.LOANS]
    return check.verdict, check.finding


def test_it_goes_on_where_it_was_left_but_on_another_day_from_the_beginning(desk: Desk, clock: FixedClock) -> None:
    keep_place(desk, desk.today, Step.CASH, "雨", "充電器を1本")
    place = closing_state(desk).place
    assert (place.step, place.weather, place.notes) == ("cash", "雨", "充電器を1本")
    clock.advance(days=1)
    assert closing_state(desk).place.step == "here"
    assert closing_state(desk, MORNING.date()).place.step == "cash"
    forget_place(desk)
    assert closing_state(desk, MORNING.date()).place.step == "here"
    desk.store.settings.put("closing.place", "[1")
    assert closing_state(desk).place.step == "here"


def test_a_my_number_is_not_remembered(desk: Desk) -> None:
    keep_place(desk, desk.today, Step.NOTES, "雨", "123456789018")
    assert "1234" not in (desk.store.settings.get("closing.place") or "")
    assert closing_state(desk).place.step == "notes"


def test_closing_twice_keeps_what_was_told(desk: Desk) -> None:
    close_day(desk, "雨", "充電器を1本")
    close_day(desk)
    (day,) = desk.store.facts.where(Day, "closed = 1")
    assert (day.weather, day.notes) == ("雨", "充電器を1本")
    reopen_day(desk, desk.today)
    assert closing_state(desk).place.notes == "充電器を1本"
    close_day(desk, "", "")
    assert desk.store.facts.where(Day, "1")[0].notes is None


def test_after_midnight_the_day_before_is_closed_as_it_was_to_end(desk: Desk, clock: FixedClock) -> None:
    planned(desk, starts="10:00", ends="16:00")
    open_day(desk)
    visit = visitor(desk)
    clock.advance(hours=15)  # half past midnight
    yesterday = MORNING.date()
    assert open_since_before(desk) == [yesterday]
    assert open_steps(desk, yesterday) == {Step.HERE}
    everybody_left(desk, yesterday)
    close_day(desk, "晴れ", "", yesterday)
    left = desk.store.facts.one(Attendance, visit)
    assert left is not None
    assert left.left_at == "2026-11-21T16:00:00.000+09:00"
    assert open_since_before(desk) == []
    assert closing_state(desk, yesterday).closed is not None


def test_what_one_laptop_closed_the_other_sees_as_closed(tmp_path: Path) -> None:
    with two_laptops(tmp_path, fixed_clock()) as (one, other):
        close_day(one, "雨", "充電器を1本")
        meet(one, other)
        assert closing_state(other).closed is not None
        close_day(other)
        meet(one, other)
        assert [each.notes for each in one.store.facts.where(Day, "closed = 1")] == ["充電器を1本"]
