"""現金の確認 and 出納: sums are plain sums of fees, counted again at any time, by anybody, without blame."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.cash import cash_day, cash_ledger, count_cash, ledger_csv, uncount_cash
from desktop.app.daily_sheet import daily_sheet, daily_sheet_pdf
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
from desktop.app.site import desk_of
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import refused
from tests.helpers.sites import fixed_clock, make_store
from tests.printing.reading import text_of


def paid(desk: Desk, yen: int) -> str:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    receive_fee(desk, visit.attendance_id, yen)
    return visit.attendance_id


def test_what_should_be_there_is_the_opening_and_the_fees_that_stand(desk: Desk) -> None:
    paid(desk, 100)
    paid(desk, 200)
    void_attendance(desk, paid(desk, 300))
    assert (cash_day(desk, desk.today).received, cash_day(desk, desk.today).fees) == (300, 2)
    found = count_cash(desk, desk.today, 1250, 1000).cash
    assert (found.expected, found.difference, found.since) == (1300, -50, 0)
    paid(desk, 100)
    later = cash_day(desk, desk.today)
    assert (later.expected, later.difference, later.since) == (1400, -150, 100)


def test_counting_again_changes_it_and_the_next_day_begins_with_the_same_change(desk: Desk, clock: FixedClock) -> None:
    count_cash(desk, desk.today, 900, 1000, note="100円玉が足りない")
    again = count_cash(desk, desk.today, 1000)
    assert (again.before.counted, again.cash.counted, again.cash.opening) == (900, 1000, 1000)
    clock.advance(days=1)
    assert cash_day(desk, desk.today).opening == 1000
    assert cash_day(desk, desk.today).counted is None
    paid(desk, 100)
    ledger = cash_ledger(desk, desk.today - timedelta(days=1), desk.today)
    assert [(each.opening, each.expected, each.counted) for each in ledger.days] == [
        (1000, 1000, 1000),
        (1000, 1100, None),
    ]
    assert cash_ledger(desk, desk.today, desk.today).days == ledger.days[1:]


def test_a_count_is_taken_back_whether_first_or_later(desk: Desk) -> None:
    paid(desk, 100)
    first = count_cash(desk, desk.today, 1100, 1000)
    again = count_cash(desk, desk.today, 1050, 900, note="数え直し")
    assert uncount_cash(desk, again.before).cash == first.cash
    assert uncount_cash(desk, first.before).cash == first.before
    assert (cash_day(desk, desk.today).opening, cash_day(desk, desk.today).counted) == (0, None)
    assert [each.counted for each in cash_ledger(desk, desk.today, desk.today).days] == [None]
    assert count_cash(desk, desk.today, 1100, 1000).cash == first.cash
    desk.store.journal.rebuild()
    assert cash_day(desk, desk.today) == first.cash


@pytest.mark.parametrize(("counted", "opening", "days"), [(-1, 0, 0), (10_000_000, 0, 0), (0, -5, 0), (0, 0, 1)])
def test_a_sum_that_cannot_be_is_refused(desk: Desk, counted: int, opening: int, days: int) -> None:
    with pytest.raises(Problem) as problem:
        count_cash(desk, desk.today + timedelta(days=days), counted, opening)
    assert refused(problem) == "cash_sum"


def test_a_my_number_is_no_note(desk: Desk) -> None:
    with pytest.raises(Problem):
        count_cash(desk, desk.today, 0, 0, "123456789018")
    assert cash_day(desk, desk.today).counted is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 500), st.integers(0, 2000)), max_size=8))
def test_the_ledger_is_the_plain_sum_of_its_days(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, int, int]]
) -> None:
    clock = fixed_clock()
    desk = desk_of(make_store(tmp_path_factory.mktemp("cash"), clock=clock), clock)
    first, fees, counted = desk.today, dict[date, int](), dict[date, int]()
    for number, yen, box in sorted(acts):
        clock.advance(days=number - (desk.today - first).days)
        paid(desk, yen)
        count_cash(desk, desk.today, box, 0)
        fees[desk.today] = fees.get(desk.today, 0) + yen
        counted[desk.today] = box
    ledger = cash_ledger(desk, first, first + timedelta(days=3))
    assert {each.day: each.received for each in ledger.days} == fees
    assert (ledger.received, ledger.fees) == (sum(fees.values()), len(acts))
    assert ledger.difference == sum(counted.values()) - sum(fees.values())
    assert ledger_csv(ledger).splitlines()[-1].startswith("合計,,")
    desk.store.close()


def test_the_daily_sheet_tells_what_was_counted(desk: Desk) -> None:
    paid(desk, 200)
    assert daily_sheet(desk, desk.today).counted is None
    count_cash(desk, desk.today, 1100, 1000)
    told = daily_sheet(desk, desk.today).counted
    assert told is not None
    assert (told.expected_yen, told.counted_yen, told.difference_yen) == (1200, 1100, -100)
    assert "△100円" in text_of(daily_sheet_pdf(desk, desk.today))


def test_a_period_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem) as problem:
        cash_ledger(desk, desk.today, desk.today - timedelta(days=1))
    assert refused(problem) == "period"
