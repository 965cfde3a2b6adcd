"""Facts do not depend on the order in which events arrive."""

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

import core.folds  # noqa: F401  (registers the rules)
from core import kinds
from core.clock import local_day
from core.events import Event, OpenedEvent
from core.facts import FACTS, Attendance, Consultation, Day, Person, table_of
from core.hlc import MAX_AHEAD_MS, Hlc, receive, tick
from core.payload import KINDS, Payload, kind_of
from core.projector import fact_of, project

MORNING = "2026-11-21T10:00:00.000+09:00"


def opened(number: int, payload: Payload, device: str = "d1", bases: tuple[str, ...] = ()) -> OpenedEvent:
    return OpenedEvent(
        Event(
            event_id=f"e{number}",
            site_id="s",
            device_id=device,
            epoch=1,
            device_seq=number,
            entity_id="x",
            kind=kind_of(payload).name,
            schema_version=1,
            wall_time=MORNING,
            boot_id="b",
            monotonic_ms=number,
            hlc=str(Hlc(number, 0)),
            plain=msgspec.Raw(b"{}"),
            base_ids=bases,
        ),
        payload,
    )


def consultation(minutes: int, amended: bool = False) -> kinds.ConsultationFields:
    kind = kinds.ConsultationAmended if amended else kinds.ConsultationRecorded
    return kind(at=MORNING, topic="T02-01", outcome="O1", minutes=minutes)


HISTORY = [
    opened(1, consultation(10)),
    opened(2, consultation(20, amended=True), bases=("e1",)),
    opened(3, consultation(30, amended=True), "d2", ("e2",)),
    opened(4, kinds.ConsultationVoided(), bases=("e3",)),
]


@given(st.permutations(HISTORY), st.lists(st.sampled_from(HISTORY)))
def test_order_and_repetition_change_nothing(arrived: Sequence[OpenedEvent], again: list[OpenedEvent]) -> None:
    fact = project(HISTORY)
    assert isinstance(fact, Consultation)
    assert (fact.minutes, fact.voided, fact.amended) == (30, 1, 1)
    unique = {each.event.event_id: each for each in (*arrived, *again)}
    assert project(list(unique.values())) == fact


def test_a_correction_wins_over_a_laptop_whose_clock_was_years_ahead() -> None:
    far = opened(9_999_999, consultation(10))
    fixed = opened(5, consultation(25, amended=True), "d2", ("e9999999",))
    fact = project([fixed, far])
    assert isinstance(fact, Consultation)
    assert fact.minutes == 25


def test_a_void_stays_even_when_a_later_version_arrives() -> None:
    events = [HISTORY[0], opened(2, kinds.ConsultationVoided()), opened(3, consultation(5, amended=True))]
    fact = project(events)
    assert isinstance(fact, Consultation)
    assert fact.voided == 1


def test_what_has_not_begun_has_no_row() -> None:
    assert project([opened(1, kinds.TicketIssued(ticket="A1"))]) is None


def test_a_ticket_that_arrives_before_its_attendance_is_kept() -> None:
    ticket = opened(1, kinds.TicketIssued(ticket="B7"), "d2")
    came = opened(2, kinds.AttendanceRecorded(session_id="s", at=MORNING, how="card"))
    fact = project([ticket, came])
    assert isinstance(fact, Attendance)
    assert fact.ticket == "B7"


def test_a_day_can_be_closed_reopened_and_closed_again() -> None:
    closing = kinds.DayClosed(day="2026-11-21", at=MORNING)
    again = [opened(1, closing), opened(2, kinds.DayReopened(day="2026-11-21"))]
    reopened = project(again)
    assert isinstance(reopened, Day)
    assert reopened.closed == 0
    closed = project([*again, opened(3, closing)])
    assert isinstance(closed, Day)
    assert closed.closed == 1


def test_erased_stays_erased() -> None:
    events = [
        opened(1, kinds.PersonRegistered(age_band="70s", name="高橋花子")),
        opened(2, kinds.PersonErased()),
        opened(3, kinds.PersonAmended(age_band="70s", name="高橋花子")),
    ]
    fact = project(events)
    assert isinstance(fact, Person)
    assert (fact.erased, fact.name) == (1, None)


def test_local_day_is_the_day_in_japan() -> None:
    assert local_day("2026-11-20T23:30:00.000+00:00") == "2026-11-21"
    assert local_day("2026-11-21T23:30:00.000+09:00") == "2026-11-21"


def test_every_fact_has_kinds_that_make_it() -> None:
    made = {fact_of(name) for name in KINDS}
    assert set(FACTS) <= made
    assert len({table_of(fact) for fact in FACTS}) == len(FACTS)


@given(st.lists(st.integers(0, 2 * 10**14), min_size=1, max_size=30))
def test_logical_time_never_goes_back(clock: list[int]) -> None:
    stamps = []
    last = Hlc(0, 0)
    for now in clock:
        last = tick(last, now)
        stamps.append(str(last))
    assert stamps == sorted(set(stamps))


@given(st.integers(0, 10**12), st.integers(0, 10**13))
def test_a_remote_clock_pulls_at_most_five_minutes_ahead(now: int, remote: int) -> None:
    assert receive(Hlc(now, 0), Hlc(remote, 3), now).ms <= now + MAX_AHEAD_MS
