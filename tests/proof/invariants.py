"""What must be true of a world once everybody has spoken with headquarters and nothing new happens.

Each promise has a check of its own name; `check_all` asks for all of them.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from core.events import decode_event
from core.facts import FACTS, Erasure, Fact, table_of
from core.ids import new_entity_id
from core.placement import Placement, placements
from desktop.app.people import find_people
from desktop.app.unsettled import unsettled_between
from desktop.storage.facts import FactTables
from hq.intake.facts import columns
from tests.helpers.segments import bring
from tests.helpers.sites import make_store
from tests.proof.ledger import counted, kept_apart
from tests.proof.versions import newer_program
from tests.proof.world import Node, World

ROUNDS = 12
REQUESTS_A_ROUND = 12  # of one laptop: what it sends, what it reads, and a few surprises
CHUNK = 7

Rows = dict[type[Fact], list[dict[str, Any]]]


def come_to_rest(world: World) -> None:
    """Everybody exchanges in turn until nobody has anything to say. A bounded number of rounds is enough."""
    for _ in range(ROUNDS):
        moved = 0
        for node in world.nodes:
            asked = world.road.requests
            report = world.send(node)
            moved += report.sent + report.pulled + report.pending
            assert world.road.requests - asked <= REQUESTS_A_ROUND, node.name
        if not moved:
            return
    raise AssertionError(f"still moving after {ROUNDS} rounds")


def check_all(world: World) -> None:
    """Every invariant: as it is, after everything came once more, and as the next version's program sees it."""
    check_nothing_is_lost(world)
    check_quarantine(world)
    check_sealed(world)
    stopped = world.stopped()
    sites = [_laptops(world, site_id, stopped) for site_id in world.sites()]
    for nodes in filter(None, sites):
        check_same_events(world, nodes)
        check_replicas(nodes)
        check_conflicts(nodes)
        check_cursor(world, nodes)
        check_rebuild(nodes)
        check_any_order(nodes[0])
    check_erased(world, [node for nodes in sites for node in nodes])
    check_once_only(world, [node for nodes in sites for node in nodes])
    with _of_the_next_version(world):
        for nodes in filter(None, sites):
            check_replicas(nodes)
            check_headquarters(world, nodes[0])


def _laptops(world: World, site_id: str, stopped: set[str]) -> list[Node]:
    """Those of a site that take part."""
    mine = [node for node in world.nodes if node.desk.identity.site_id == site_id]
    return [node for node in mine if node.desk.identity.device_id not in stopped]


@contextmanager
def _of_the_next_version(world: World) -> Iterator[None]:
    """If a newer program wrote anything: with everybody upgraded and all facts made anew, else as it is."""
    if not world.is_ahead:
        yield
        return
    with newer_program():
        _rebuild_headquarters()
        for node in world.nodes:
            node.desk.store.journal.rebuild()
        yield


def _rebuild_headquarters() -> None:
    from django.db import transaction

    from hq.database import cursor
    from hq.intake.facts import rebuild

    with transaction.atomic():
        rebuild(cursor())


def check_nothing_is_lost(world: World) -> None:
    """Whatever was recorded anywhere counts at headquarters or is kept apart there, where a person sees it."""
    world.ledger.watch(world)
    missing = world.ledger.seen - world.ledger.gone - counted(world) - kept_apart(world)
    assert not missing, sorted(missing)[:5]
    for node in world.nodes:
        assert node.desk.store.outbox.pending() == 0, node.name


def check_same_events(world: World, nodes: list[Node]) -> None:
    """Every event of any laptop is at headquarters and at every other laptop, once."""
    there = world.hq.query("SELECT event_id FROM event WHERE site_id = %s", nodes[0].desk.identity.site_id)
    known = {event_id for (event_id,) in there}
    assert len(known) == len(there)
    for node in nodes:
        here = {event_id for (event_id,) in _rows_of(node, "SELECT event_id FROM event")}
        assert here == known, (node.name, sorted(here ^ known)[:5])


def check_replicas(nodes: list[Node]) -> None:
    """All laptops show the same."""
    first, *others = [_facts(node.desk.store.facts) for node in nodes]
    for other in others:
        for fact in FACTS:
            assert other[fact] == first[fact], fact.__name__


