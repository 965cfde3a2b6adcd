"""Whatever a certified laptop of the site writes, the others take in what is right and never stumble."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.secret import Aead

from core import kinds
from core.certificates import KeyGrant
from core.events import SealedField, decode_event, encode_event
from core.facts import Attendance, Erasure, Person, Session
from core.granting import grant_to, signed_by
from core.ids import erasure_id
from core.keys import PrivacyKey, SigningPair
from core.sealing import DataKey, SealingContext, key_record, open_key_record
from desktop.storage.journal import Draft
from desktop.storage.store import Store
from desktop.sync.ports import Incoming
from tests.helpers.laptop import Laptop, SiteSecrets
from tests.hq.test_hostile import ENVELOPE, VALUES


def _other(store: Store) -> Laptop:
    me = store.identity
    assert me.root_seed is not None
    return Laptop(SiteSecrets(me.site_id, SigningPair(me.root_seed), me.transport_key, me.ring[0]), "B")


def _take(store: Store, laptop: Laptop, *segments: bytes, grants: tuple[KeyGrant, ...] = ()) -> None:
    store.outbox.take_in(Incoming(segments, (), (laptop.certificate(),), grants, (), 1))


def _lines(laptop: Laptop, data: st.DataObject) -> Iterator[bytes]:
    laptop.visit()
    laptop.write(kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="10:00", ends="12:00"))
    for seq, line in enumerate(laptop.journal, 1):
        event: dict[str, Any] = {**json.loads(line), "device_seq": seq}
        for name in data.draw(st.lists(st.sampled_from((*ENVELOPE, "device_id", "epoch", "device_seq")), max_size=2)):
            event[name] = data.draw(VALUES)
        if isinstance(event["plain"], dict):
            for name in data.draw(st.lists(st.sampled_from(sorted(event["plain"])), max_size=2)):
                event["plain"][name] = data.draw(VALUES)
        yield json.dumps(event).encode().replace(b"\n", b" ")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_event_stops_a_laptop(store: Store, data: st.DataObject) -> None:
    laptop, before = _other(store), store.facts.count(Attendance, "1")
    bad = laptop.cut([*_lines(laptop, data), data.draw(st.binary(max_size=50)).replace(b"\n", b"")], 1)
    good = _other(store)
    good.visit()
    _take(store, laptop, bad)
    _take(store, good, good.cut(good.journal, 1))
    assert store.facts.count(Attendance, "1") > before
    store.journal.rebuild()


def test_a_day_that_is_none_and_was_taken_in_before_days_were_looked_at_stops_no_rebuild(store: Store) -> None:
    laptop = _other(store)
    plan = kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="10:00", ends="12:00")
    session = laptop.write(plan).entity_id
    changed = kinds.SessionAmended(title="相談会", day="2026-11-2x", starts="10:00", ends="12:00")
    laptop.write(changed, session)
    laptop.write(msgspec.structs.replace(plan, day="2026-04-1"))
    with store.db.atomic():
        store.journal.absorb(laptop.journal)
    store.journal.rebuild()
    assert [each.day for each in store.facts.where(Session, "1")] == ["2026-11-21"]


def test_an_event_in_another_s_name_does_not_count(store: Store) -> None:
    laptop, me = _other(store), store.identity
    own = laptop.visit()
    named = laptop.write(
        kinds.AttendanceRecorded(session_id="s", at=own.wall_time, how="number"),
        device_id=me.device_id,
        epoch=me.epoch,
        device_seq=1,
    )
    _take(store, laptop, laptop.cut(laptop.journal, 1))
    stored = [decode_event(data) for (data,) in store.db.execute("SELECT data FROM event").fetchall()]
    assert own in stored
    assert named not in stored
    assert store.outbox.last_seq() == 0


def test_what_is_not_what_its_kind_declares_today_waits_in_the_journal(store: Store) -> None:
    laptop = _other(store)
    newer = json.loads(encode_event(laptop.visit()))
    newer["plain"]["how"] = {"by": "a kind of arrival that nobody knows yet"}
    _take(store, laptop, laptop.cut([json.dumps(newer).encode()], 1))
    assert store.facts.count(Attendance, "1") == 0
    assert store.journal.knows(newer["entity_id"])


@pytest.mark.parametrize("from_hq", [False, True])
def test_an_id_that_another_laptop_took_first_hides_no_record(store: Store, from_hq: bool) -> None:
    bad, good = _other(store), _other(store)
    genuine = good.visit()
    bad.visit(how="booking")
    bad.journal[-1] = encode_event(msgspec.structs.replace(decode_event(bad.journal[-1]), event_id=genuine.event_id))
    _take(store, bad, bad.cut(bad.journal, 1))
    certificates = (good.certificate(),)
    store.outbox.take_in(Incoming((good.cut(good.journal, 1),), (), certificates, (), (), 1, from_hq=from_hq))
    assert store.journal.knows(genuine.entity_id) == from_hq  # of two that say so, headquarters' word goes first
    assert store.db.execute("SELECT reason FROM bad_segment").fetchall() == ([] if from_hq else [("fork",)])


def test_things_of_two_sorts_under_one_id_stop_nobody(store: Store) -> None:
    laptop = _other(store)
    visit = laptop.visit()
    session = kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="10:00", ends="12:00")
    laptop.write(session, visit.entity_id)
    laptop.write(kinds.AttendanceVoided(reason="mistake"), laptop.write(session).entity_id)
    laptop.write(kinds.PersonErased(), visit.entity_id)
    laptop.visit()
    _take(store, laptop, laptop.cut(laptop.journal, 1))
    assert store.facts.count(Attendance, "1") == 2


@pytest.mark.parametrize(("first", "epoch"), [(2**63 - 1, 1), (2**70, 1), (0, 1), (-5, 1), (1, 2**63), (1, -1)])
def test_a_segment_with_numbers_beyond_all_bounds_is_kept_apart(store: Store, first: int, epoch: int) -> None:
    laptop, good = _other(store), _other(store)
    good.visit()
    laptop.visit()
    _take(store, good, laptop.cut(laptop.journal, first, epoch), good.cut(good.journal, 1))
    assert store.facts.count(Attendance, "1") == 1


def _granted(laptop: Laptop, store: Store, key: PrivacyKey) -> KeyGrant:
    me = store.identity
    made = grant_to(me.certificate.box_public, me.device_id, key, me.site_id)
    return signed_by(made, laptop.device_id, laptop.pair)


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("f" * 16, bytes(range(32))),
        ("f" * 16, b"short"),
        ("f" * 16, b""),
        ("r" + "9" * 5000 + "-" + "f" * 16, bytes(range(32))),
    ],
)
def test_a_grant_of_what_is_no_key_widens_nothing_and_stops_nothing(store: Store, name: str, secret: bytes) -> None:
    laptop, ring = _other(store), store.identity.ring
    laptop.visit()
    _take(store, laptop, laptop.cut(laptop.journal, 1), grants=(_granted(laptop, store, PrivacyKey(name, secret)),))
    assert store.identity.ring == ring
    assert store.facts.count(Attendance, "1") == 1


def test_a_grant_that_cannot_be_opened_stops_nothing(store: Store) -> None:
    laptop, me = _other(store), store.identity
    broken = signed_by(KeyGrant(me.site_id, "f" * 16, me.device_id, "", b"no box"), laptop.device_id, laptop.pair)
    laptop.visit()
    _take(store, laptop, laptop.cut(laptop.journal, 1), grants=(broken,))
    assert store.facts.count(Attendance, "1") == 1


def test_sealed_values_that_are_no_text_and_keys_that_are_none_stop_nobody(store: Store) -> None:
    laptop, me = _other(store), store.identity
    person, device = laptop.visitor(), (laptop.device_id, laptop.pair)
    short = DataKey("0" * 16, me.ring[0].privacy_key_id, b"short")
    laptop.key_records.append(key_record(short, me.ring[0].public, me.site_id, person.entity_id, device))
    other = laptop.visitor(name="高橋 花子")
    key = open_key_record(laptop.key_records[-1], me.ring[0])
    context = SealingContext(me.site_id, other.event_id, other.entity_id)
    box = Aead(key.key).encrypt(b"\xff\xfe", context.associated("name", key.key_id))
    no_text = SealedField("name", key.key_id, key.privacy_key_id, base64.b64encode(bytes(box)).decode())
    laptop.journal[-1] = encode_event(msgspec.structs.replace(other, sealed=(no_text,)))
    store.outbox.take_in(
        Incoming((laptop.cut(laptop.journal, 1),), tuple(laptop.key_records), (laptop.certificate(),), (), (), 1)
    )
    assert store.facts.count(Person, "1") == 2
    store.record(Draft(person.entity_id, kinds.PersonAmended(name="田中 一郎")), staff_id=None)
    assert store.facts.search.find("田中") == [person.entity_id]


def test_no_laptop_says_of_another_that_it_has_erased_somebody(store: Store) -> None:
    laptop, me = _other(store), store.identity
    person = laptop.visitor(name="高橋 花子")
    said = kinds.ErasureCarriedOut(person_id=person.entity_id, device_id=me.device_id, at=person.wall_time)
    laptop.write(said, erasure_id(me.site_id, person.entity_id, me.device_id))
    _take(store, laptop, laptop.cut(laptop.journal, 1))
    assert [each.device_id for each in store.facts.where(Erasure, "1", [])] == [laptop.device_id]
