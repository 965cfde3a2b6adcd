"""What a newer program wrote outlives a change by this one."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.events import Event, decode_event, encode_event
from core.facts import Session
from core.ids import new_entity_id, new_event_id
from core.kinds import BookingAmended, BookingMade, SessionAmended, SessionCancelled, SessionPlanned
from core.payload import Payload
from desktop.storage.journal import Draft
from desktop.storage.store import Store
from tests.helpers.sites import fixed_clock, make_store

PLAN = {"title": "会", "day": "2026-11-21", "starts": "10:00", "ends": "12:00"}
NEWER = {"parking": ["北", "南"], "wheelchairs": 3}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path, clock=fixed_clock())
    yield made
    made.close()


def record(store: Store, payload: Payload, entity: str = "") -> Event:
    event_id = store.journal.record([Draft(entity or new_entity_id(), payload)], None).event_ids[0]
    row = store.db.execute("SELECT data FROM event WHERE event_id = ?", [event_id]).fetchone()
    return decode_event(row[0])


def renamed(title: str) -> SessionAmended:
    return msgspec.convert(PLAN | {"title": title}, SessionAmended)


def amended_elsewhere(store: Store, before: Event, kind: str, **told: object) -> Event:
    """By a laptop with a newer program."""
    plain = msgspec.json.decode(before.plain) | told
    newer = msgspec.structs.replace(
        before,
        event_id=new_event_id(),
        device_id=new_entity_id(),
        device_seq=1,
        kind=kind,
        plain=msgspec.Raw(msgspec.json.encode(plain)),
        base_ids=(before.event_id,),
    )
    with store.db.atomic():
        store.journal.absorb([encode_event(newer)])
    return newer


def fields(event: Event) -> dict[str, object]:
    return msgspec.json.decode(event.plain, type=dict[str, object])


def test_unknown_fields_of_a_plan_stay_when_this_program_amends_it(store: Store) -> None:
    planned = record(store, msgspec.convert(PLAN, SessionPlanned))
    newer = amended_elsewhere(store, planned, "session.amended", title="相談会", quota=12, **NEWER)
    record(store, SessionCancelled(), planned.entity_id)
    amended = record(store, renamed("スマホ相談会"), planned.entity_id)
    assert fields(amended) == PLAN | NEWER | {"title": "スマホ相談会"}
    assert newer.event_id not in amended.base_ids  # the cancelling built on it
    row = store.facts.one(Session, planned.entity_id)
    assert (row and row.title, row and row.quota) == ("スマホ相談会", None)
    again = record(store, renamed("会"), planned.entity_id)
    assert fields(again) == PLAN | NEWER | {"title": "会"}


def test_a_field_that_this_program_knows_is_what_it_says(store: Store) -> None:
    made = record(store, BookingMade(session_id="s", slot="10:00", waiting=True))
    amended = record(store, BookingAmended(session_id="s"), made.entity_id)
    assert fields(amended) == {"session_id": "s"}


def test_a_thing_of_its_own_takes_nothing_along(store: Store) -> None:
    planned = record(store, msgspec.convert(PLAN, SessionPlanned))
    amended_elsewhere(store, planned, "session.amended", **NEWER)
    assert fields(record(store, msgspec.convert(PLAN, SessionPlanned))) == PLAN
