"""Versions of one thing that laptops wrote apart: seen from the events alone, and settled by one more."""

from collections.abc import Sequence
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import kinds
from core.events import OpenedEvent
from core.facts import Attendance, Booking, Consultation, Fact, Person, Session, Supporter
from core.payload import Payload, kind_of
from core.projector import envelopes_in_order, project, versions
from core.versions import Heads, has_versions, seen_by
from tests.core.test_projector import MORNING, consultation, opened

RECORDED = opened(1, consultation(10))
HERE = opened(2, consultation(20, amended=True), "d1", ("e1",))
THERE = opened(3, consultation(30, amended=True), "d2", ("e1",))
VOIDED = opened(4, kinds.ConsultationVoided(), "d2", ("e1",))


def kept(event_id: str, *between: str) -> object:
    """Somebody decided so between these."""
    return lambda _entity, heads: event_id if heads == between else None


def row(*events: OpenedEvent, decided: object = None) -> Consultation:
    fact = project(events, decided) if decided else project(events)  # type: ignore[arg-type]  # any callable
    assert isinstance(fact, Consultation)
    return fact


def test_two_amendments_of_one_version_are_told_and_the_last_one_counts() -> None:
    found = row(RECORDED, HERE, THERE)
    assert (found.minutes, found.diverging) == (30, "e2 e3")
    assert [each.minutes for each in versions([RECORDED, HERE, THERE], ("e2", "e3"))] == [20, 30]  # type: ignore[attr-defined]


def test_one_that_builds_on_both_settles_it() -> None:
    both = opened(5, consultation(40, amended=True), "d1", ("e2", "e3"))
    assert (row(RECORDED, HERE, THERE, both).minutes, row(RECORDED, HERE, THERE, both).diverging) == (40, "")


def test_voided_here_and_amended_there_is_one_or_the_other() -> None:
    assert (row(RECORDED, HERE, VOIDED).voided, row(RECORDED, HERE, VOIDED).diverging) == (1, "e2 e4")
    amended = row(RECORDED, HERE, VOIDED, decided=kept("e2", "e2", "e4"))
    assert (amended.voided, amended.minutes, amended.diverging) == (0, 20, "")
    gone = row(RECORDED, HERE, VOIDED, decided=kept("e4", "e2", "e4"))
    assert (gone.voided, gone.minutes, gone.diverging) == (1, 10, "")


def test_what_was_decided_holds_for_versions_to_come() -> None:
    """The amendment was kept, and amended again: the voiding stays outside."""
    again = opened(5, consultation(50, amended=True), "d1", ("e2", "e4"))
    found = row(RECORDED, HERE, VOIDED, again, decided=kept("e2", "e2", "e4"))
    assert (found.voided, found.minutes, found.diverging) == (0, 50, "")


def test_versions_that_say_the_same_are_no_conflict() -> None:
    same = opened(3, consultation(20, amended=True), "d2", ("e1",))
    assert row(RECORDED, HERE, same).diverging == ""
    both_gone = opened(5, kinds.ConsultationVoided(), "d1", ("e2",))
    assert row(RECORDED, HERE, both_gone, VOIDED).diverging == ""


def test_what_an_older_program_wrote_without_a_base_is_no_conflict() -> None:
    plain = [opened(number, consultation(number, amended=number > 1)) for number in (1, 2, 3)]
    assert row(*plain).diverging == ""


def test_two_beginnings_of_one_thing_are_no_conflict() -> None:
    planned = partial(kinds.SessionPlanned, title="相談会", day="2026-11-21", ends="17:00")
    events = [opened(number, planned(starts=f"0{number}:00"), f"d{number}") for number in (1, 2)]
    fact = project(events)
    assert isinstance(fact, Session)
    assert fact.diverging == ""
    assert seen_by("session.amended", envelopes_in_order([each.event for each in events])) == ("e1", "e2")


_PLANNED = kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="09:00", ends="12:00")
_FOR_FIVE = kinds.SessionAmended(title="相談会", day="2026-11-21", starts="09:00", ends="12:00", quota=5)
_CAME = kinds.AttendanceRecorded(session_id="s", at=MORNING, how="card")


@pytest.mark.parametrize(
    ("fact", "begun", "here", "there"),
    [
        (Person, kinds.PersonRegistered(), kinds.PersonAmended(age_band="60s"), kinds.PersonAmended(age_band="70s")),
        (Person, kinds.PersonRegistered(), kinds.PersonMerged(into="p"), kinds.PersonMerged(into="q")),
        (Session, _PLANNED, _FOR_FIVE, kinds.SessionCancelled()),
        (Booking, kinds.BookingMade(session_id="s"), kinds.BookingAmended(session_id="t"), kinds.BookingCancelled()),
        (Booking, kinds.BookingMade(session_id="s"), kinds.BookingCancelled(no_show=True), kinds.BookingCancelled()),
        (
            Supporter,
            kinds.SupporterRegistered(display_name="森"),
            kinds.SupporterAmended(display_name="森 陽子"),
            kinds.SupporterAmended(display_name="林"),
        ),
        (Attendance, _CAME, kinds.AgeTold(age_band="60s"), kinds.AgeTold(age_band="70s")),
        (Attendance, _CAME, kinds.CompanionCounted(companions=1), kinds.CompanionCounted(companions=2)),
        (Consultation, consultation(5), consultation(6, amended=True), kinds.ConsultationVoided()),
    ],
)
def test_every_sort_of_thing_is_watched(fact: type[Fact], begun: Payload, here: Payload, there: Payload) -> None:
    events = [opened(1, begun), opened(2, here, "d1", ("e1",)), opened(3, there, "d2", ("e1",))]
    found = project(events)
    assert isinstance(found, fact)
    assert found.diverging == "e2 e3"  # type: ignore[attr-defined]  # each of these has it
    first, second = (project(events, kept(each, "e2", "e3")) for each in ("e2", "e3"))  # type: ignore[arg-type]
    assert first != second
    assert {first, second} == set(versions(events, ("e2", "e3")))