def check_headquarters(world: World, node: Node) -> None:
    """Headquarters shows the plain part of it."""
    facts = _facts(node.desk.store.facts)
    for fact in FACTS:
        names = list(columns(fact))
        query = f"SELECT {', '.join(names)} FROM {table_of(fact)} WHERE site_id = %s"
        rows = world.hq.query(query, node.desk.identity.site_id)
        assert sorted(rows, key=repr) == sorted(_plain(facts[fact], names), key=repr), fact.__name__


def check_conflicts(nodes: list[Node]) -> None:
    """要確認 is the same list wherever one looks, whatever the clock says."""
    lists = [
        Counter((item.conflict, item.about) for item in unsettled_between(node.desk, date.min, date.max))
        for node in nodes
    ]
    shared = [Counter({key: n for key, n in each.items() if key[0] not in _OWN}) for each in lists]
    assert all(each == shared[0] for each in shared), shared


_OWN = {"refused"}
"""What a laptop lists of itself alone."""


def check_cursor(world: World, nodes: list[Node]) -> None:
    """Every numbered thing reached each laptop; no number was given twice."""
    site_id = nodes[0].desk.identity.site_id
    numbers = [number for (number,) in world.hq.query(_NUMBERED, *[site_id] * 7)]
    assert len(set(numbers)) == len(numbers)
    for table, query in _RELAYED.items():
        there = {key for (key,) in world.hq.query(query, site_id)}
        for node in nodes:
            here = {key for (key,) in _rows_of(node, f"SELECT {_KEY[table]} FROM {table}")}
            assert here >= there, (node.name, table, sorted(there - here)[:5])
    buried = {key for (key,) in world.hq.query("SELECT key_id FROM erased_key WHERE site_id = %s", site_id)}
    for node in nodes:  # who never had such a key notes nothing down
        kept = buried & {key for (key,) in _rows_of(node, "SELECT key_id FROM key_record")}
        assert not kept, (node.name, sorted(kept)[:5])


_NUMBERED = " UNION ALL ".join(
    f"SELECT {column} FROM {table} WHERE site_id = %s AND {column} IS NOT NULL"
    for table, column in (
        ("event", "site_seq"),
        ("segment", "site_seq"),
        ("key_record", "site_seq"),
        ("key_grant", "site_seq"),
        ("erased_key", "site_seq"),
        ("device", "certificate_seq"),
        ("device", "revocation_seq"),
    )
)
_RELAYED = {
    "key_record": "SELECT key_id FROM key_record WHERE site_id = %s",
    "certificate": "SELECT device_id FROM device WHERE site_id = %s AND certificate IS NOT NULL",
    "revocation": "SELECT device_id FROM device WHERE site_id = %s AND revocation IS NOT NULL",
}
_KEY = {"key_record": "key_id", "certificate": "device_id", "revocation": "device_id"}


def check_rebuild(nodes: list[Node]) -> None:
    """Facts made anew from the journal are the same facts."""
    for node in nodes:
        before = _facts(node.desk.store.facts)
        node.desk.store.journal.rebuild()
        assert _facts(node.desk.store.facts) == before, node.name


def check_any_order(node: Node) -> None:
    """A laptop that gets the same events in any other order, piece by piece, shows the same."""
    other = msgspec.structs.replace(node.desk.identity, device_id=new_entity_id())  # it writes down what it erases
    lines = [bytes(data) for (data,) in _rows_of(node, "SELECT data FROM event ORDER BY event_id")]
    random.Random(len(lines)).shuffle(lines)
    with TemporaryDirectory() as folder:
        store = make_store(Path(folder), other, node.clock)
        try:
            with store.db.atomic():
                for key in _rows_of(node, "SELECT key_id, entity_id, data, confirmed FROM key_record"):
                    store.db.execute("INSERT INTO key_record VALUES (?, ?, ?, ?)", key)
                for start in range(0, len(lines), CHUNK):
                    store.journal.absorb(lines[start : start + CHUNK])
            shown = _facts(store.facts)
            shown[Erasure] = [row for row in shown[Erasure] if row["device_id"] != other.device_id]
            assert shown == _facts(node.desk.store.facts), node.name
        finally:
            store.close()


