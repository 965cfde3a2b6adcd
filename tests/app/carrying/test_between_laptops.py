"""What one laptop of a site wrote to a stick, another reads: names too, and without any headquarters."""

import io
from pathlib import Path

import msgspec
import pytest
import zstandard
from nacl.secret import Aead

from core import segment
from core.certificates import BY_ROOT, DeviceRevocation, revoke
from core.clock import FixedClock
from core.facts import Attendance, Person
from core.keys import SigningPair, key_id, new_pair
from core.parcel import ParcelHeader, ParcelKind, ParcelWriter, open_parcel, parted_request, signed_request
from core.problem import Problem
from core.wire import ExchangeRequest, pack, unpack
from desktop.app.apart import apart
from desktop.app.carrying.media import media
from desktop.app.carrying.writing import Written
from desktop.app.desk import Desk
from desktop.app.revoked import own_revocation
from desktop.app.sending import send_now
from desktop.storage.papers import offer_revocation
from tests.app.carrying.conftest import Stick, busy
from tests.helpers.segments import file_name, segments_of


def _name(desk: Desk, person_id: str) -> str | None:
    found = desk.store.facts.one(Person, person_id)
    return found.name if found else None


def _rewritten(written: Written, desk: Desk, change: dict[str, object], *, signer: Desk | None = None) -> Path:
    """The parcel with its first request changed and signed anew by a laptop that may do so."""
    with written.path.open("rb") as file:
        parcel = open_parcel(file, written.path.stat().st_size)
        request = unpack(parted_request(next(parcel.frames()))[1], ExchangeRequest)
        header = parcel.header
    changed = msgspec.structs.replace(request, **change)
    sink = io.BytesIO()
    writer = ParcelWriter(sink, ParcelKind.REQUEST, header)
    writer.add(signed_request(pack(changed), (signer or desk).identity.device))
    writer.close()
    target = written.path.with_stem("changed")
    target.write_bytes(sink.getvalue())
    return target


