"""Two laptops side by side, without headquarters: who is received at one is on record at the other."""

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.facts import Person
from core.kinds import PersonRegistered, SessionPlanned
from core.peer_wire import PeerState
from core.problem import Problem
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.sending import send_state
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in
from tests.helpers.apart import second_identity
from tests.helpers.peers import ANY_PORT, LOOPBACK, Beside, laptops_beside, visits
from tests.helpers.sites import make_store


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    with laptops_beside(tmp_path, clock) as both:
        for each in both:
            each.do(lambda desk: change_setting(desk, "visitor_fields", "name"))
        both[0].do(begin)
        yield both


def begin(desk: Desk) -> None:
    """Today's session is open."""
    change_setting(desk, "visitor_fields", "name")
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会", day=day, starts="09:00", ends="12:00"))
    open_day(desk)


def _receive(desk: Desk) -> None:
    receive_walk_in(desk, "70s")


def _names(desk: Desk) -> list[str]:
    return sorted(person.name or "" for person in desk.store.facts.where(Person, "1"))


def _journal(desk: Desk) -> set[bytes]:
    return {data for (data,) in desk.store.db.execute("SELECT data FROM event").fetchall()}


def test_who_is_received_at_the_door_is_on_record_at_the_table(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    table.room.connect(door.listen())
    table.wait_for(lambda desk: visits(desk) == 0 and bool(table.room.contacts))
    door.write(_receive)
    table.wait_for(lambda desk: visits(desk) == 1)
    door.write(lambda desk: add_person(desk, PersonRegistered(age_band="70s", name="山田 花子")))
    table.wait_for(lambda desk: _names(desk) == ["山田 花子"])


def test_what_the_table_writes_comes_to_the_door(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    table.room.connect(door.listen())
    table.wait_for(lambda desk: bool(table.room.contacts))
    table.write(_receive)
    table.write(lambda desk: add_person(desk, PersonRegistered(age_band="70s", name="佐藤 清")))
    door.wait_for(lambda desk: visits(desk) == 1 and _names(desk) == ["佐藤 清"])
    assert door.do(_journal) == table.do(_journal)


def test_all_that_was_written_apart_goes_both_ways_at_once(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    for each, times in ((door, 3), (table, 2)):
        for _ in range(times):
            each.do(_receive)
        each.store.cut()
    assert table.link(door.listen()).once() == door.desk.identity.certificate
    assert door.do(visits) == table.do(visits) == 5
    assert door.do(_journal) == table.do(_journal)


def test_the_stored_bytes_travel_unchanged_and_wait_for_headquarters_on_both(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    door.write(_receive)
    door.write(lambda desk: add_person(desk, PersonRegistered(age_band="70s", name="山田 花子")))
    table.link(door.listen()).once()
    of_door = "SELECT hash, data, confirmed_at FROM segment WHERE device_id = ? ORDER BY first_seq"
    keys = "SELECT data, confirmed FROM key_record WHERE data IS NOT NULL ORDER BY key_id"
    me = [door.desk.identity.device_id]
    assert door.desk.store.db.execute(of_door, me).fetchall() == table.desk.store.db.execute(of_door, me).fetchall()
    assert door.desk.store.db.execute(keys).fetchall() == table.desk.store.db.execute(keys).fetchall()
    assert table.do(lambda desk: send_state(desk).unsent) == 0


def test_meeting_again_gives_nothing_anew(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    door.write(_receive)
    address = door.listen()
    table.link(address).once()
    arrived = "SELECT count(*) FROM arrival"
    before = [each.desk.store.db.execute(arrived).fetchone() for each in laptops]
    state = table.store.meet(
        door.desk.identity.certificate, door.store.meet(table.desk.identity.certificate, PeerState())
    )
    assert not door.store.parcel(table.desk.identity.device_id, state)
    table.link(address).once()
    assert [each.desk.store.db.execute(arrived).fetchone() for each in laptops] == before


def test_a_third_laptop_hears_of_the_second_through_the_first(
    laptops: tuple[Beside, Beside], tmp_path: Path, clock: FixedClock
) -> None:
    door, table = laptops
    made = msgspec.structs.replace(second_identity(door.desk), letter="C")
    third = Beside(desk_of(make_store(tmp_path / "C", made, clock), clock))
    address = door.listen()
    try:
        table.room.connect(address)
        third.room.connect(address)
        third.wait_for(lambda _desk: bool(third.room.contacts))
        table.wait_for(lambda _desk: bool(table.room.contacts))
        table.write(_receive)
        door.wait_for(lambda desk: visits(desk) == 1)
        door.room.news()
        third.wait_for(lambda desk: visits(desk) == 1)
    finally:
        third.close()
        third.desk.store.close()


def test_a_port_that_is_taken_is_passed_by_and_leaves_nothing_behind(laptops: tuple[Beside, Beside]) -> None:
    first, second = laptops
    taken = first.listen().port
    before = set(threading.enumerate())
    with pytest.raises(Problem) as refused:
        second.room.listen(LOOPBACK, (taken,))
    assert refused.value.code == "peer_port_taken"
    assert set(threading.enumerate()) == before
    assert second.room.listen(LOOPBACK, (taken, *ANY_PORT)) != taken
