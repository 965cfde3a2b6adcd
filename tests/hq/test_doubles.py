"""A visit that two laptops received counts once at headquarters too, whatever arrives first."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.conflicts import Conflict
from core.ids import conflict_id, new_entity_id
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.any_order import check_any_order, counted_at_headquarters, two_enrolled

AT = "2026-11-21T10:{:02}:00.000+09:00"
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "unmerge", "void", "settle", "settle"]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(["one", "two", "open"]),
    ),
    min_size=6,
    max_size=16,
)


def came(laptop: Laptop, minute: int, person: str | None, booking: str | None = None, *, again: bool = False) -> str:
    """A reception; its id."""
    told = kinds.AttendanceRecorded(
        session_id="s", at=AT.format(minute), how="card", person_id=person, booking_id=booking, again=again
    )
    return laptop.write(told).entity_id


def settled(laptop: Laptop, one: str, two: str, decision: str) -> None:
    sort = Conflict.DOUBLE_VISIT.value
    told = kinds.ConflictSettled(conflict=sort, decision=decision, about=(one, two))
    laptop.write(told, conflict_id(laptop.site.site_id, sort, one, two))


def a_day(laptops: list[Laptop], acts: list[tuple[str, int, int, str]]) -> None:
    """Three people and somebody with a booking come to both laptops; then things happen."""
    people = [laptops[number % 2].visitor().entity_id for number in range(3)]
    booking = new_entity_id()
    visits = [came(laptops[number % 2], number, people[number // 2]) for number in range(5)]
    visits.append(came(laptops[0], 7, people[0], again=True))
    for laptop in laptops:
        came(laptop, 9, None, booking)
    for number, (what, this, that, decision) in enumerate(acts):
        laptop = laptops[number % 2]
        if what == "merge":
            laptop.write(kinds.PersonMerged(into=people[that % 3]), people[this % 3])
        elif what == "unmerge":
            laptop.write(kinds.PersonUnmerged(), people[this % 3])
        elif what == "void":
            laptop.write(kinds.AttendanceVoided(), visits[this])
        else:
            settled(laptop, visits[this], visits[that], decision)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.integers(0, 2**32))
def test_headquarters_counts_what_the_site_counts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int, str]], seed: int
) -> None:
    laptops = two_enrolled(hq)
    a_day(laptops, acts)
    check_any_order(hq, tmp_path_factory.mktemp("site"), laptops, random.Random(seed))


def test_each_word_is_heard_when_it_comes(hq: Headquarters) -> None:
    """Merged, settled, opened again, parted: a request each."""
    laptop = hq.enrolled()
    people = [laptop.visitor().entity_id for _ in range(2)]
    first, second = (came(laptop, minute, person) for minute, person in enumerate(people))

    def counts() -> list[str | None]:
        hq.exchange(laptop)
        found = counted_at_headquarters(hq, laptop)
        return [found[first], found[second]]

    assert counts() == [None, None]
    laptop.write(kinds.PersonMerged(into=people[1]), people[0])
    assert counts() == [None, first]
    settled(laptop, first, second, "two")
    assert counts() == [None, None]
    settled(laptop, second, first, "open")
    assert counts() == [None, first]
    laptop.write(kinds.PersonUnmerged(), people[0])
    assert counts() == [None, None]
    laptop.write(kinds.PersonMerged(into=people[0]), people[1])
    laptop.write(kinds.AttendanceVoided(), first)
    assert counts() == [None, None]
