"""No other laptop, and no stick, fills this one's disk with what cannot be taken in: what is too much stays there."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.peer_wire import EXCHANGE_PATH, PEER_PROTOCOL, PeerAnswer, PeerParcel, PeerRequest, PeerState, Place
from core.problem import Problem
from desktop.app import apart as listing
from desktop.app.apart import apart, look_again, reject
from desktop.app.carrying.taking import take_file
from desktop.app.carrying.writing import write_parcel
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.storage import apart as kept
from desktop.sync import peer_client
from desktop.sync.ports import Incoming
from tests.app.test_peers import begin
from tests.helpers.apart import two_laptops
from tests.helpers.peers import Beside, laptops_beside, visits
from tests.helpers.segments import bring, segments_of

BAD = tuple(f"no segment {number}".encode() for number in range(5))


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    with laptops_beside(tmp_path, clock) as both:
        both[0].do(begin)
        both[0].do(lambda desk: receive_walk_in(desk, "70s"))
        both[0].store.cut()
        yield both


def waiting(laptop: Beside) -> int:
    return laptop.do(lambda desk: kept.count_bad(desk.store.db))


def parcel(laptop: Beside, reader: Beside, *bad: bytes) -> PeerParcel:
    """What it would give, with these before the rest."""
    good = laptop.store.parcel(reader.desk.identity.device_id, PeerState())
    return PeerParcel((*bad, *good.segments), certificates=good.certificates, upto=good.upto)


def read_of(reader: Beside, other: Beside) -> Place | None:
    """How far it has read of the other."""
    me = other.desk.identity
    return reader.store.meet(me.certificate, PeerState()).read


def test_the_newest_stay_at_the_sender_and_what_is_sound_comes_in(
    laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, table = laptops
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 3)
    with pytest.raises(Problem) as full:
        table.store.take_in(door.desk.identity.device_id, parcel(door, table, *BAD))
    assert (full.value.code, bool(full.value.next_step)) == ("apart_full", True)
    assert (waiting(table), table.do(visits), read_of(table, door)) == (3, 1, None)
    names = {each.id for each in table.do(apart)}
    with pytest.raises(Problem):
        table.store.take_in(door.desk.identity.device_id, parcel(door, table, *BAD))
    assert {each.id for each in table.do(apart)} == names


def test_bytes_count_as_well(laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch) -> None:
    door, table = laptops
    monkeypatch.setattr(kept, "MOST_BYTES", 2 * len(BAD[0]))
    with pytest.raises(Problem):
        table.store.take_in(door.desk.identity.device_id, parcel(door, table, *BAD))
    assert waiting(table) == 2


def test_one_that_filled_its_room_takes_none_from_another(
    laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, table = laptops
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 2)
    table.store.take_in("another-laptop", PeerParcel(BAD[:2]))
    table.store.take_in(door.desk.identity.device_id, PeerParcel(BAD[2:4]))
    assert (waiting(table), table.do(lambda desk: bring(desk, BAD[4]))) == (4, "segment_foreign")


def test_what_is_kept_already_comes_again_without_harm_and_a_decision_makes_room(
    laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, table = laptops
    other = door.desk.identity.device_id
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 2)
    table.store.take_in(other, PeerParcel(BAD[:2]))
    table.store.take_in(other, parcel(door, table, *BAD[:2]))
    assert read_of(table, door) is not None
    for each in table.do(apart):
        table.do(partial(reject, line=each))
    table.store.take_in(other, PeerParcel(BAD[2:4]))
    assert table.desk.store.db.execute("SELECT count(*) FROM bad_segment").fetchone() == (4,)


def test_the_laptop_that_gives_is_told_by_name(laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch) -> None:
    door, table = laptops
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 0)
    address, me = table.listen(), door.store.me()
    peer = peer_client.greet(address, me.site_id, me.root_public)
    asked = PeerRequest(PEER_PROTOCOL, PeerState(), PeerParcel(BAD[:1]))
    with pytest.raises(Problem) as refused:
        peer_client.told(peer_client.put(peer, EXCHANGE_PATH, asked, me), peer, me, PeerAnswer)
    assert (refused.value.code, "預かれません" in refused.value.sentence) == ("peer_full", True)


def test_headquarters_road_is_never_closed(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 0)
    with two_laptops(tmp_path, clock) as (first, _):
        first.store.outbox.take_in(Incoming(BAD, (), (), (), (), 7))
        assert (kept.count_bad(first.store.db), first.store.outbox.pull_after()) == (len(BAD), 7)


def test_thousands_are_listed_and_looked_at_again_a_few_at_a_time(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B's certificate is late: all that it wrote comes in, in pages, and nothing is left."""
    monkeypatch.setattr("desktop.storage.intake._AT_ONCE", 2)
    with two_laptops(tmp_path, clock) as (first, second):
        second.store.db.execute("DELETE FROM certificate")
        first.store.db.execute("DELETE FROM certificate WHERE device_id = ?", [second.identity.device_id])
        begin(second)
        for _ in range(5):
            receive_walk_in(second, "70s")
            second.store.outbox.cut_segments()
        own = segments_of(second)
        assert {bring(first, each) for each in own} == {"not_certified"}
        lines = apart(first)
        assert [(each.letter, each.count > 0) for each in lines] == [("", True)] * len(own)
        monkeypatch.setattr(listing, "_MOST", 3)
        assert len(apart(first)) == 3
        assert look_again(first) == 0
        first.store.outbox.take_in(_certificate_of(second))
        assert kept.count_bad(first.store.db) == 0
        assert _events(first) == _events(second)


def _certificate_of(desk: Desk) -> Incoming:
    return Incoming((), (), (desk.identity.certificate,), (), (), 0, from_hq=False)


def _events(desk: Desk) -> set[str]:
    rows = desk.store.db.execute("SELECT event_id FROM event").fetchall()
    return {event_id for (event_id,) in rows}


def test_what_a_stick_brings_beside_it_comes_in_and_the_rest_is_told(
    laptops: tuple[Beside, Beside], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, table = laptops
    spoil = "UPDATE segment SET data = x'00' WHERE rowid = (SELECT min(rowid) FROM segment)"
    door.do(lambda desk: receive_walk_in(desk, "60s"))
    door.store.cut()
    door.do(lambda desk: desk.store.db.execute(spoil))
    written = write_parcel(door.do, tmp_path, "stick")
    assert written is not None
    monkeypatch.setattr(kept, "MOST_SEGMENTS", 0)
    with pytest.raises(Problem) as full:
        take_file(table.do, written.path)
    assert (full.value.code, waiting(table), table.do(visits)) == ("apart_full", 0, 1)