def check_once_only(world: World, nodes: list[Node]) -> None:
    """Everything once more, by file to headquarters and to every laptop: it changes nothing."""
    from hq.intake.exchange import take_segments

    before = _state(world, nodes)
    for node in nodes:
        site_id = node.desk.identity.site_id
        segments = [bytes(data) for (data,) in _rows_of(node, "SELECT data FROM segment ORDER BY hash")]
        take_segments(site_id, tuple(segments))
        for other in nodes:
            for data in segments if other.desk.identity.site_id == site_id else ():
                bring(other.desk, data)
    after = _state(world, nodes)
    assert after == before
    come_to_rest(world)
    assert _state(world, nodes) == before


def _state(world: World, nodes: Sequence[Node]) -> dict[str, object]:
    there = {table: world.hq.query(f"SELECT count(*) FROM {table}") for table in ("event", "segment", "key_record")}
    facts = {table_of(fact): sorted(world.hq.query(f"SELECT * FROM {table_of(fact)}"), key=repr) for fact in FACTS}
    here = {node.name: (_facts(node.desk.store.facts), len(_rows_of(node, "SELECT 1 FROM event"))) for node in nodes}
    vector = sorted(world.hq.query("SELECT device_id, epoch, seq FROM reached"))
    return {**there, **facts, **here, "vector": vector}


def check_erased(world: World, nodes: list[Node]) -> None:
    """Nobody has the key of an erased person, no name of theirs stands anywhere, and no search finds them.

    What a stopped laptop erased is kept apart like all that it wrote, and holds once a person has released it.
    """
    erased = {entity for (_, entity, kind, _) in counted(world) if kind == "person.erased"}
    assert not erased & {entity for (entity,) in world.hq.query("SELECT entity_id FROM key_record")}
    names = [world.names[each] for each in erased if each in world.names]
    for node in nodes:
        kept = {entity for (entity,) in _rows_of(node, "SELECT entity_id FROM key_record")}
        assert not erased & kept, node.name
        everything = _everything(node)
        told = [each if isinstance(each, bytes) else str(each).encode() for each in everything]
        for name in names:
            assert not any(name.encode() in each for each in told), (node.name, name)
            found = {line.person.person_id for line in find_people(node.desk, name)}
            assert not found & erased, (node.name, name)


def check_sealed(world: World) -> None:
    """No event at headquarters tells a name or a note."""
    for (data,) in world.hq.query("SELECT data FROM event"):
        assert "秘密".encode() not in bytes(decode_event(bytes(data)).plain)


def check_quarantine(world: World) -> None:
    """Nothing leaves headquarters' quarantine by itself; where no disk went back, nothing of a good laptop is in it."""
    now = set(world.quarantine())
    assert world.ledger.apart <= now, world.ledger.apart - now
    reasons = {reason for _, _, reason in now}
    expected = {"revoked_device"} if world.stopped() else set()
    assert world.ledger.disks_went_back or reasons <= expected, reasons


def _everything(node: Node) -> list[Any]:
    """Every value of the file."""
    return [value for table in _tables(node) for row in _rows_of(node, f"SELECT * FROM {table}") for value in row]


def _tables(node: Node) -> list[str]:
    rows = _rows_of(node, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    return [f'"{name}"' for (name,) in rows]


def _rows_of(node: Node, query: str) -> list[tuple[Any, ...]]:
    return list(node.desk.store.db.execute(query).fetchall())


def _facts(tables: FactTables) -> Rows:
    return {fact: _rows(tables, fact) for fact in FACTS}


def _rows(tables: FactTables, fact: type[Fact]) -> list[dict[str, Any]]:
    names = [name for name, where in placements(fact).items() if where is not Placement.LOCAL]
    rows = [{name: getattr(row, name) for name in names} for row in tables.where(fact, "1")]
    return sorted(rows, key=lambda row: str(row[names[0]]))


def _plain(rows: list[dict[str, Any]], names: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]
