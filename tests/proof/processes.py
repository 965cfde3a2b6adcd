"""Headquarters and laptops as processes of their own, which can be killed, and the world that sees what is left."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from core.fail_points import KILLED, VARIABLE, FailPoint
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.settings import change_setting
from desktop.app.site import begin_site, desk_of
from desktop.cli import place
from desktop.storage.identity import Identity
from hq import places
from tests.helpers.apart import second_identity
from tests.helpers.headquarters import Headquarters
from tests.helpers.postgres import fresh_database
from tests.helpers.sites import KEY, fixed_clock, make_identity
from tests.proof.invariants import check_all, come_to_rest
from tests.proof.road import Road
from tests.proof.world import Node, World, opened

PASSPHRASE = "ひみつ"
_ROOT = Path(__file__).parents[2]
_PATIENCE = 120
DEAD = KILLED.value if sys.platform == "win32" else -KILLED
Ran = subprocess.CompletedProcess[str]
Through = Callable[[int], AbstractContextManager[int]]
"""What lies between: given headquarters' port, the port that laptops speak to."""


@dataclass
class Served:
    """`madoguchi-hq serve`. It comes back at the port that it had first."""

    surroundings: dict[str, str]
    port: int = 0
    _process: "subprocess.Popen[str] | None" = field(default=None)

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, fail_at: FailPoint | None = None) -> None:
        """Until it serves."""
        assert self._begin(fail_at), "headquarters has not started"

    def dies_starting(self, point: FailPoint) -> None:
        """It is killed before it serves."""
        assert not self._begin(point)
        self.died()

    def died(self) -> None:
        """Wait until it is dead, by its own hand."""
        assert self._ended() == DEAD

    def kill(self) -> None:
        """With no word of warning."""
        assert self._process is not None
        self._process.kill()
        self.died()

    def stop(self) -> None:
        """If it runs; in good order."""
        if self._process is not None:
            self._process.terminate()
            assert self._ended() == 0

    def ask(self, *words: str, fail_at: FailPoint | None = None) -> Ran:
        """A command of `madoguchi-hq`."""
        return _run("hq", words, {**self.surroundings, VARIABLE: fail_at or ""})

    def _begin(self, fail_at: FailPoint | None) -> bool:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hq", "serve", "--port", str(self.port), "--json"],
            env={**self.surroundings, VARIABLE: fail_at or ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=_ROOT,
        )
        assert self._process.stdout is not None
        first = self._process.stdout.readline()
        self.port = int(json.loads(first)["port"]) if first else self.port
        return bool(first)

    def _ended(self) -> int:
        assert self._process is not None
        process, self._process = self._process, None
        code = process.wait(_PATIENCE)
        assert process.stdout is not None
        process.stdout.close()
        return code


@dataclass
class Stage:
    """A world whose headquarters is `served`, and whose laptops can be asked by command."""

    world: World
    served: Served

    @property
    def first(self) -> Node:
        return self.world.node(0)

    @property
    def second(self) -> Node:
        return self.world.node(1)

    def run(self, node: Node, *words: str, fail_at: FailPoint | None = None) -> Ran:
        """A command of this laptop; its file is closed here meanwhile. What was recorded before is noted down."""
        self.world.ledger.watch(self.world)
        path = node.desk.store.path
        node.close()
        surroundings = {**os.environ, place.PASSPHRASE: PASSPHRASE, VARIABLE: fail_at or ""}
        done = _run("desktop", (*words, "--data", str(path.parents[2])), surroundings)
        if (path.parent / "key.json").exists() and path.exists():
            node.desk = opened(path, node.clock)
        return done

    def dies(self, node: Node, point: FailPoint, *words: str) -> None:
        """The command is killed at this point."""
        done = self.run(node, *words, fail_at=point)
        assert done.returncode == DEAD, (point, done)

    def hq_dies(self, point: FailPoint, work: Callable[[], object]) -> None:
        """Whatever `work` asks of headquarters kills it at this point; then it is started again."""
        self.served.stop()
        self.served.start(point)
        work()
        self.served.died()
        self.served.start()

    def refused(self, node: Node, *words: str) -> None:
        """The command says in words why it could not."""
        assert self.tries(node, *words) == 1

    def tries(self, node: Node, *words: str) -> int:
        """It comes about, or the command says in words why not; the exit code."""
        done = self.run(node, *words)
        assert done.returncode in (0, 1), done
        assert "Traceback" not in done.stderr, done
        assert bool(done.returncode) == ("。" in done.stderr), done
        return done.returncode

    def ends_well(self) -> None:
        """Everybody exchanges on a good line: nothing was lost, nothing came twice, all agree."""
        self.world.ledger.watch(self.world)
        come_to_rest(self.world)
        check_all(self.world)

    def add_laptop(self, name: str, identity: Identity) -> Node:
        """In a data folder of its own, as the program finds it; not enrolled."""
        clock = fixed_clock()
        desk = desk_of(begin_site(self.world.folder / name, identity, KEY, PASSPHRASE, clock), clock)
        made = Node(name, desk, clock)
        self.world.everybody.append(made)
        change_setting(desk, "visitor_fields", "name")
        open_day(desk)
        return made


@contextmanager
def stage(folder: Path, through: Through = nullcontext) -> Iterator[Stage]:
    """Site X with laptops A and B, enrolled at a headquarters that is a process."""
    with ExitStack() as things:
        database_url = things.enter_context(fresh_database())
        surroundings = {**os.environ, places.DATABASE: database_url}
        made = things.enter_context(staged(surroundings, database_url, folder, through))
        things.callback(made.world.drop_copies)
        things.callback(made.served.stop)
        hq = made.world.hq
        first = made.add_laptop("XA", make_identity())
        second = made.add_laptop("XB", second_identity(first.desk))
        made.world.roots[first.desk.identity.site_id] = first.desk.identity.root_seed or b""
        _acquaint(first.desk, second.desk)
        enrol(first.desk, hq.url, hq.code(hq.add_site("X")))
        enrol(second.desk, hq.url, hq.code(first.desk.identity.site_id))
        yield made


@contextmanager
def staged(
    surroundings: dict[str, str], database_url: str, folder: Path, through: Through = nullcontext
) -> Iterator[Stage]:
    """Headquarters in these surroundings, and no laptop yet."""
    served = Served(surroundings)
    with ExitStack() as things:
        things.callback(served.stop)
        served.start()
        port = things.enter_context(through(served.port))
        hq = Headquarters(f"http://127.0.0.1:{port}", database_url)
        made = World(hq, Road(_nowhere), folder, [], {})
        things.callback(_close, made)
        yield Stage(made, served)


def _acquaint(*desks: Desk) -> None:
    """Each has the other's certificate."""
    for desk in desks:
        for other in desks:
            desk.store.db.execute(
                "INSERT OR IGNORE INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
                [other.identity.device_id, msgspec.msgpack.encode(other.identity.certificate)],
            )


def _run(program: str, words: tuple[str, ...], surroundings: dict[str, str]) -> Ran:
    command = [sys.executable, "-m", program, *words]
    return subprocess.run(
        command, env=surroundings, cwd=_ROOT, capture_output=True, encoding="utf-8", check=False, timeout=_PATIENCE
    )


def _nowhere(*_: object) -> list[bytes]:
    raise AssertionError("headquarters is elsewhere")


def _close(world: World) -> None:
    for node in world.everybody:
        node.close()
