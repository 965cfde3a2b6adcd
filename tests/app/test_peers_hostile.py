"""Who is not of the site gets nothing from a laptop that listens, and whatever is sent to it harms nothing."""

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import msgspec
import pytest

from core.certificates import BY_ROOT, DeviceCertificate, DeviceRevocation, certify, revoke
from core.clock import FixedClock
from core.keys import SigningPair, new_pair
from core.peer_code import Address
from core.peer_seal import question, read
from core.peer_wire import (
    EXCHANGE_PATH,
    HELLO_PATH,
    JOIN_PATH,
    MAX_PEER_BODY,
    PEER_PROTOCOL,
    Held,
    JoinRequest,
    PeerHello,
    PeerParcel,
    PeerRefusal,
    PeerRequest,
    PeerState,
    Place,
)
from core.problem import Problem
from desktop.app import peers
from desktop.app.desk import Desk
from desktop.app.peer_room import PeerRoom
from desktop.app.peers import PeersOnDesk
from desktop.app.walk_in import receive_walk_in
from desktop.sync import peer_client
from desktop.sync.peer_client import RevokedHere, ask_to_join, greet
from desktop.sync.peer_link import PeerLink, Watch
from desktop.sync.peer_port import PeerIdentity
from tests.app.test_peers import begin
from tests.helpers.answering import dripping
from tests.helpers.peers import ANY_PORT, LOOPBACK, PATIENCE, Beside, laptops_beside, visits
from tests.helpers.sites import make_identity

ASKS = PeerRequest(PEER_PROTOCOL, PeerState())


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    with laptops_beside(tmp_path, clock) as both:
        both[0].do(begin)
        both[0].do(lambda desk: receive_walk_in(desk, "70s"))
        yield both


def _post(address: Address, path: str, body: bytes) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
    try:
        connection.request("POST", path, body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _code(answer: tuple[int, bytes]) -> tuple[int, str]:
    return answer[0], read(answer[1], PeerRefusal).code


def _asks(of: Beside, listener: Beside, message: msgspec.Struct = ASKS, path: str = EXCHANGE_PATH) -> bytes:
    me = of.desk.identity
    return question(path, message, (me.certificate, me.device), listener.desk.identity.certificate.box_public)


def _everything(desk: Desk) -> list[list[tuple[object, ...]]]:
    tables = ("event", "segment", "key_record", "certificate", "key_grant", "revocation", "bad_segment", "arrival")
    return [list(map(tuple, desk.store.db.execute(f"SELECT * FROM {table}").fetchall())) for table in tables]


def _root(of: Beside) -> SigningPair:
    assert of.desk.identity.root_seed is not None
    return SigningPair(of.desk.identity.root_seed)


def test_nothing_listens_before_somebody_wants_it(laptops: tuple[Beside, Beside]) -> None:
    door, _table = laptops
    assert door.room.port is None
    address = door.listen()
    door.room.stop_listening()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.host, address.port), 2)


def test_everybody_may_have_the_certificate_and_nothing_else(laptops: tuple[Beside, Beside]) -> None:
    door, _table = laptops
    address = door.listen()
    connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
    connection.request("GET", HELLO_PATH)
    hello = read(connection.getresponse().read(), PeerHello)
    connection.close()
    assert hello.certificate == door.desk.identity.certificate
    for path in ("/", "/peer/v1/", "/api/v1/exchange", HELLO_PATH):
        assert _post(address, path, b"x") == (404, b"")


@pytest.mark.parametrize("path", [EXCHANGE_PATH, JOIN_PATH])
def test_a_laptop_of_another_site_gets_nothing_though_it_holds_the_transport_key(
    laptops: tuple[Beside, Beside], path: str
) -> None:
    door, _table = laptops
    address, before = door.listen(), door.do(_everything)
    stranger = make_identity()
    claimed = msgspec.structs.replace(stranger.certificate, site_id=door.desk.identity.site_id)
    for certificate in (stranger.certificate, claimed, certify(claimed, new_pair())):
        to = door.desk.identity.certificate.box_public
        message = ASKS if path == EXCHANGE_PATH else JoinRequest(PEER_PROTOCOL)
        body = question(path, message, (certificate, stranger.device), to)
        assert _code(_post(address, path, body)) == (403, "peer_not_certified")
    assert door.do(_everything) == before


