"""One scan begins a shift, the next one ends it; twice in a minute is once; hours count once in every period."""

from datetime import date

import pytest

from core.clock import FixedClock
from core.door_results import DoorResult
from core.facts import Attendance, Duty
from core.problem import Problem
from core.staff_fit import Point
from core.supporter_card import supporter_code
from desktop.app.check_in import check_in
from desktop.app.desk import Desk
from desktop.app.shifts import Shift, scan_shift, take_shift_back
from desktop.app.staff import start_duty
from desktop.app.staffing import assign
from desktop.app.supporter_hours import hours_list, hours_of, this_fiscal_year
from tests.app.supporting import asked, badged, planned, registered


def test_one_scan_begins_and_the_next_one_ends(desk: Desk, clock: FixedClock) -> None:
    person = registered(desk)
    code = supporter_code(person.supporter_id)
    begun = scan_shift(desk, code.lower())
    assert (begun.shift, begun.supporter, begun.concerns) == (Shift.BEGUN, person, ())
    clock.advance(minutes=185)
    ended = scan_shift(desk, code)
    assert (ended.shift, ended.minutes, ended.duty.duty_id) == (Shift.ENDED, 185, begun.duty.duty_id)
    clock.advance(minutes=30)
    assert scan_shift(desk, code).shift is Shift.BEGUN


def test_a_card_held_a_little_longer_changes_nothing(desk: Desk, clock: FixedClock) -> None:
    code = supporter_code(registered(desk).supporter_id)
    scan_shift(desk, code)
    clock.advance(seconds=20)
    assert scan_shift(desk, code).shift is Shift.JUST_BEGUN
    clock.advance(minutes=60)
    scan_shift(desk, code)
    clock.advance(seconds=59)
    assert scan_shift(desk, code).shift is Shift.JUST_ENDED
    assert desk.store.facts.count(Duty) == 1


def test_it_ends_what_a_touch_began(desk: Desk, clock: FixedClock) -> None:
    person = registered(desk)
    start_duty(desk, person.supporter_id)
    clock.advance(minutes=60)
    assert scan_shift(desk, supporter_code(person.supporter_id)).shift is Shift.ENDED


def test_a_clock_that_went_back_ends_no_shift_before_it_began(desk: Desk, clock: FixedClock) -> None:
    code = supporter_code(registered(desk).supporter_id)
    scan_shift(desk, code)
    clock.advance(minutes=-90)
    assert scan_shift(desk, code).minutes == 0


def test_a_scan_is_taken_back(desk: Desk, clock: FixedClock) -> None:
    person = registered(desk)
    code = supporter_code(person.supporter_id)
    take_shift_back(desk, scan_shift(desk, code).duty.duty_id)
    assert hours_of(desk, person.supporter_id, desk.today, desk.today).lasting == 0
    assert scan_shift(desk, code).shift is Shift.BEGUN  # at once: what was taken back was no scan
    clock.advance(minutes=60)
    take_shift_back(desk, scan_shift(desk, code).duty.duty_id)
    clock.advance(minutes=30)
    scan_shift(desk, code)
    assert hours_of(desk, person.supporter_id, desk.today, desk.today).minutes == 90


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (supporter_code("somebody else"), "supporter_card_unknown"),
        ("MC2T6H46CVG36W9V", "supporter_card_unreadable"),
        ("983205673214", "supporter_card_unreadable"),
    ],
)
def test_a_card_that_is_nobodys_here_is_told(desk: Desk, text: str, problem: str) -> None:
    registered(desk)
    with pytest.raises(Problem) as refused:
        scan_shift(desk, text)
    assert refused.value.code == problem
    assert text not in str(refused.value)


def test_visitors_cards_and_supporters_cards_never_mix(desk: Desk) -> None:
    code = supporter_code(registered(desk).supporter_id)
    assert check_in(desk, code).result is DoorResult.UNREADABLE
    assert desk.store.facts.count(Attendance) == 0


def test_a_shift_is_of_the_session_somebody_is_matched_to_and_tells_a_missing_badge(desk: Desk) -> None:
    session, none, held = planned(desk), registered(desk, "無"), badged(desk, "有")
    asked(desk, session, 2, needs_badge=True)
    for each in (none, held):
        assign(desk, session.session_id, each.supporter_id, "matched")
    scanned = [scan_shift(desk, supporter_code(each.supporter_id)) for each in (none, held)]
    assert [each.duty.session_id for each in scanned] == [session.session_id] * 2
    assert [each.concerns for each in scanned] == [(Point.BADGE_NONE,), ()]


def test_hours_and_sessions_of_a_period(desk: Desk, clock: FixedClock) -> None:
    person, other = registered(desk), registered(desk, "鈴木")
    planned(desk, starts="09:00", ends="12:00")
    scan_shift(desk, supporter_code(person.supporter_id))
    clock.advance(minutes=150)
    scan_shift(desk, supporter_code(person.supporter_id))
    clock.advance(days=200)
    scan_shift(desk, supporter_code(person.supporter_id))
    clock.advance(minutes=60)
    scan_shift(desk, supporter_code(person.supporter_id))
    year = date(2026, 4, 1), date(2027, 3, 31)
    found = hours_of(desk, person.supporter_id, *year)
    assert (found.minutes, len(found.sessions), found.days) == (150, 1, ("2026-11-21",))
    assert [line.supporter for line in hours_list(desk, *year)] == [person]
    assert this_fiscal_year(desk) == (date(2027, 4, 1), date(2028, 3, 31))
    assert hours_of(desk, other.supporter_id, *year).minutes == 0
