"""Three laptops that were apart: whatever they recorded and however it reaches them, all count the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.conflicts import Conflict, Decision, about
from core.facts import Attendance, Person, Settlement
from core.ids import conflict_id, new_entity_id, new_person_id
from core.kinds import (
    AttendanceRecorded,
    AttendanceVoided,
    CompanionCounted,
    ConflictSettled,
    PersonErased,
    PersonMerged,
    PersonRegistered,
    PersonUnmerged,
)
from core.payload import Payload
from desktop.storage.journal import Draft
from desktop.storage.store import Store

PEOPLE, VISITS, LAPTOPS = 3, 6, 3
_numbers = count(1)


@dataclass(frozen=True)
class Visit:
    """Who came when: `person` None is somebody who booked by telephone."""

    person: int | None
    session: int
    minute: int
    again: bool


@dataclass(frozen=True)
class Act:
    """What somebody did on a laptop, to this visit or person and that one."""

    laptop: int
    what: str
    this: int
    that: int
    decision: str = ""


_VISIT = st.builds(
    Visit,
    st.one_of(st.none(), st.integers(0, PEOPLE - 1)),
    st.sampled_from([0, 0, 0, 1]),
    st.integers(0, 3),
    st.integers(0, 4).map(lambda chance: chance == 0),
)
_ACT = st.builds(
    Act,
    st.integers(0, LAPTOPS - 1),
    st.sampled_from(["merge", "merge", "unmerge", "unmerge", "void", "settle", "settle", "erase", "companions"]),
    st.integers(0, VISITS - 1),
    st.integers(0, VISITS - 1),
    st.sampled_from(["one", "two", "open"]),
)


@dataclass
class Day:
    """One example: its people, sessions and visits have ids of their own, so that the files can be used again."""

    laptops: list[Store]
    visits: Sequence[Visit]
    people: list[str] = field(default_factory=lambda: [new_person_id() for _ in range(PEOPLE)])
    sessions: list[str] = field(default_factory=lambda: [f"session {next(_numbers)}" for _ in range(2)])
    keys: list[str] = field(default_factory=lambda: [new_entity_id() for _ in range(VISITS)])

    def play(self, acts: Sequence[Act]) -> None:
        """Everything that happens while nobody knows of the others."""
        for number, person_id in enumerate(self.people):
            self._write(number % LAPTOPS, person_id, PersonRegistered())
        for number, visit in enumerate(self.visits):
            self._write(number % LAPTOPS, self.keys[number], self._came(visit))
        for act in acts:
            self._write(act.laptop, *self._done(act))

    def _write(self, laptop: int, entity_id: str, payload: Payload) -> None:
        self.laptops[laptop].record(Draft(entity_id, payload), staff_id=None)

    def _came(self, visit: Visit) -> AttendanceRecorded:
        return AttendanceRecorded(
            session_id=self.sessions[visit.session],
            at=f"2026-11-21T10:0{visit.minute}:00.000+09:00",
            how="card",
            person_id=None if visit.person is None else self.people[visit.person],
            booking_id=f"booking of {self.sessions[0]}" if visit.person is None else None,
            again=visit.again,
        )

    def _done(self, act: Act) -> tuple[str, Payload]:
        this, that = (self.keys[each % len(self.visits)] for each in (act.this, act.that))
        match act.what:
            case "merge":
                return self.people[act.this % PEOPLE], PersonMerged(into=self.people[act.that % PEOPLE])
            case "unmerge":
                return self.people[act.this % PEOPLE], PersonUnmerged()
            case "erase":
                return self.people[act.this % PEOPLE], PersonErased()
            case "void":
                return this, AttendanceVoided()
            case "companions":
                return this, CompanionCounted(companions=act.that)
        site = self.laptops[0].identity.site_id
        sort = Conflict.DOUBLE_VISIT.value
        return conflict_id(site, sort, this, that), ConflictSettled(
            conflict=sort, decision=act.decision, about=(this, that)
        )

    def rows(self, store: Store) -> list[Attendance]:
        """What a laptop makes of it."""
        return store.facts.where(Attendance, "session_id IN (?, ?)", self.sessions, order="attendance_id")


def lines_of(store: Store, since: int) -> list[bytes]:
    """Events after this position."""
    rows = store.db.execute("SELECT data FROM event WHERE position > ? ORDER BY position", [since])
    return [data for (data,) in rows.fetchall()]


def last_position(store: Store) -> int:
    return int(store.db.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()[0])


def deliver(store: Store, lines: list[bytes], chance: Random) -> None:
    """In any order, some twice, in batches of any size."""
    arriving = [*lines, *chance.choices(lines, k=len(lines) // 2)]
    chance.shuffle(arriving)
    while arriving:
        size = chance.randint(1, len(arriving))
        with store.db.atomic():
            store.journal.absorb(arriving[:size])
        del arriving[:size]


def plain_count(store: Store, day: Day) -> dict[str, bool]:
    """Which visits count, worked out from scratch with nothing of the program's rule."""
    into = {each.person_id: each.merged_into for each in store.facts.where(Person, "1") if each.merged_into}
    decided = {each.about: each.decision for each in store.facts.where(Settlement, "1")}
    counts: dict[str, bool] = {}
    standing = [each for each in day.rows(store) if not each.voided]
    for visit in sorted(standing, key=lambda each: (each.at, each.attendance_id)):
        before = [each for each in standing if counts.get(each.attendance_id) and _could_be_one(visit, each, into)]
        apart = [decided.get(about(visit.attendance_id, each.attendance_id)) == Decision.TWO for each in before]
        counts[visit.attendance_id] = bool(visit.again) or all(apart)
    return counts