def test_b_reads_what_a_wrote_with_names(pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = pair
    b.store.db.execute("DELETE FROM certificate WHERE device_id = ?", [a.identity.device_id])  # never heard of A
    person = busy(a, clock)
    written = stick.write(a)
    assert not written.waits
    taken = stick.take(b, written.path)
    assert (taken.letter, taken.apart, taken.is_answer) == ("A", 0, False)
    assert taken.new_events == written.events
    assert _name(b, person) == "ひみつ花子"
    assert b.store.facts.count(Attendance) == a.store.facts.count(Attendance)
    assert [each.state for each in media(a)] == ["handed"]
    again = stick.take(b, written.path)
    assert (again.new_events, again.apart) == (0, 0)


def test_what_was_delivered_goes_to_a_new_laptop_when_asked(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, b = enrolled
    person = busy(a, clock)
    send_now(a)
    assert stick.take(b, stick.write(a).path).new_events == 0
    assert stick.take(b, stick.write(a, delivered_too=True).path).new_events > 0
    assert _name(b, person) == "ひみつ花子"


def test_b_takes_as_records_to_headquarters(enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = enrolled
    busy(a, clock)
    written = stick.write(a)
    stick.take(b, written.path)
    assert send_now(b).stored >= written.events
    assert [each.state for each in media(a)] == ["waiting"]
    assert send_now(a).duplicate == written.events
    assert [each.state for each in media(a)] == ["arrived"]  # by another road: no answer need come


def test_an_own_parcel_and_an_old_segment_are_taken_too(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, b = pair
    busy(a, clock)
    assert stick.take(a, stick.write(a).path).new_events == 0
    (old,) = segments_of(a)
    path = stick.folder / file_name(old)
    path.write_bytes(old)
    assert stick.take(b, path).new_events == segment.take_apart(old).header.last_seq
    assert stick.take(b, path).new_events == 0


def test_another_sites_parcel_is_refused(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock, desk_elsewhere: Desk
) -> None:
    busy(desk_elsewhere, clock)
    with pytest.raises(Problem) as refused:
        stick.take(pair[0], stick.write(desk_elsewhere).path)
    assert refused.value.code == "parcel_other_site"


def test_who_was_never_certified_is_not_believed(pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = pair
    busy(a, clock)
    written = stick.write(a)
    stranger = msgspec.structs.replace(a.identity, device=new_pair())
    me, a.store.journal.identity = a.identity, stranger
    forged = _rewritten(written, a, {})
    a.store.journal.identity = me
    with pytest.raises(Problem) as refused:
        stick.take(b, forged)
    assert refused.value.code == "parcel_not_ours"
    other_site = _rewritten(written, a, {"site_id": "elsewhere"})
    with pytest.raises(Problem) as refused:
        stick.take(b, other_site)
    assert refused.value.code == "parcel_other_site"
    assert b.store.facts.count(Attendance) == 0


def test_what_a_stopped_laptop_carries_is_kept_apart_at_the_others(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, b = pair
    busy(a, clock)
    before = stick.take(b, stick.write(a).path).new_events
    assert before > 0
    assert a.identity.root_seed is not None
    word = DeviceRevocation(a.identity.site_id, a.identity.device_id, b.now, "lost", BY_ROOT)
    with b.store.db.atomic():
        offer_revocation(b.store.db, revoke(word, SigningPair(a.identity.root_seed)))
    busy(a, clock, "そのあと次郎")
    taken = stick.take(b, stick.write(a).path)
    assert (taken.new_events, taken.apart) == (0, 1)
    assert [line.code for line in apart(b)] == ["revoked_device"]
    assert b.store.facts.count(Attendance) == 3


def test_headquarters_keeps_apart_what_a_stopped_laptop_carries_and_tells_it(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    from hq.revoking import revoke as stop

    a, _ = enrolled
    busy(a, clock)
    stop(a.identity.device_id)
    written = stick.write(a)
    taken = stick.take(a, stick.answer(written.path))
    assert taken.refused == written.events
    assert own_revocation(a) is not None


def test_a_bomb_is_kept_apart_and_the_rest_is_taken(pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = pair
    busy(a, clock)
    written = stick.write(a)
    (real,) = segments_of(a)
    path = _rewritten(written, a, {"segments": (_bomb(a), b"no segment at all", real)})
    taken = stick.take(b, path)
    assert (taken.new_events, taken.apart) == (written.events, 2)
    reasons = {row[0] for row in b.store.db.execute("SELECT reason FROM bad_segment").fetchall()}
    assert reasons == {"segment_too_large", "segment_foreign"}


def _bomb(desk: Desk) -> bytes:
    """A segment of a few bytes that would unpack to 128 MiB, signed as it should be."""
    me, packer = desk.identity, zstandard.ZstdCompressor(level=19).compressobj()
    packed = b"".join(packer.compress(b"\0" * 1024 * 1024) for _ in range(128)) + packer.flush()
    header = segment.SegmentHeader(me.site_id, me.device_id, me.epoch, 100, 100, 1, "00", key_id(me.transport_key))
    head = msgspec.json.encode(header)
    box = bytes(Aead(me.transport_key).encrypt(packed, head))
    signed = segment.MAGIC + b"\0\1" + len(head).to_bytes(4) + head + len(box).to_bytes(4) + box
    return signed + me.device.sign(signed)


def test_a_header_proves_nothing(pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = pair
    busy(a, clock)
    written = stick.write(a)
    with written.path.open("rb") as file:
        parcel = open_parcel(file, written.size)
        frames = list(parcel.frames())
    sink = io.BytesIO()
    header: ParcelHeader = msgspec.structs.replace(parcel.header, device_id=b.identity.device_id, letter="B")
    writer = ParcelWriter(sink, ParcelKind.REQUEST, header)
    for frame in frames:
        writer.add(frame)
    writer.close()
    written.path.write_bytes(sink.getvalue())
    with pytest.raises(Problem) as refused:
        stick.take(b, written.path)
    assert refused.value.code == "parcel_not_ours"
