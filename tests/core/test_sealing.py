"""A sealed value opens with its key, in its place, and nowhere else."""

import msgspec

from core.certificates import DeviceCertificate, certify, grant, is_certified, open_grant
from core.events import Event, decode_event, encode_event
from core.keys import new_pair, new_privacy_key
from core.sealing import (
    DataKey,
    SealingContext,
    is_genuine,
    key_record,
    new_data_key,
    open_key_record,
    open_sealed,
    seal,
)

RING = new_privacy_key()
KEY = new_data_key(RING)


def event(**changes: object) -> Event:
    made = Event(
        event_id="e1",
        site_id="s1",
        device_id="d1",
        epoch=1,
        device_seq=1,
        entity_id="p1",
        kind="person.registered",
        schema_version=1,
        wall_time="2026-11-21T10:00:00.000+09:00",
        boot_id="b",
        monotonic_ms=1,
        hlc="0000000000001-00000",
        plain=msgspec.Raw(b'{"age_band":"70s"}'),
        sealed=seal([("name", "高橋花子")], KEY, SealingContext("s1", "e1", "p1")),
    )
    return msgspec.structs.replace(made, **changes)


def find(key_id: str) -> DataKey | None:
    return KEY if key_id == KEY.key_id else None


def test_a_sealed_name_opens_with_its_key() -> None:
    assert open_sealed(event(), find) == {"name": "高橋花子"}


def test_the_name_is_not_in_the_event_s_bytes() -> None:
    assert "高橋".encode() not in encode_event(event())


def test_a_destroyed_key_leaves_the_field_out() -> None:
    assert open_sealed(event(), lambda _key_id: None) == {}


def test_moved_to_another_place_it_does_not_open() -> None:
    moved: tuple[dict[str, object], ...] = ({"site_id": "s2"}, {"event_id": "e2"}, {"entity_id": "p2"})
    for changes in moved:
        assert open_sealed(event(**changes), find) == {}
    renamed = msgspec.structs.replace(event().sealed[0], name="kana")
    assert open_sealed(event(sealed=(renamed,)), find) == {}


def test_bytes_of_an_unknown_kind_survive_reading() -> None:
    data = encode_event(event(kind="robot.greeted", plain=msgspec.Raw(b'{"words":["a"],"n":1}')))
    assert encode_event(decode_event(data)) == data


def test_a_key_record_gives_the_key_back_to_the_ring_only() -> None:
    device = new_pair()
    record = key_record(KEY, RING.public, "s1", "p1", ("d1", device))
    assert open_key_record(record, RING) == KEY
    assert is_genuine(record, device.signing_public)
    assert not is_genuine(msgspec.structs.replace(record, entity_id="p2"), device.signing_public)
    assert KEY.key not in msgspec.msgpack.encode(record)


def test_a_privacy_key_reaches_only_the_device_that_it_was_granted_to() -> None:
    root, giver, taker = new_pair(), new_pair(), new_pair()
    certificate = certify(DeviceCertificate("s1", "d2", "B", taker.signing_public, taker.box_public, "t"), root)
    assert is_certified(certificate, root.signing_public)
    assert not is_certified(msgspec.structs.replace(certificate, letter="C"), root.signing_public)
    assert open_grant(grant(RING, certificate, "d1", giver), taker) == RING
