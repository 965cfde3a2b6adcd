"""Event and fact stand or fall together, and the facts can always be made anew."""

from pathlib import Path

import msgspec
import pytest

from core.facts import FACTS, Attendance, Card, Fact, Person
from core.ids import new_entity_id, new_person_id
from core.kinds import (
    AttendanceRecorded,
    AttendanceVoided,
    CardIssued,
    PersonAmended,
    PersonErased,
    PersonRegistered,
    TicketIssued,
)
from desktop.storage.journal import Draft
from desktop.storage.problems import StoreProblem
from desktop.storage.store import Store, open_store
from tests.helpers.sites import KEY, fixed_clock

MORNING = "2026-11-21T10:00:00.000+09:00"


def person(store: Store, name: str = "高橋 花子") -> str:
    person_id = new_person_id()
    store.record(Draft(person_id, PersonRegistered(age_band="70s", name=name)), staff_id=None)
    return person_id


def came(store: Store, number: int = 1) -> str:
    attendance_id = new_entity_id()
    store.record(
        Draft(attendance_id, AttendanceRecorded(session_id="s", at=MORNING, how="card")),
        Draft(attendance_id, TicketIssued(ticket=f"A{number}")),
        staff_id="helper",
    )
    return attendance_id


def everything(store: Store) -> dict[type[Fact], list[Fact]]:
    return {fact: sorted(store.facts.where(fact, "1"), key=repr) for fact in FACTS}


def test_events_are_numbered_without_a_gap_and_carry_who(store: Store) -> None:
    for number in range(1, 6):
        came(store, number)
    rows = store.db.execute("SELECT device_seq, data FROM event ORDER BY position").fetchall()
    assert [seq for seq, _ in rows] == list(range(1, 11))
    assert all(msgspec.json.decode(data)["staff_id"] == "helper" for _, data in rows)


def test_what_was_recorded_is_there_after_opening_again(store: Store) -> None:
    attendance_id = came(store)
    store.close()
    again = open_store(store.path, KEY, fixed_clock())
    assert again.facts.one(Attendance, attendance_id) is not None
    came(again, 2)
    assert again.journal.last_seq == 4
    again.close()


def test_a_refused_transaction_leaves_nothing(store: Store) -> None:
    person_id = new_person_id()
    with pytest.raises(Exception, match=r"長すぎ"):
        store.record(
            Draft(person_id, PersonRegistered(name="高橋")),
            Draft(new_person_id(), PersonRegistered(name="あ" * 200_000)),
            staff_id=None,
        )
    assert store.journal.last_seq == 0
    assert store.facts.one(Person, person_id) is None
    assert store.db.execute("SELECT count(*) FROM key_record").fetchone()[0] == 0
    person(store)
    assert store.journal.last_seq == 1


def test_a_full_disk_is_told_and_nothing_is_lost(store: Store) -> None:
    before = came(store)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreProblem) as told:
        _come_until_full(store)
    assert told.value.code == "disk_full"
    store.db.execute("PRAGMA max_page_count = 1000000")
    assert store.facts.one(Attendance, before) is not None
    assert came(store, 9_999)


def _come_until_full(store: Store) -> None:
    for number in range(2, 2_000):
        came(store, number)


def test_a_rebuild_gives_the_same_facts_and_the_same_search(store: Store) -> None:
    person_id = person(store)
    store.record(
        Draft(new_entity_id(), CardIssued(person_id=person_id, code="MC0123456789KRPW"), owner=person_id),
        staff_id=None,
    )
    voided = came(store)
    store.record(Draft(voided, AttendanceVoided()), staff_id=None)
    came(store, 2)
    before = everything(store)
    store.db.execute("UPDATE fact_person SET name = 'だれか'")
    store.journal.rebuild()
    assert everything(store) == before
    assert store.facts.search.find("花") == [person_id]
    assert store.facts.search.find("KRPW") == [person_id]


def test_another_laptop_s_events_give_the_same_facts_in_any_order(store: Store, tmp_path: Path) -> None:
    from tests.helpers.sites import make_identity, make_store

    for number in range(1, 4):
        store.record(Draft(came(store, number), AttendanceVoided()), staff_id=None)
    lines = [data for (data,) in store.db.execute("SELECT data FROM event").fetchall()]
    other = make_store(tmp_path / "other", make_identity(letter="B", site_id=store.identity.site_id))
    for line in [*reversed(lines), *lines]:
        with other.db.atomic():
            other.journal.absorb([line])
    assert everything(other) == everything(store)
    assert other.db.execute("SELECT count(*) FROM event").fetchone()[0] == len(lines)
    other.close()


def test_no_name_is_readable_in_the_file_or_in_an_event(store: Store) -> None:
    person(store, "鬱金 花子")
    events = b"".join(data for (data,) in store.db.execute("SELECT data FROM event").fetchall())
    assert "鬱金".encode() not in events
    store.close()
    for file in store.path.parent.iterdir():
        assert "鬱金".encode() not in file.read_bytes()


def test_erasing_destroys_the_key_and_every_trace(store: Store) -> None:
    person_id = person(store)
    card = new_entity_id()
    store.record(
        Draft(card, CardIssued(person_id=person_id, code="MC0123456789KRPW"), owner=person_id),
        Draft(person_id, PersonAmended(age_band="80plus", name="高橋 ハナ")),
        staff_id=None,
    )
    store.record(Draft(person_id, PersonErased()), staff_id=None)
    store.journal.rebuild()
    erased = store.facts.one(Person, person_id)
    assert erased is not None
    assert (erased.erased, erased.name) == (1, None)
    kept = store.facts.one(Card, card)
    assert kept is not None
    assert kept.code is None
    assert store.facts.search.find("高") == []
    assert store.db.execute("SELECT count(*) FROM key_record").fetchone()[0] == 0
    assert store.db.execute("SELECT count(*) FROM erased_key").fetchone()[0] == 1


def test_a_clock_that_went_back_ten_years_loses_nothing(store: Store) -> None:
    first = came(store)
    store.close()
    clock = fixed_clock()
    clock.moment = clock.moment.replace(year=2016)
    again = open_store(store.path, KEY, clock)
    again.record(Draft(first, AttendanceVoided()), staff_id=None)
    voided = again.facts.one(Attendance, first)
    assert voided is not None
    assert voided.voided == 1
    stamps = [hlc for (hlc,) in again.db.execute("SELECT hlc FROM event ORDER BY device_seq").fetchall()]
    assert stamps == sorted(set(stamps))
    again.close()
