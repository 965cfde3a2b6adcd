"""Time counts once, however many laptops recorded it; sessions once, whichever way they were served."""

from hypothesis import given
from hypothesis import strategies as st

from core.worked_hours import worked
from tests.core.supporters import duty, session

MINUTE = st.integers(0, 24 * 60 - 1)


def text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def test_two_laptops_that_recorded_the_same_shift_count_it_once() -> None:
    found = worked([duty("12:30", "16:00"), duty("12:40", "16:10")], [session()])
    assert (found.minutes, found.sessions, found.days) == (220, ("s",), ("2023-03-15",))


def test_a_shift_is_of_the_session_it_names_else_of_all_it_reached_into() -> None:
    morning, noon = session("m", starts="09:00", ends="11:00"), session("n", starts="13:00", ends="15:00")
    off, other = session("c", state="cancelled"), session("o", day="2023-03-16")
    all_of_them = [morning, noon, off, other]
    assert worked([duty("10:00", "14:00")], all_of_them).sessions == ("m", "n")
    assert worked([duty("10:00", "14:00", session_id="n")], all_of_them).sessions == ("n",)
    assert worked([duty("11:00", "13:00")], all_of_them).sessions == ()


def test_what_was_taken_back_or_still_lasts_is_no_time() -> None:
    found = worked([duty("10:00", "10:00"), duty("13:00", None)], [session()])
    assert (found.minutes, found.sessions, found.days, found.lasting) == (0, (), (), 1)


def test_a_shift_over_midnight_is_of_the_day_on_which_it_began() -> None:
    late = duty("22:00", "22:00", ended_at="2023-03-16T01:00:00+09:00")
    evening = session(starts="21:00", ends="23:00")
    assert worked([late], [evening]).minutes == 180
    assert worked([late], [evening]).sessions == ("s",)


@given(st.lists(st.tuples(MINUTE, MINUTE).map(sorted), max_size=12))
def test_minutes_are_those_in_which_at_least_one_shift_was(spans: list[list[int]]) -> None:
    duties = [duty(text(begins), text(ends)) for begins, ends in spans]
    plain = set().union(*(range(begins, ends) for begins, ends in spans))
    assert worked(duties, []).minutes == len(plain)
