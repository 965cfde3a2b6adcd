"""A visit that two laptops received counts once at headquarters too, whatever arrives first."""

import random
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.conflicts import Conflict
from core.facts import Attendance
from core.ids import conflict_id, new_entity_id
from hq.database import cursor
from hq.intake.facts import rebuild
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of
from tests.helpers.sites import make_identity, make_store
from tests.hq.test_exchange import send

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


def counted_at_headquarters(hq: Headquarters, laptop: Laptop) -> dict[str, str | None]:
    query = "SELECT attendance_id, double_of FROM fact_attendance WHERE site_id = %s"
    return dict(hq.query(query, laptop.site.site_id))


def counted_at_the_site(folder: Path, laptops: list[Laptop]) -> dict[str, str | None]:
    """What a laptop's own file makes of the same events."""
    store = make_store(folder, make_identity(site_id=laptops[0].site.site_id))
    with store.db.atomic():
        store.journal.absorb(line for laptop in laptops for line in laptop.journal)
    found = {each.attendance_id: each.double_of for each in store.facts.where(Attendance, "1")}
    store.close()
    return found


def two_enrolled(hq: Headquarters) -> list[Laptop]:
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.certificates = [second.certificate()]
    for laptop in (first, second):
        hq.exchange(laptop)
    return [first, second]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.integers(0, 2**32))
def test_headquarters_counts_what_the_site_counts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int, str]], seed: int
) -> None:
    laptops, chance = two_enrolled(hq), random.Random(seed)
    a_day(laptops, acts)
    pieces = [(each, each.cut([line], seq)) for each in laptops for seq, line in enumerate(each.journal, 1)]
    pieces += chance.choices(pieces, k=5)
    chance.shuffle(pieces)
    for laptop, piece in pieces:
        send(hq, laptop, piece)
    here = counted_at_headquarters(hq, laptops[0])
    assert here == counted_at_the_site(tmp_path_factory.mktemp("site"), laptops)
    with transaction.atomic():
        rebuild(cursor())
    assert counted_at_headquarters(hq, laptops[0]) == here


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
