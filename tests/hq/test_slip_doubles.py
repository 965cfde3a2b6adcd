"""A paper slip that two laptops entered counts once at headquarters too, whatever arrives first, alone or not."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.conflicts import Conflict
from core.ids import conflict_id
from hq.portal.site_days import site_days
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.any_order import check_any_order, counted_at_headquarters, two_enrolled
from tests.hq.test_doubles import AT

DAY = date(2026, 11, 21)
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["void", "void case", "settle", "settle", "settle case", "ticket", "move"]),
        st.integers(0, 4),
        st.integers(0, 4),
        st.sampled_from(["one", "two", "open"]),
    ),
    min_size=3,
    max_size=12,
)


def entered(laptop: Laptop, minute: int, how: str = "paper", ticket: str = "A501") -> str:
    """A reception with a slip's number; its id."""
    visit = laptop.write(kinds.AttendanceRecorded(session_id="s", at=AT.format(minute), how=how)).entity_id
    laptop.write(kinds.TicketIssued(ticket=ticket), visit)
    return visit


def typed(laptop: Laptop, visit: str, minute: int, *, from_paper: bool = True) -> str:
    """What was typed from it; its id."""
    told = kinds.ConsultationRecorded(
        at=AT.format(minute), topic="T02-01", outcome="O1", minutes=10, attendance_id=visit, from_paper=from_paper
    )
    return laptop.write(told).entity_id


def settled(laptop: Laptop, sort: Conflict, one: str, two: str, decision: str) -> None:
    told = kinds.ConflictSettled(conflict=sort.value, decision=decision, about=(one, two))
    laptop.write(told, conflict_id(laptop.site.site_id, sort.value, one, two))


def a_day(laptops: list[Laptop], acts: list[tuple[str, int, int, str]]) -> None:
    """Two slips, entered on both laptops; one of the visitors showed a card; then things happen."""
    visits = [entered(laptops[n % 2], n, "card" if n == 4 else "paper", "A502" if n == 3 else "A501") for n in range(5)]
    cases = [typed(laptops[n % 2], visits[n // 2], n, from_paper=n != 3) for n in range(5)]
    for number, (what, this, that, decision) in enumerate(acts):
        laptop = laptops[number % 2]
        match what:
            case "void":
                laptop.write(kinds.AttendanceVoided(), visits[this])
            case "void case":
                laptop.write(kinds.ConsultationVoided(), cases[this])
            case "ticket":
                laptop.write(kinds.TicketIssued(ticket=f"A50{that}"), visits[this])
            case "move":
                told = kinds.ConsultationAmended(
                    at=AT.format(9),
                    topic="T02-01",
                    outcome="O1",
                    minutes=10,
                    attendance_id=visits[that],
                    from_paper=True,
                )
                laptop.write(told, cases[this])
            case "settle":
                settled(laptop, Conflict.DOUBLE_VISIT, visits[this], visits[that], decision)
            case _:
                settled(laptop, Conflict.SAME_SLIP, cases[this], cases[that], decision)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS, st.integers(0, 2**32))
def test_headquarters_counts_what_the_site_counts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int, str]], seed: int
) -> None:
    laptops = two_enrolled(hq)
    a_day(laptops, acts)
    check_any_order(hq, tmp_path_factory.mktemp("site"), laptops, random.Random(seed), largest=4)


def test_each_word_is_heard_when_it_comes(hq: Headquarters) -> None:
    """Typed here, typed there, settled, opened again, one taken back: a request each; the portal counts with it."""
    laptops = two_enrolled(hq)
    first = entered(laptops[0], 1)
    one = typed(laptops[0], first, 1)

    def counts() -> tuple[list[str | None], int, int]:
        for laptop in laptops:
            hq.exchange(laptop)
        found = counted_at_headquarters(hq, laptops[0])
        (day,) = (each for each in site_days(DAY) if each.site_id == laptops[0].site.site_id)
        return [found.get(second), found.get(two)], day.visits.total, day.consultations

    second = two = ""
    assert counts() == ([None, None], 1, 1)
    second = entered(laptops[1], 5)
    two = typed(laptops[1], second, 5)
    assert counts() == ([first, one], 1, 1)
    settled(laptops[1], Conflict.DOUBLE_VISIT, first, second, "two")
    assert counts() == ([None, None], 2, 2)
    settled(laptops[1], Conflict.DOUBLE_VISIT, second, first, "open")
    assert counts() == ([first, one], 1, 1)
    for ticket, counted in (("A777", ([None, None], 2, 2)), ("A501", ([first, one], 1, 1))):
        laptops[0].write(kinds.TicketIssued(ticket=ticket), first)
        assert counts() == counted
    laptops[0].write(kinds.ConsultationVoided(), one)
    laptops[0].write(kinds.AttendanceVoided(), first)
    assert counts() == ([None, None], 1, 1)
