"""What must be true of a world once everybody has spoken with headquarters and nothing new happens."""

from typing import Any

from core.events import decode_event
from core.facts import FACTS, Fact, table_of
from core.placement import Placement, placements
from desktop.app.desk import Desk
from desktop.app.sending import send_now
from desktop.storage.facts import FactTables
from hq.intake.facts import columns
from tests.proof.world import Node, World

ROUNDS = 12


def come_to_rest(world: World) -> None:
    """Everybody exchanges in turn until nobody has anything to say. A bounded number of rounds is enough."""
    for _ in range(ROUNDS):
        moved = 0
        for node in world.nodes:
            report = send_now(node.desk)
            moved += report.sent + report.pulled + report.pending
        if not moved:
            return
    raise AssertionError(f"still moving after {ROUNDS} rounds")


def check_all(world: World) -> None:
    """Every invariant, site by site."""
    for site_id in {node.desk.identity.site_id for node in world.nodes}:
        nodes = [node for node in world.nodes if node.desk.identity.site_id == site_id]
        check_nothing_is_lost(world, nodes, site_id)
        check_replicas(world, nodes, site_id)
        check_rebuild(nodes)
    check_erased(world)
    check_sealed(world)


def check_nothing_is_lost(world: World, nodes: list[Node], site_id: str) -> None:
    """Every event of any laptop is at headquarters and at every other laptop, once."""
    there = world.hq.query("SELECT event_id FROM event WHERE site_id = %s", site_id)
    known = {event_id for (event_id,) in there}
    assert len(known) == len(there)
    for node in nodes:
        assert _event_ids(node.desk) == known, node.name
        assert node.desk.store.outbox.pending() == 0


def check_replicas(world: World, nodes: list[Node], site_id: str) -> None:
    """All laptops show the same; headquarters shows the plain part of it."""
    first, *others = [_facts(node.desk.store.facts) for node in nodes]
    for fact in FACTS:
        for other in others:
            assert other[fact] == first[fact], fact.__name__
    for fact in FACTS:
        names = list(columns(fact))
        rows = world.hq.query(f"SELECT {', '.join(names)} FROM {table_of(fact)} WHERE site_id = %s", site_id)
        assert sorted(rows, key=repr) == sorted(_plain(first[fact], names), key=repr), fact.__name__


def check_rebuild(nodes: list[Node]) -> None:
    """Facts made anew from the journal are the same facts."""
    for node in nodes:
        before = _facts(node.desk.store.facts)
        node.desk.store.journal.rebuild()
        assert _facts(node.desk.store.facts) == before, node.name


def check_erased(world: World) -> None:
    """Nobody has the key of an erased person, and no name of theirs is seen."""
    for node in world.nodes:
        kept = node.desk.store.db.execute("SELECT entity_id FROM key_record").fetchall()
        assert not world.erased & {entity for (entity,) in kept}, node.name
    assert not world.erased & {entity for (entity,) in world.hq.query("SELECT entity_id FROM key_record")}


def check_sealed(world: World) -> None:
    """No event at headquarters tells a name or a note."""
    for (data,) in world.hq.query("SELECT data FROM event"):
        assert "秘密".encode() not in bytes(decode_event(bytes(data)).plain)


def _event_ids(desk: Desk) -> set[str]:
    return {event_id for (event_id,) in desk.store.db.execute("SELECT event_id FROM event").fetchall()}


def _facts(tables: FactTables) -> dict[type[Fact], list[dict[str, Any]]]:
    return {fact: _rows(tables, fact) for fact in FACTS}


def _rows(tables: FactTables, fact: type[Fact]) -> list[dict[str, Any]]:
    names = [name for name, where in placements(fact).items() if where is not Placement.LOCAL]
    rows = [{name: getattr(row, name) for name in names} for row in tables.where(fact, "1")]
    return sorted(rows, key=lambda row: str(row[names[0]]))


def _plain(rows: list[dict[str, Any]], names: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]
