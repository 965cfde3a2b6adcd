"""Finished totals of a file: what marks a day as stale, and that counting it anew is right."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core import kinds
from core.conflicts import Conflict, Decision
from core.ids import conflict_id, new_entity_id, new_person_id
from core.payload import Payload
from desktop.storage.journal import Draft
from desktop.storage.store import Store
from desktop.storage.tallies import refresh_tallies
from tests.helpers.sites import make_store

DAY, OTHER = "2026-11-20", "2026-11-19"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.close()


def write(store: Store, payload: Payload, entity: str | None = None) -> str:
    """Record one event; the id of its entity."""
    key = entity or new_entity_id()
    store.record(Draft(key, payload), staff_id=None)
    return key


def visit(store: Store, person: str | None = None, day: str = DAY, session: str = "s") -> str:
    at = f"{day}T10:00:00.000+09:00"
    return write(
        store, kinds.AttendanceRecorded(session_id=session, at=at, how="number", age_band="70s", person_id=person)
    )


def stale(store: Store) -> set[str]:
    """Marked days; the empty one stands for merges."""
    return {day for (day,) in store.db.execute("SELECT day FROM tally_stale").fetchall()}


def people(store: Store) -> set[tuple[str, str]]:
    """Days with who was there."""
    refresh_tallies(store.db)
    return set(store.db.execute("SELECT day, person_id FROM tally_person").fetchall())


def visits(store: Store) -> dict[str, int]:
    refresh_tallies(store.db)
    return dict(store.db.execute("SELECT day, sum(visits) FROM tally_visit WHERE split = '' GROUP BY 1").fetchall())


def test_a_visit_marks_its_day_and_is_counted_once(store: Store) -> None:
    first = visit(store)
    assert stale(store) == {DAY}
    assert visits(store) == {DAY: 1}
    assert stale(store) == set()
    assert refresh_tallies(store.db) == 0
    write(store, kinds.AttendanceVoided(), first)
    assert stale(store) == {DAY}
    assert visits(store) == {}


def test_what_is_amended_to_another_day_marks_both(store: Store) -> None:
    told = {"topic": "T01-01", "outcome": "O1", "minutes": 10}
    case = write(store, msgspec.convert({"at": f"{DAY}T10:00:00.000+09:00", **told}, kinds.ConsultationRecorded))
    refresh_tallies(store.db)
    moved = msgspec.convert({"at": f"{OTHER}T10:00:00.000+09:00", **told}, kinds.ConsultationAmended)
    write(store, moved, case)
    assert stale(store) == {DAY, OTHER}
    refresh_tallies(store.db)
    rows = store.db.execute("SELECT day, sum(cases) FROM tally_case WHERE split = '' GROUP BY 1").fetchall()
    assert rows == [(OTHER, 1)]


def test_a_merge_recounts_the_days_of_those_whom_it_concerns(store: Store) -> None:
    one, two, three = (write(store, kinds.PersonRegistered(age_band="70s"), new_person_id()) for _ in range(3))
    visit(store, one, session="a")
    visit(store, two, OTHER, session="b")
    visit(store, three, "2026-11-18", session="c")
    assert people(store) == {(DAY, one), (OTHER, two), ("2026-11-18", three)}
    write(store, kinds.PersonMerged(into=two), one)
    assert stale(store) == {""}
    assert people(store) == {(DAY, two), (OTHER, two), ("2026-11-18", three)}
    write(store, kinds.PersonUnmerged(), one)
    assert people(store) == {(DAY, one), (OTHER, two), ("2026-11-18", three)}


def test_a_double_that_a_merge_brings_to_light_is_no_second_visit(store: Store) -> None:
    one, two = (write(store, kinds.PersonRegistered(age_band="70s"), new_person_id()) for _ in range(2))
    visit(store, one)
    visit(store, two)
    assert visits(store) == {DAY: 2}
    write(store, kinds.PersonMerged(into=two), one)
    assert visits(store) == {DAY: 1}


def test_two_visits_that_somebody_decides_to_be_two_count_both(store: Store) -> None:
    person = new_person_id()
    first, second = visit(store, person), visit(store, person)
    assert visits(store) == {DAY: 1}
    site, double = store.identity.site_id, Conflict.DOUBLE_VISIT
    settled = kinds.ConflictSettled(conflict=double.value, decision=Decision.TWO.value, about=(first, second))
    write(store, settled, conflict_id(site, double, first, second))
    assert stale(store) == {DAY}
    assert visits(store) == {DAY: 2}


def test_a_record_of_a_person_that_arrives_late_tells_since_when(store: Store) -> None:
    person = new_person_id()
    visit(store, person)
    refresh_tallies(store.db)
    write(store, kinds.PersonRegistered(age_band="70s"), person)
    assert stale(store) == {DAY}
    refresh_tallies(store.db)
    assert store.db.execute("SELECT since FROM tally_person").fetchall() == [("2026-11-21",)]


def test_a_rebuild_makes_the_totals_anew(store: Store) -> None:
    visit(store)
    refresh_tallies(store.db)
    store.db.execute("UPDATE tally_visit SET day = '1999-01-01'")
    store.journal.rebuild()
    assert visits(store) == {DAY: 1}


def test_an_amended_plan_needs_no_recount(store: Store) -> None:
    plan = {"title": "会", "day": DAY, "starts": "10:00", "ends": "12:00"}
    session = write(store, msgspec.convert(plan, kinds.SessionPlanned))
    visit(store, session=session)
    refresh_tallies(store.db)
    write(store, msgspec.convert({**plan, "venue": "公民館"}, kinds.SessionAmended), session)
    assert stale(store) == set()
