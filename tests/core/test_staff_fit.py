"""Who fits is told with reasons; nobody is left out, and an unbadged person never goes before a badged one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.staff_fit import Candidate, Point, Wanted, by_fit, fit
from tests.core.supporters import badge, session, supporter

WEDNESDAY = session(municipality="132292")
HELD = (badge(expires=None),)


@pytest.mark.parametrize(
    ("told", "badges", "points"),
    [
        ({}, (), [Point.BADGE_NONE, Point.WORKED_LITTLE]),
        ({}, (badge(expires="2023-03-14"),), [Point.BADGE_EXPIRED, Point.WORKED_LITTLE]),
        ({}, (badge(expires="2023-03-15"),), [Point.BADGE_EXPIRING, Point.WORKED_LITTLE]),
        ({"weekdays": "1 3"}, HELD, [Point.BADGE_VALID, Point.WEEKDAY, Point.WORKED_LITTLE]),
        ({"weekdays": "1 2"}, HELD, [Point.OTHER_WEEKDAY, Point.BADGE_VALID, Point.WORKED_LITTLE]),
        ({"municipalities": "132292"}, HELD, [Point.BADGE_VALID, Point.MUNICIPALITY, Point.WORKED_LITTLE]),
        ({"municipalities": "132101"}, HELD, [Point.OTHER_MUNICIPALITY, Point.BADGE_VALID, Point.WORKED_LITTLE]),
        ({"strengths": "T02 T08"}, HELD, [Point.BADGE_VALID, Point.STRENGTH, Point.WORKED_LITTLE]),
        ({"active": 0}, HELD, [Point.INACTIVE, Point.BADGE_VALID, Point.WORKED_LITTLE]),
    ],
)
def test_each_reason_is_told(told: dict[str, object], badges: tuple[object, ...], points: list[Point]) -> None:
    wanted = Wanted(WEDNESDAY, needs_badge=True, strengths=("T02",))
    found = fit(wanted, Candidate(supporter(**told), badges))  # type: ignore[arg-type]  # varied by tests
    assert list(found.points) == points


def test_without_need_of_a_badge_nobody_lacks_one() -> None:
    assert fit(Wanted(WEDNESDAY), Candidate(supporter(), minutes=60)).points == ()


def test_who_is_elsewhere_at_that_time_is_told() -> None:
    at_once = session("t", starts="15:59", ends="18:00")
    before = session("r", starts="10:00", ends="13:00")
    after = session("u", starts="16:00", ends="18:00")
    off = session("v", starts="15:00", ends="18:00", state="cancelled")
    assert Point.ELSEWHERE in fit(Wanted(WEDNESDAY), Candidate(supporter(), others=(at_once,))).at_once
    assert (
        Point.ELSEWHERE
        not in fit(Wanted(WEDNESDAY), Candidate(supporter(), others=(before, after, off, WEDNESDAY))).points
    )


def test_the_best_come_first_and_everybody_has_a_turn() -> None:
    wanted = Wanted(WEDNESDAY, needs_badge=True)
    people = [
        Candidate(supporter("unbadged", municipalities="132292", weekdays="3")),
        Candidate(supporter("busy", kana="あ"), HELD, minutes=600),
        Candidate(supporter("rested", kana="ん"), HELD, minutes=60),
        Candidate(supporter("local", municipalities="132292"), HELD, minutes=6000),
    ]
    order = [each.candidate.supporter.supporter_id for each in by_fit(fit(wanted, each) for each in people)]
    assert order == ["local", "rested", "busy", "unbadged"]


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 99)), max_size=8))
def test_nobody_is_left_out_and_a_badge_goes_before_wishes(people: list[tuple[bool, bool, int]]) -> None:
    wanted = Wanted(WEDNESDAY, needs_badge=True)
    candidates = [
        Candidate(supporter(str(n), weekdays="3" if likes else "1"), HELD if held else (), minutes=minutes)
        for n, (held, likes, minutes) in enumerate(people)
    ]
    found = by_fit(fit(wanted, each) for each in candidates)
    assert len(found) == len(candidates)
    held = [each.badge.holds for each in found]
    assert held == sorted(held, reverse=True)
