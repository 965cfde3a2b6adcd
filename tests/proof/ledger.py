"""What laptops and headquarters were ever seen to hold: without it, nobody would miss what all have lost."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.events import decode_event
from core.problem import Problem
from core.segment import open_segment, take_apart

if TYPE_CHECKING:
    from tests.proof.world import Node, World

Mark = tuple[str, str, str, str]
"""An event however often it is written anew after a fork: device, entity, kind, logical time."""


@dataclass
class Ledger:
    """`seen` is everything that was ever recorded, `gone` what no place held any more after a disk went back."""

    seen: set[Mark] = field(default_factory=set)
    gone: set[Mark] = field(default_factory=set)
    apart: set[tuple[str, bytes, str]] = field(default_factory=set)
    """What headquarters keeps apart: site, hash, reason."""
    disks_went_back: bool = False

    def watch(self, world: "World") -> None:
        """After every step."""
        for node in world.nodes:
            self.seen |= held(node)

    def replaced(self, before: set[Mark], after: set[Mark], elsewhere: Iterable[set[Mark]]) -> None:
        """A place holds other things than before: what nobody else has is gone, and no program can bring it back."""
        self.seen |= before
        self.gone |= before - after - set().union(*elsewhere)
        self.disks_went_back = True


def held(node: "Node") -> set[Mark]:
    """The events in a laptop's journal."""
    rows = node.desk.store.db.execute("SELECT device_id, entity_id, kind, hlc FROM event").fetchall()
    return {tuple(row) for row in rows}


def counted(world: "World") -> set[Mark]:
    """The events in headquarters' journal."""
    return {_mark(bytes(data)) for (data,) in world.hq.query("SELECT data FROM event")}


def kept_apart(world: "World") -> set[Mark]:
    """The events in headquarters' quarantine, as far as they can be opened."""
    from hq.identity import key_pair

    marks: set[Mark] = set()
    keys = {node.desk.identity.transport_key for node in world.everybody}
    for what, boxed in world.hq.query("SELECT what, data FROM quarantined WHERE what IN ('segment', 'event')"):
        data = key_pair().open(bytes(boxed))
        marks |= {_mark(data)} if what == "event" else _of_segment(data, keys)
    return marks


def _of_segment(data: bytes, transport_keys: set[bytes]) -> set[Mark]:
    for key in transport_keys:
        with suppress(Problem):
            return {_mark(line) for line in open_segment(take_apart(data), key)}
    return set()


def _mark(data: bytes) -> Mark:
    event = decode_event(data)
    return (event.device_id, event.entity_id, event.kind, event.hlc)