def test_different_matters_of_one_thing_do_not_clash() -> None:
    events = [
        opened(1, _CAME),
        opened(2, kinds.AgeTold(age_band="60s"), "d1", ("e1",)),
        opened(3, kinds.CompanionCounted(companions=2), "d2", ("e1",)),
        opened(4, kinds.AttendanceVoided(), "d3", ("e1",)),
    ]
    fact = project(events)
    assert isinstance(fact, Attendance)
    assert (fact.diverging, fact.age_band, fact.companions, fact.voided) == ("", "60s", 2, 1)


def test_nobody_decides_about_somebody_erased() -> None:
    events = [
        opened(1, kinds.PersonRegistered()),
        opened(2, kinds.PersonAmended(age_band="60s"), "d1", ("e1",)),
        opened(3, kinds.PersonAmended(age_band="70s"), "d2", ("e1",)),
        opened(4, kinds.PersonErased()),
    ]
    fact = project(events)
    assert isinstance(fact, Person)
    assert (fact.erased, fact.diverging) == (1, "")


class Laptops:
    """Writes as the journal does: each event names what its laptop saw."""

    def __init__(self, number: int) -> None:
        self.seen: list[list[OpenedEvent]] = [[opened(1, consultation(1))] for _ in range(number)]
        self.all = {"e1": self.seen[0][0]}

    def write(self, laptop: int, payload: Payload) -> None:
        known = envelopes_in_order([each.event for each in self.seen[laptop]])
        kind = kind_of(payload).name
        bases = seen_by(kind, known) if has_versions(kind) else ()
        made = opened(len(self.all) + 1, payload, f"d{laptop}", bases)
        self.all[made.event.event_id] = made
        self.seen[laptop].append(made)

    def meet(self, one: int, other: int) -> None:
        both = {each.event.event_id: each for each in (*self.seen[one], *self.seen[other])}
        self.seen[one], self.seen[other] = list(both.values()), list(both.values())


_STEP = st.tuples(st.sampled_from(["amend", "void", "meet", "follow"]), st.integers(0, 2), st.integers(0, 2))


def done(steps: Sequence[tuple[str, int, int]]) -> Laptops:
    laptops = Laptops(3)
    for number, (what, laptop, other) in enumerate(steps):
        if what == "meet":
            laptops.meet(laptop, other)
        elif what == "follow":
            laptops.write(laptop, kinds.ConsultationFollowedUp(answer=f"{other}", at=MORNING))
        elif not row(*laptops.seen[laptop]).voided:  # what was taken back is not amended
            amended = consultation(10 + number, amended=True)
            laptops.write(laptop, amended if what == "amend" else kinds.ConsultationVoided())
    return laptops


@given(st.lists(_STEP, max_size=14), st.integers(0, 2**32), st.sampled_from([None, min, max]))
def test_the_order_of_arrival_changes_no_row_and_no_conflict(
    steps: list[tuple[str, int, int]], seed: int, choice: object
) -> None:
    def decided(_entity: str, heads: Heads) -> str | None:
        return choice(heads) if callable(choice) else None

    events = list(done(steps).all.values())
    expected = project(events, decided)
    Random(seed).shuffle(events)
    assert project(events, decided) == expected
    if choice:
        assert row(*events, decided=decided).diverging == ""


@given(st.lists(_STEP, max_size=14))
def test_a_conflict_is_exactly_what_no_later_version_knew_of(steps: list[tuple[str, int, int]]) -> None:
    """Worked out once more with nothing of the program's rule: who could know whom, by walking the bases."""
    events = done(steps).all
    told = {"consultation.amended", "consultation.voided"}
    mine = {key: each for key, each in events.items() if each.event.kind in told}

    def knows(later: str, earlier: str) -> bool:
        bases = events[later].event.base_ids
        return earlier in bases or any(knows(base, earlier) for base in bases)

    heads = {each for each in mine if not any(knows(other, each) for other in mine)}
    fact = row(*events.values())
    lines = [set(line.split()) for line in fact.diverging.splitlines()]
    all_void = all(mine[each].event.kind == "consultation.voided" for each in heads)
    assert (heads in lines) == (len(heads) > 1 and not all_void)


def test_walking_in_a_circle_ends() -> None:
    """No laptop writes such a thing; who has the keys of one could."""
    round_about = [
        RECORDED,
        opened(2, consultation(20, amended=True), "d1", ("e3",)),
        opened(3, consultation(30, amended=True), "d2", ("e2",)),
    ]
    assert isinstance(project(round_about), Consultation)
