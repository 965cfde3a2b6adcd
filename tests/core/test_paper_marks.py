"""What makes two papers the same one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper_marks import NumberSet, PaperMark, same_paper, set_mark
from core.tickets import HIGHEST_NUMBER, Ticket

DAY = date(2026, 11, 21)

_days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
_firsts = st.integers(1, HIGHEST_NUMBER)


@given(_days, _firsts, _firsts)
def test_a_set_is_read_as_it_was_written(day: date, one: int, other: int) -> None:
    numbers = NumberSet(day, "B", min(one, other), max(one, other))
    assert NumberSet.parse(str(numbers)) == numbers


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d [AB]\d{1,3}-[AB]\d{1,3}", fullmatch=True))
def test_what_is_no_set_is_none(text: str) -> None:
    read = NumberSet.parse(text)
    assert read is None or (1 <= read.first <= read.last <= HIGHEST_NUMBER)


@given(_firsts, st.integers(1, 50), _firsts, st.integers(1, 50))
def test_sets_are_the_same_as_soon_as_they_share_a_number(a: int, n: int, b: int, m: int) -> None:
    one, other = set_mark("slips", DAY, Ticket("A", a), n), set_mark("slips", DAY, Ticket("A", b), m)
    within = max(a + n, b + m) - 1 <= HIGHEST_NUMBER
    shared = bool(set(range(a, a + n)) & set(range(b, b + m)))
    assert same_paper(one, other) == same_paper(other, one)
    if within:
        assert same_paper(one, other) is shared


@pytest.mark.parametrize(
    "other",
    [
        set_mark("tickets", DAY, Ticket("A", 501), 20),
        set_mark("slips", date(2026, 11, 22), Ticket("A", 501), 20),
        set_mark("slips", DAY, Ticket("B", 501), 20),
        PaperMark("slips", "something else"),
    ],
)
def test_another_sort_day_or_laptop_is_another_paper(other: PaperMark) -> None:
    assert not same_paper(set_mark("slips", DAY, Ticket("A", 501), 20), other)


def test_other_papers_are_the_same_only_when_they_are_about_the_same() -> None:
    assert same_paper(PaperMark("card", "x"), PaperMark("card", "x"))
    assert not same_paper(PaperMark("card", "x"), PaperMark("card", "y"))
    assert not same_paper(PaperMark("card", "x"), PaperMark("poster", "x"))