def _could_be_one(visit: Attendance, other: Attendance, into: dict[str, str]) -> bool:
    if visit.session_id != other.session_id or (visit.person_id is None) != (other.person_id is None):
        return False
    if visit.person_id is None or other.person_id is None:
        return visit.booking_id == other.booking_id
    known, size = {visit.person_id}, 0
    while size < len(known):
        size = len(known)
        known |= {into[each] for each in known if each in into} | {each for each in into if into[each] in known}
    return other.person_id in known


@settings(max_examples=150)
@given(st.lists(_VISIT, min_size=3, max_size=VISITS), st.lists(_ACT, min_size=2, max_size=14), st.integers(0, 2**32))
def test_all_laptops_count_the_same_visits(
    laptops: list[Store], visits: list[Visit], acts: list[Act], seed: int
) -> None:
    day, chance = Day(laptops, visits), Random(seed)
    before = [last_position(store) for store in laptops]
    day.play(acts)
    written = [lines_of(store, since) for store, since in zip(laptops, before, strict=True)]
    for number, store in enumerate(laptops):
        deliver(store, [line for other, lines in enumerate(written) if other != number for line in lines], chance)
    rows = [day.rows(store) for store in laptops]
    assert rows[0] == rows[1] == rows[2]
    counted = {each.attendance_id: each.double_of is None for each in rows[0] if not each.voided}
    assert counted == plain_count(laptops[0], day)
    assert all(each.double_of is None for each in rows[0] if each.voided)


def test_made_anew_from_the_events_they_count_the_same(laptops: list[Store]) -> None:
    """After all those examples: every row once more."""
    rows = laptops[0].facts.where(Attendance, "1", order="attendance_id")
    assert any(each.double_of for each in rows)
    laptops[0].journal.rebuild()
    assert laptops[0].facts.where(Attendance, "1", order="attendance_id") == rows


def test_a_merge_tells_that_receptions_changed(laptops: list[Store]) -> None:
    day = Day(laptops[:1], [Visit(0, 0, 0, False), Visit(1, 0, 1, False)])
    for number, person_id in enumerate(day.people[:2]):
        laptops[0].record(Draft(person_id, PersonRegistered()), staff_id=None)
        laptops[0].record(Draft(day.keys[number], day._came(day.visits[number])), staff_id=None)
    merged = laptops[0].record(Draft(day.people[0], PersonMerged(into=day.people[1])), staff_id=None)
    assert merged.changed == {Person, Attendance}
    assert [each.double_of for each in day.rows(laptops[0])] == [None, day.keys[0]]
    apart = laptops[0].record(Draft(day.people[0], PersonUnmerged()), staff_id=None)
    assert apart.changed == {Person, Attendance}
    assert [each.double_of for each in day.rows(laptops[0])] == [None, None]


def test_the_door_asks_by_index_alone(laptops: list[Store]) -> None:
    """Among a million people and ten years of visits, a reception may read a handful of rows."""
    from desktop.storage import doubles

    plan = laptops[0].db.execute(f"EXPLAIN QUERY PLAN {doubles._OF_PERSON}", ["person", "session"]).fetchall()
    steps = [detail for *_, detail in plan]
    assert not [step for step in steps if step.startswith("SCAN") and "same" not in step and "CONSTANT" not in step]
    assert any("attendance_person (person_id=?" in step for step in steps), steps