def test_a_certificate_without_its_key_gets_nothing(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    to = door.desk.identity.certificate.box_public
    body = question(EXCHANGE_PATH, ASKS, (table.desk.identity.certificate, new_pair()), to)
    assert _code(_post(door.listen(), EXCHANGE_PATH, body)) == (403, "peer_signature")


def test_a_question_for_another_path_does_not_count(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    assert _code(_post(door.listen(), JOIN_PATH, _asks(table, door))) == (403, "peer_signature")


def test_a_revoked_laptop_gets_the_word_that_revokes_it(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    me = table.desk.identity
    unsigned = DeviceRevocation(me.site_id, me.device_id, "2026-11-21T09:00:00+09:00", "lost", BY_ROOT)
    revocation = revoke(unsigned, _root(door))
    door.store.learn_revoked(revocation)
    with pytest.raises(RevokedHere):
        table.link(door.listen()).once()
    assert table.do(visits) == 0
    assert table.store.revocation(me.device_id) == revocation


def test_a_laptop_that_listens_and_was_revoked_is_given_nothing(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    table.do(begin)
    me = door.desk.identity
    unsigned = DeviceRevocation(me.site_id, me.device_id, "2026-11-21T09:00:00+09:00", "lost", BY_ROOT)
    table.store.learn_revoked(revoke(unsigned, _root(door)))
    address, before = door.listen(), door.do(_everything)
    with pytest.raises(Problem) as refused:
        table.link(address).once()
    assert refused.value.code == "peer_revoked"
    assert door.do(_everything) == before


def test_no_byte_can_be_changed(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    address, before = door.listen(), door.do(_everything)
    whole = _asks(table, door)
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        changed = bytearray(whole)
        changed[place] ^= 1
        assert _post(address, EXCHANGE_PATH, bytes(changed))[0] in (400, 403)
    assert _post(address, EXCHANGE_PATH, whole[:-1])[0] == 400
    assert door.do(_everything) == before


def test_a_replay_changes_nothing_and_its_answer_is_for_the_laptop_alone(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    table.do(lambda desk: receive_walk_in(desk, "60s"))
    table.store.cut()
    table.store.meet(door.desk.identity.certificate, PeerState())
    parcel = table.store.parcel(door.desk.identity.device_id, PeerState())
    body = _asks(table, door, PeerRequest(PEER_PROTOCOL, PeerState(), parcel))
    address = door.listen()
    assert _post(address, EXCHANGE_PATH, body)[0] == 200
    once = door.do(_everything)
    assert door.do(visits) == 2
    assert _code(_post(address, EXCHANGE_PATH, body)) == (403, "peer_repeated")
    door.room.stop_listening()  # what was asked before is forgotten
    status, answer = _post(door.listen(), EXCHANGE_PATH, body)
    assert (status, door.do(_everything)) == (200, once)
    assert b"attendance" not in answer


def test_numbers_beyond_all_bounds_bring_no_laptop_down(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    address, me = door.listen(), door.desk.identity
    for epoch, status in ((2**63, 400), (10**18, 200), (10**8, 200)):
        present = Held(me.device_id, door.desk.identity.epoch, 9, b"never cut here")
        held = (Held(me.device_id, epoch, 1, b"x"), present)
        asks = PeerRequest(PEER_PROTOCOL, PeerState(held, Place(2**62, b"x")))
        assert _post(address, EXCHANGE_PATH, _asks(table, door, asks))[0] == status
    assert door.desk.identity.epoch == 10**8 + 1
    door.do(lambda desk: receive_walk_in(desk, "60s"))
    assert door.do(lambda desk: desk.store.outbox.pending()) > 1
    assert door.do(lambda desk: desk.store.outbox.cut_segments()) == 1


def test_whoever_only_greets_waits_for_nobody_and_keeps_nobody_waiting(
    laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, _table = laptops
    monkeypatch.setattr(peers, "_IDENTITY_SECONDS", 60)
    address, me, busy = door.listen(), door.desk.identity, threading.Event()
    greet(address, me.site_id, me.root_public)
    waiting = threading.Thread(target=door.do, args=(lambda _desk: busy.wait(),))
    waiting.start()
    greet(address, me.site_id, me.root_public)
    assert _code(_post(address, EXCHANGE_PATH, b"rubbish")) == (400, "peer_broken")
    busy.set()
    waiting.join()


def test_who_takes_everything_and_never_gets_any_further_is_not_asked_for_ever(laptops: tuple[Beside, Beside]) -> None:
    class Deaf(PeersOnDesk):
        def take_in(self, other: str, parcel: PeerParcel) -> None:
            """And says that all is well."""

    door, table = laptops
    table.do(lambda desk: receive_walk_in(desk, "60s"))
    room = PeerRoom(Deaf(door.do), door.desk.clock)
    address = Address(LOOPBACK, room.listen(LOOPBACK, ANY_PORT))
    with pytest.raises(Problem) as refused:
        table.link(address).once()
    assert refused.value.code == "peer_busy"
    room.close()


def test_who_gives_the_same_for_ever_is_not_asked_for_ever(laptops: tuple[Beside, Beside]) -> None:
    class Stuck(PeersOnDesk):
        def parcel(self, reader: str, state: PeerState) -> PeerParcel:
            """And never says up to where."""
            return msgspec.structs.replace(super().parcel(reader, PeerState()), upto=None)

    door, table = laptops
    room, told = PeerRoom(Stuck(door.do), door.desk.clock), Queue[Problem]()
    link = PeerLink(table.store, Address(LOOPBACK, room.listen(LOOPBACK, ANY_PORT)), Watch(lambda _met: None, told.put))
    link.start()
    assert told.get(timeout=PATIENCE).code == "peer_busy"
    link.close()
    room.close()


def test_a_page_in_a_browser_that_was_led_here_by_a_name_learns_nothing(laptops: tuple[Beside, Beside]) -> None:
    door, _table = laptops
    address = door.listen()
    connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
    connection.request("GET", HELLO_PATH, headers={"Host": f"evil.example:{address.port}"})
    assert connection.getresponse().status == 404
    connection.close()


def test_bad_segments_are_kept_apart_and_the_rest_goes_on(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    door.store.cut()
    good = door.store.parcel(table.desk.identity.device_id, PeerState())
    (segment,) = good.segments
    spoilt = bytearray(segment)
    spoilt[-100] ^= 1
    table.store.take_in(door.desk.identity.device_id, PeerParcel((b"no segment", bytes(spoilt), segment)))
    assert table.do(visits) == 1
    assert table.desk.store.db.execute("SELECT count(*) FROM bad_segment").fetchone()[0] == 2


def test_a_giant_question_is_refused_unread(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    address = door.listen()
    with socket.create_connection((address.host, address.port), 10) as line:
        line.sendall(
            f"POST {EXCHANGE_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_PEER_BODY + 1}\r\n\r\n".encode()
        )
        assert line.recv(64).startswith(b"HTTP/1.1 413")
    table.link(address).once()
    assert table.do(visits) == 1


def test_many_slow_clients_do_not_keep_a_laptop_out(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    address = door.listen()
    lines = [socket.create_connection((address.host, address.port), 10) for _ in range(20)]
    try:
        for line in lines:
            line.sendall(f"POST {EXCHANGE_PATH} HTTP/1.1\r\nContent-Length: 1000\r\n\r\nx".encode())
        table.link(address).once()
        assert table.do(visits) == 1
    finally:
        for line in lines:
            line.close()


def test_who_listens_must_be_of_the_site(laptops: tuple[Beside, Beside], tmp_path: Path, clock: FixedClock) -> None:
    _door, table = laptops
    with laptops_beside(tmp_path / "other", clock) as (foreign, _):
        with pytest.raises(Problem) as refused:
            table.link(foreign.listen()).once()
        assert refused.value.code == "peer_other_site"
        with pytest.raises(Problem) as same:
            foreign.link(Address(foreign.listen().host, foreign.room.port or 0)).once()
        assert same.value.code == "peer_same_laptop"


def test_who_drips_headers_for_ever_keeps_nobody(
    laptops: tuple[Beside, Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    _door, table = laptops
    monkeypatch.setattr(peer_client, "WHOLE_SECONDS", 0.5)
    with dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y", pause=0.02) as url, pytest.raises(Problem) as refused:
        table.link(Address(LOOPBACK, int(url.rpartition(":")[2]))).once()
    assert refused.value.code in ("peer_stranger", "peer_cut_off")


def test_nobody_there_is_told_in_words(laptops: tuple[Beside, Beside]) -> None:
    _door, table = laptops
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Problem) as refused:
        table.link(Address("127.0.0.1", port)).once()
    assert refused.value.code == "peer_not_listening"
    assert refused.value.next_step


def test_a_newcomer_with_the_roots_word_is_told_the_site(laptops: tuple[Beside, Beside]) -> None:
    door, _table = laptops
    me, pair = door.desk.identity, new_pair()
    bare = DeviceCertificate(me.site_id, "newcomer", "", pair.signing_public, pair.box_public, "2026-11-21T09:00:00")
    certificate = certify(bare, _root(door))
    before = door.do(_everything)
    _door, told = ask_to_join(door.listen(), PeerIdentity(me.site_id, me.root_public, certificate, pair))
    assert pair.open(told.transport_key) == me.transport_key
    assert {each.letter for each in told.certificates} == {"A", "B"}
    assert door.do(_everything)[3] == before[3]
