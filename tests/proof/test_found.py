"""Faults that the machine found, each played by hand. All invariants are asked at the end, as in the machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.facts import Attendance
from tests.proof import deeds, mishaps
from tests.proof.invariants import check_all, come_to_rest
from tests.proof.road import Fault
from tests.proof.world import World
from tests.proof.world import world as a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Site X with two laptops, site Y with one."""
    with a_world(tmp_path) as made:
        yield made
        made.ledger.watch(made)
        come_to_rest(made)
        check_all(made)


def test_a_restored_headquarters_that_a_copy_of_the_disk_spoke_with_first(world: World) -> None:
    original = world.node(2)
    world.exchange(original)
    mishaps.clone(world, original)
    copy = world.node(3)
    world.keep_hq()
    deeds.walk_in(copy)
    world.exchange(copy)
    mishaps.hq_goes_back(world, 0)
    deeds.walk_in(original)
    world.exchange(original)  # under the very numbers that the copy's records had
    assert world.hq.query("SELECT count(DISTINCT entity_id) FROM event WHERE kind = 'attendance.recorded'") == [(1,)]
    come_to_rest(world)
    assert world.hq.query("SELECT count(DISTINCT entity_id) FROM event WHERE kind = 'attendance.recorded'") == [(2,)]


def test_what_a_laptop_had_of_a_stopped_one_before_it_heard_of_it(world: World) -> None:
    first, second = world.node(0), world.node(1)
    for node in (first, second):
        world.exchange(node)
    deeds.walk_in(second)
    mishaps.meet(world, first, second)  # and only now headquarters stops it
    mishaps.revoke_at_hq(world, second)
    world.exchange(first)
    rows = first.desk.store.db.execute("SELECT DISTINCT reason FROM bad_segment").fetchall()
    assert rows == [("revoked_device",)]
    assert not first.desk.store.facts.where(Attendance, "1")


def test_a_laptop_stopped_by_the_sheet_that_an_older_headquarters_goes_on_with(world: World) -> None:
    first, second = world.node(0), world.node(1)
    world.hq_is_older = True
    come_to_rest(world)
    mishaps.revoke_by_root(world, second)
    deeds.walk_in(second)
    world.exchange(second)
    mishaps.meet(world, first, second)
    assert first.desk.store.db.execute("SELECT reason FROM bad_segment").fetchall() == [("revoked_device",)]
    world.hq_is_older = False


def test_an_answer_that_changed_on_the_way_moves_no_cursor(world: World) -> None:
    reader, writer = world.node(0), world.node(1)
    come_to_rest(world)
    deeds.walk_in(writer)
    world.exchange(writer)
    world.exchange(reader, Fault.GARBLED)
    assert reader.desk.store.db.execute("SELECT count(*) FROM bad_segment").fetchone() == (0,)
    world.exchange(reader)
    assert len(reader.desk.store.facts.where(Attendance, "1")) == 1


def test_what_a_copy_of_the_disk_brought_of_another_laptop(world: World) -> None:
    first, second = world.node(0), world.node(1)
    come_to_rest(world)
    mishaps.clone(world, first)
    copy = world.node(3)
    deeds.walk_in(second)
    mishaps.meet(world, first, second)
    world.exchange(first)
    world.exchange(copy)
    assert len(copy.desk.store.facts.where(Attendance, "1")) == 1
