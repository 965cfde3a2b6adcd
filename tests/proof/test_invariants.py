"""Each promise broken on purpose, on a disk or at headquarters: its check must see it, or it proves nothing."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from core.events import decode_event, encode_event
from desktop.sync.exchange import ExchangeReport
from tests.proof import deeds, invariants
from tests.proof.world import Node, World
from tests.proof.world import world as a_world

Check = Callable[[World], object]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """At rest, with a visit that two laptops received, somebody erased, and a copy of headquarters to go back to."""
    with a_world(tmp_path_factory.mktemp("world")) as made:
        first, second = made.node(0), made.node(1)
        deeds.register(made, first)
        invariants.come_to_rest(made)
        for node in (first, second):
            deeds.receive(made, node, 0)
            deeds.consult(node, 0)
        deeds.register(made, second)
        invariants.come_to_rest(made)
        deeds.erase(second, 1)
        invariants.come_to_rest(made)
        made.keep_hq()
        yield made


def _nodes(world: World) -> list[Node]:
    return world.nodes[:2]


_ON_A_DISK: dict[str, tuple[str, Check]] = {
    "an event is missing": (
        "DELETE FROM event WHERE kind = 'attendance.recorded'",
        lambda world: invariants.check_same_events(world, _nodes(world)),
    ),
    "a row is another": (
        "UPDATE fact_attendance SET age_band = '30s'",
        lambda world: invariants.check_replicas(_nodes(world)),
    ),
    "a row does not follow from the events": (
        "UPDATE fact_attendance SET age_band = '30s'",
        lambda world: invariants.check_any_order(world.node(1)),
    ),
    "a conflict is not listed": (
        "UPDATE fact_attendance SET double_of = NULL",
        lambda world: invariants.check_conflicts(_nodes(world)),
    ),
    "a key never came": ("DELETE FROM key_record", lambda world: invariants.check_cursor(world, _nodes(world))),
    "an erased person has a key": (
        "INSERT INTO key_record SELECT 'again', entity_id, x'00', 1 FROM event WHERE kind = 'person.erased'",
        lambda world: invariants.check_erased(world, _nodes(world)),
    ),
}
_AT_HEADQUARTERS: dict[str, tuple[str, Check]] = {
    "an event is lost": (
        "DELETE FROM event WHERE kind = 'attendance.recorded'",
        invariants.check_nothing_is_lost,
    ),
    "a row is another": (
        "UPDATE fact_attendance SET age_band = '30s'",
        lambda world: invariants.check_headquarters(world, world.node(0)),
    ),
    "a number was given twice": (
        "UPDATE key_record SET site_seq = (SELECT min(site_seq) FROM event WHERE event.site_id = key_record.site_id)"
        " WHERE id = (SELECT min(id) FROM key_record)",
        lambda world: invariants.check_cursor(world, _nodes(world)),
    ),
    "what comes again counts again": (
        "DELETE FROM segment",
        lambda world: invariants.check_once_only(world, _nodes(world)),
    ),
    "an erased person has a key": (
        "UPDATE key_record SET entity_id = (SELECT entity_id FROM event WHERE kind = 'person.erased')"
        " WHERE id = (SELECT min(id) FROM key_record)",
        lambda world: invariants.check_erased(world, _nodes(world)),
    ),
}


@pytest.mark.parametrize("broken", _ON_A_DISK)
def test_on_a_disk(broken: str, world: World) -> None:
    sabotage, check = _ON_A_DISK[broken]
    db = world.node(1).desk.store.db
    check(world)
    db.execute("SAVEPOINT whole")
    db.execute(sabotage)
    try:
        with pytest.raises(AssertionError):
            check(world)
    finally:
        db.execute("ROLLBACK TO whole")
        db.execute("RELEASE whole")


@pytest.mark.parametrize("broken", _AT_HEADQUARTERS)
def test_at_headquarters(broken: str, world: World) -> None:
    sabotage, check = _AT_HEADQUARTERS[broken]
    world.hq.query(sabotage)
    try:
        with pytest.raises(AssertionError):
            check(world)
    finally:
        world.restore_hq(1)


def test_a_name_that_headquarters_can_read(world: World) -> None:
    ((event_id, data),) = world.hq.query("SELECT event_id, data FROM event LIMIT 1")
    told = msgspec.structs.replace(decode_event(bytes(data)), plain=msgspec.Raw('{"note":"秘密"}'.encode()))
    world.hq.query("UPDATE event SET data = %s WHERE event_id = %s", encode_event(told), event_id)
    try:
        with pytest.raises(AssertionError):
            invariants.check_sealed(world)
    finally:
        world.restore_hq(1)


def test_something_that_left_quarantine_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world.ledger, "apart", {("site", b"hash", "fork")})
    with pytest.raises(AssertionError):
        invariants.check_quarantine(world)


def test_an_exchange_that_never_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = ExchangeReport(pulled=1)
    monkeypatch.setattr(world, "send", lambda node: endless)
    with pytest.raises(AssertionError, match="still moving"):
        invariants.come_to_rest(world)
