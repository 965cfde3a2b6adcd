"""Old and new programs side by side lose nothing: over real HTTP, with what the other one cannot know left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.facts import Consultation
from desktop.storage.facts import FactTables
from tests.proof import deeds, mishaps
from tests.proof.invariants import check_all, come_to_rest
from tests.proof.versions import OLD_SEGMENTS, newer_program
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


def _revoked(world: World, number: int) -> list[str]:
    return [device for (device,) in world.node(number).desk.store.db.execute("SELECT device_id FROM revocation")]


def _minutes(facts: FactTables) -> list[int]:
    return [case.minutes for case in facts.where(Consultation, "1")]


def test_an_older_laptop_hears_after_its_upgrade_what_it_read_past(world: World) -> None:
    older, second = world.node(0), world.node(1)
    come_to_rest(world)
    world.use_older(older)
    mishaps.revoke_at_hq(world, second)
    deeds.walk_in(older)
    world.exchange(older)
    assert _revoked(world, 0) == []
    world.upgrade(older)
    world.exchange(older)
    assert _revoked(world, 0) == [second.desk.identity.device_id]


def test_an_older_headquarters_is_told_again_after_its_upgrade(world: World) -> None:
    first, second = world.node(0), world.node(1)
    world.hq_is_older = True
    come_to_rest(world)
    mishaps.revoke_by_root(world, second)
    world.exchange(first)
    assert world.stopped() == set()
    world.hq_is_older = False
    come_to_rest(world)
    assert world.stopped() == {second.desk.identity.device_id}


def test_an_older_headquarters_that_takes_less_at_a_time_gets_everything(world: World) -> None:
    node = world.node(0)
    world.hq_is_older = True
    for _ in range(OLD_SEGMENTS + 2):
        deeds.walk_in(node)
        node.desk.store.outbox.cut_segments()
    come_to_rest(world)
    assert node.desk.store.outbox.pending() == 0


def test_what_a_newer_laptop_writes_is_kept_passed_on_and_counted_after_the_upgrade(world: World) -> None:
    newer, older = world.node(0), world.node(1)
    world.hq_is_older = True
    world.use_older(older)
    deeds.consult(newer, 0)
    deeds.write_as_newer(world, newer, 7)
    come_to_rest(world)
    kinds = world.hq.query("SELECT kind, schema_version FROM event WHERE schema_version = 2 OR kind LIKE '%%rated'")
    assert sorted(kinds) == [("consultation.rated", 1), ("consultation.recorded", 2)]
    assert sorted(_minutes(older.desk.store.facts)) == [10]  # as headquarters does: no guess at what is newer
    assert world.hq.query("SELECT minutes FROM fact_consultation") == [(10,)]
    with newer_program():
        older.desk.store.journal.rebuild()
        assert sorted(_minutes(older.desk.store.facts)) == [5, 7]
    older.desk.store.journal.rebuild()
