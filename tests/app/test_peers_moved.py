"""A laptop whose address has changed overnight is found again; multicast itself is the network's affair."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.peer_code import Address, Found
from desktop.app.peer_room import Link
from desktop.app.peers import KeptLink, at_start, remember_links
from desktop.sync.peer_finding import site_mark
from tests.helpers.peers import LOOPBACK, Beside, laptops_beside

NOBODY = Address(LOOPBACK, 1)


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    with laptops_beside(tmp_path, clock) as both:
        yield both


def _missed(door: Beside, table: Beside) -> None:
    """The table talked to the door, which is not there any more."""
    table.room.connect(door.listen())
    table.wait_for(lambda _desk: bool(table.room.contacts))
    door.room.stop_listening()
    table.wait_for(lambda _desk: bool(table.room.links[0].problem))


def _link(door: Beside, address: Address) -> Link:
    return Link(address, door.desk.identity.device_id, "A")


def test_the_door_is_found_where_it_is_now_and_talked_to_nowhere_else(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    _missed(door, table)
    here = door.listen()
    table.room.saw((Found("A", here, door.desk.identity.device_id[:8]),))
    table.wait_for(lambda _desk: table.room.links == (_link(door, here),))


def test_who_pretends_to_be_the_door_changes_nothing(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    _missed(door, table)
    before = [link.address for link in table.room.links]
    for device in ("", "ffffffff"):
        table.room.saw((Found("A", NOBODY, device),))
        assert NOBODY not in table.room._talking
    table.room.saw((Found("A", NOBODY, door.desk.identity.device_id[:8]),))
    assert [link.address for link in table.room.links] == before
    table.wait_for(lambda _desk: NOBODY not in table.room._talking)
    assert [link.address for link in table.room.links] == before


def test_many_false_addresses_are_not_as_many_links(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    _missed(door, table)
    with socket.create_server(("", 0), backlog=300) as silent:
        false = [Address(f"127.0.1.{number}", silent.getsockname()[1]) for number in range(1, 201)]
        table.room.saw(tuple(Found("A", each, door.desk.identity.device_id[:8]) for each in false))
        assert sum(each.name.startswith("peer 127.0.1.") for each in threading.enumerate()) == 10


def test_its_new_code_takes_the_place_of_the_old_address(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    _missed(door, table)
    here = door.listen()
    table.room.connect(here)
    table.wait_for(lambda _desk: table.room.links == (_link(door, here),))


def test_it_is_known_after_a_restart_which_laptop_was_there(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    device_id = door.desk.identity.device_id
    table.room.connect(door.listen())
    table.wait_for(lambda _desk: bool(table.room.contacts))
    links = (KeptLink(NOBODY, device_id, "A"), KeptLink(Address("192.168.0.9")))
    table.do(lambda desk: remember_links(desk, links))
    assert table.do(at_start).links == links


def test_the_mark_of_a_site_says_nothing_of_it() -> None:
    assert site_mark("0198") == site_mark("0198") != site_mark("0199")
    assert len(site_mark("0198")) == 8
