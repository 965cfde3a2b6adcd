"""Laptops of two sites, headquarters on PostgreSQL, and the road between them, on which anything can go wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from core.clock import FixedClock
from core.wire import ExchangeAnswer, ExchangeRequest
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.sending import send_now
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.storage.store import open_store
from desktop.sync.exchange import ExchangeReport
from desktop.sync.exchange import exchange as carry_out
from desktop.sync.faults import SyncProblem
from tests.helpers.apart import second_identity
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.sites import KEY, fixed_clock, make_identity, make_store
from tests.proof.ledger import Ledger
from tests.proof.road import Fault, Road
from tests.proof.versions import OldTransport, as_older


@dataclass
class Node:
    """A laptop: its open desk, its own clock, whether its program is an older one, and the copies of its file."""

    name: str
    desk: Desk
    clock: FixedClock
    is_older: bool = False
    copies: list[Path] = field(default_factory=list)

    def close(self) -> None:
        self.desk.store.close()


@dataclass
class World:
    """What deeds and mishaps act upon."""

    hq: Headquarters
    road: Road
    folder: Path
    everybody: list[Node]
    roots: dict[str, bytes]
    stick: list[tuple[str, bytes]] = field(default_factory=list)
    parcels: list[Path] = field(default_factory=list)
    answers: list[Path] = field(default_factory=list)
    hq_copies: int = 0
    hq_is_older: bool = False
    is_ahead: bool = False
    """Whether a newer program wrote something."""
    cards: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def nodes(self) -> list[Node]:
        """Everybody who may still record: all but those that were stopped and wiped."""
        return self.everybody

    def node(self, number: int) -> Node:
        return self.everybody[number % len(self.everybody)]

    def sites(self) -> list[str]:
        return sorted(self.roots)

    def exchange(self, node: Node, *faults: Fault) -> None:
        """Whatever the road does; known problems are what a laptop lives with.

        Nothing shows that an older headquarters' answer changed on the way, which TLS alone kept it from.
        """
        garbles = not self.hq_is_older
        self.road.faults = [each for each in faults if garbles or each is not Fault.GARBLED]
        with suppress(SyncProblem):
            self.send(node)
        self.road.faults = []
        self.ledger.apart |= set(self.quarantine())

    def send(self, node: Node) -> ExchangeReport:
        """One exchange as this laptop's program does it."""
        self.road.signs = not self.hq_is_older
        if node.is_older:
            outbox = node.desk.store.outbox
            return carry_out(outbox, OldTransport(outbox.identity().url))
        return send_now(node.desk)

    def use_older(self, node: Node) -> None:
        """An older program opens the file from now on: it notes down nothing of what it can read."""
        node.is_older = True
        node.desk.store.settings.put("wire", "older")

    def upgrade(self, node: Node) -> None:
        """Today's program opens the file that an older one has used."""
        if node.is_older:
            node.is_older = False
            node.close()
            node.desk = opened(node.desk.store.path, node.clock)

    def stopped(self) -> set[str]:
        """The devices that headquarters has revoked."""
        return {device for (device,) in self.hq.query("SELECT device_id FROM device WHERE revoked_at IS NOT NULL")}

    def quarantine(self) -> list[tuple[str, bytes, str]]:
        """What headquarters keeps apart for good: what waits for a certificate may come out by one."""
        rows = self.hq.query(
            "SELECT site_id, content_hash, reason FROM quarantined"
            " WHERE released_at IS NULL AND reason <> 'not_certified'"
        )
        return [(site_id, bytes(name), reason) for site_id, name, reason in rows]

    def keep_hq(self) -> None:
        self.hq_copies += 1
        self._copy_database(_name(self.hq), f"{_name(self.hq)}_copy{self.hq_copies}")

    def restore_hq(self, copy: int) -> None:
        self._copy_database(f"{_name(self.hq)}_copy{copy}", _name(self.hq))

    def _copy_database(self, source: str, target: str) -> None:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(self.hq.database_url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)))
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(target), sql.Identifier(source)
                )
            )

    def drop_copies(self) -> None:
        with psycopg.connect(self.hq.database_url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            for number in range(1, self.hq_copies + 1):
                name = sql.Identifier(f"{_name(self.hq)}_copy{number}")
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def opened(path: Path, clock: FixedClock) -> Desk:
    return desk_of(open_store(path, KEY, clock), clock)


def _name(hq: Headquarters) -> str:
    return hq.database_url.rsplit("/", 1)[1]


def _pair(folder: Path, *clocks: FixedClock) -> tuple[Desk, Desk]:
    first = desk_of(make_store(folder / "A", clock=clocks[0]), clocks[0])
    second = desk_of(make_store(folder / "B", second_identity(first), clocks[1]), clocks[1])
    for desk, other in ((first, second), (second, first)):
        desk.store.db.execute(
            "INSERT INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
            [other.identity.device_id, msgspec.msgpack.encode(other.identity.certificate)],
        )
    return first, second


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Site X with laptops A and B, site Y with A; all enrolled, with personal fields switched on."""
    roads: list[Road] = []

    def around(app: Any) -> Road:
        roads.append(Road(app))
        return roads[0]

    clocks = [fixed_clock() for _ in range(3)]
    with headquarters(around) as hq:
        a, b = _pair(folder / "X", clocks[0], clocks[1])
        y = desk_of(make_store(folder / "Y", make_identity(), clocks[2]), clocks[2])
        roots = {desk.identity.site_id: desk.identity.root_seed or b"" for desk in (a, y)}
        enrol(a, hq.url, hq.code(hq.add_site("X")))
        enrol(b, hq.url, hq.code(a.identity.site_id))
        enrol(y, hq.url, hq.code(hq.add_site("Y")))
        nodes = [Node("XA", a, clocks[0]), Node("XB", b, clocks[1]), Node("YA", y, clocks[2])]
        for node in nodes:
            change_setting(node.desk, "visitor_fields", "name,kana,phone")
            open_day(node.desk)
        made = World(hq, roads[0], folder, nodes, roots)
        with _program_of(made):
            try:
                yield made
            finally:
                for node in made.everybody:
                    node.close()
                made.drop_copies()


@contextmanager
def _program_of(made: World) -> Iterator[None]:
    """Headquarters' program is an older one while the world says so."""
    from hq.api import views

    today: Callable[[ExchangeRequest], ExchangeAnswer] = vars(views)["carry_out"]
    older = as_older(today)
    setattr(views, "carry_out", lambda request: (older if made.hq_is_older else today)(request))  # noqa: B010
    try:
        yield
    finally:
        setattr(views, "carry_out", today)  # noqa: B010
