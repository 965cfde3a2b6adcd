"""Three laptops that entered the same paper slips apart: however it reaches them, all count the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.conflicts import Conflict, Decision
from core.facts import Attendance, Consultation, Fact, Settlement
from core.ids import conflict_id, new_entity_id
from core.kinds import (
    AttendanceRecorded,
    AttendanceVoided,
    ConflictSettled,
    ConsultationAmended,
    ConsultationRecorded,
    ConsultationVoided,
    TicketIssued,
)
from core.payload import Payload
from desktop.storage.journal import Draft
from desktop.storage.slip_doubles import _OF_SLIP
from desktop.storage.store import Store
from tests.storage.test_doubles import deliver, last_position, lines_of

VISITS, CASES, LAPTOPS = 5, 5, 3
_numbers = count(1)


@dataclass(frozen=True)
class Visit:
    """Who came when, with which of two slips; `how` is paper or card."""

    laptop: int
    slip: int
    minute: int
    how: str


@dataclass(frozen=True)
class Case:
    """What was typed of which visit, from paper or not."""

    laptop: int
    visit: int
    minute: int
    from_paper: bool


@dataclass(frozen=True)
class Act:
    laptop: int
    what: str
    this: int
    that: int
    decision: str


_LAPTOP, _MINUTE = st.integers(0, LAPTOPS - 1), st.integers(0, 3)
_VISIT = st.builds(
    Visit, _LAPTOP, st.sampled_from([0, 0, 0, 1]), _MINUTE, st.sampled_from(["paper", "paper", "paper", "card"])
)
_CASE = st.builds(Case, _LAPTOP, st.integers(0, VISITS - 1), _MINUTE, st.sampled_from([True, True, True, False]))
_ACT = st.builds(
    Act,
    _LAPTOP,
    st.sampled_from(["void", "void case", "settle", "settle", "settle case", "move", "ticket"]),
    st.integers(0, VISITS - 1),
    st.integers(0, VISITS - 1),
    st.sampled_from(["one", "two", "open"]),
)


@dataclass
class Day:
    """One example: its slips have numbers of their own, so that the files can be used again."""

    laptops: list[Store]
    visits: Sequence[Visit]
    cases: Sequence[Case]
    number: int = field(default_factory=lambda: next(_numbers))
    keys: list[str] = field(default_factory=lambda: [new_entity_id() for _ in range(VISITS)])
    typed: list[str] = field(default_factory=lambda: [new_entity_id() for _ in range(CASES)])

    def play(self, acts: Sequence[Act]) -> None:
        """Everything that happens while nobody knows of the others."""
        for key, visit in zip(self.keys, self.visits, strict=False):
            came = AttendanceRecorded(session_id=f"s{self.number}", at=_at(visit.minute), how=visit.how)
            self._write(visit.laptop, key, came)
            self._write(visit.laptop, key, TicketIssued(ticket=self._ticket(visit.slip)))
        for key, case in zip(self.typed, self.cases, strict=False):
            self._write(case.laptop, key, ConsultationRecorded(**self._told(case, case.visit)))
        for act in acts:
            self._write(act.laptop, *self._done(act))

    def _write(self, laptop: int, entity_id: str, payload: Payload) -> None:
        self.laptops[laptop].record(Draft(entity_id, payload), staff_id=None)

    def _ticket(self, slip: int) -> str:
        return f"A{2 * self.number + slip}"

    def _told(self, case: Case, visit: int) -> dict[str, Any]:
        return _told(self.keys[visit % len(self.visits)], case.minute, paper=case.from_paper)

    def _done(self, act: Act) -> tuple[str, Payload]:
        this, that = (self.keys[each % len(self.visits)] for each in (act.this, act.that))
        one, two = (self.typed[each % len(self.cases)] for each in (act.this, act.that))
        case = self.cases[act.this % len(self.cases)]
        match act.what:
            case "void":
                return this, AttendanceVoided()
            case "void case":
                return one, ConsultationVoided()
            case "move":
                return one, ConsultationAmended(**self._told(case, act.that))
            case "ticket":
                return this, TicketIssued(ticket=self._ticket(act.that % 2))
        pair = (one, two) if act.what == "settle case" else (this, that)
        sort = (Conflict.SAME_SLIP if act.what == "settle case" else Conflict.DOUBLE_VISIT).value
        settled = ConflictSettled(conflict=sort, decision=act.decision, about=pair)
        return conflict_id(self.laptops[0].identity.site_id, sort, *pair), settled

    def rows(self, store: Store) -> list[list[Fact]]:
        """What a laptop makes of it."""
        mine = store.facts.where(Attendance, "session_id = ?", [f"s{self.number}"], order="attendance_id")
        cases = (store.facts.one(Consultation, key) for key in self.typed)
        return [[*mine], [each for each in cases if each is not None]]


def _at(minute: int) -> str:
    return f"2026-11-21T10:0{minute}:00.000+09:00"


def all_rows(store: Store) -> list[list[Fact]]:
    return [
        [*store.facts.where(Attendance, "1", order="attendance_id")],
        [*store.facts.where(Consultation, "1", order="consultation_id")],
    ]


@settings(max_examples=30)
@given(
    st.lists(_VISIT, min_size=2, max_size=VISITS),
    st.lists(_CASE, min_size=2, max_size=CASES),
    st.lists(_ACT, max_size=10),
    st.integers(0, 2**32),
)
@example([Visit(0, 0, 0, "paper"), Visit(1, 0, 1, "paper")], [Case(0, 0, 0, True), Case(1, 1, 0, True)], [], 0)
def test_all_laptops_count_the_same(
    laptops: list[Store], visits: list[Visit], cases: list[Case], acts: list[Act], seed: int
) -> None:
    day, chance = Day(laptops, visits, cases), Random(seed)
    before = [last_position(store) for store in laptops]
    day.play(acts)
    written = [lines_of(store, since) for store, since in zip(laptops, before, strict=True)]
    for number, store in enumerate(laptops):
        deliver(store, [line for other, lines in enumerate(written) if other != number for line in lines], chance)
    rows = [day.rows(store) for store in laptops]
    assert rows[0] == rows[1] == rows[2]
    assert all(each.double_of is None for found in rows[0] for each in found if each.voided)  # type: ignore[attr-defined]


def test_made_anew_from_the_events_they_count_the_same(laptops: list[Store]) -> None:
    """After all those examples: every row once more."""
    rows = all_rows(laptops[0])
    assert all(any(each.double_of for each in found) for found in rows)  # type: ignore[attr-defined]
    laptops[0].journal.rebuild()
    assert all_rows(laptops[0]) == rows


def test_it_tells_what_counts_otherwise_now(laptops: list[Store]) -> None:
    visits, cases = sorted(new_entity_id() for _ in range(2)), [new_entity_id() for _ in range(2)]
    lines: list[bytes] = []
    for store, visit, case in zip(laptops[1:], visits, cases, strict=True):
        since = last_position(store)
        for draft in (
            Draft(visit, AttendanceRecorded(session_id="slip", at=_at(1), how="paper")),
            Draft(visit, TicketIssued(ticket="B900")),
            Draft(case, ConsultationRecorded(**_told(visit, 1, paper=True))),
        ):
            store.record(draft, staff_id=None)
        lines += lines_of(store, since)
    with laptops[0].db.atomic():
        laptops[0].journal.absorb(lines)

    def second() -> list[str | None]:
        visit, case = laptops[0].facts.one(Attendance, visits[1]), laptops[0].facts.one(Consultation, cases[1])
        assert visit
        assert case
        return [visit.double_of, case.double_of]

    assert second() == [visits[0], cases[0]]
    settled = ConflictSettled(conflict="double_visit", decision=Decision.TWO, about=tuple(visits))
    settlement = conflict_id(laptops[0].identity.site_id, "double_visit", *visits)
    assert laptops[0].record(Draft(settlement, settled), staff_id=None).changed == {
        Settlement,
        Attendance,
        Consultation,
    }
    assert second() == [None, None]


def test_the_door_asks_by_index_alone(laptops: list[Store]) -> None:
    """Among ten years of visits, a reception with a number may read a handful of rows."""
    plan = laptops[0].db.execute(f"EXPLAIN QUERY PLAN {_OF_SLIP}", ["2026-11-21", "A1"]).fetchall()
    steps = [detail for *_, detail in plan]
    assert [step.split(" (")[0] for step in steps] == [
        "SEARCH visit USING INDEX attendance_day",
        "SEARCH typed USING INDEX consultation_attendance",
    ]
    assert "ticket=?" in steps[0]


def _told(visit: str, minute: int, *, paper: bool) -> dict[str, Any]:
    told = {"at": _at(minute), "topic": "T02-01", "outcome": "O1", "minutes": 10}
    return {**told, "attendance_id": visit, "from_paper": paper}
