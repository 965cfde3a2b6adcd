"""Laptops on real files that talk over real HTTP on loopback, each with a thread that owns its database."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from core.clock import FixedClock
from core.facts import Attendance
from core.peer_code import Address
from desktop.app.desk import Desk
from desktop.app.peer_room import PeerRoom
from desktop.app.peers import PeersOnDesk
from desktop.sync.peer_client import Peer
from desktop.sync.peer_link import PeerLink, Watch
from tests.helpers.apart import two_laptops

T = TypeVar("T")
LOOPBACK = "127.0.0.1"
ANY_PORT = (0,)
PATIENCE = 20


class Beside:
    """A desk on its own thread, as in the window."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._thread = ThreadPoolExecutor(1)
        self._told = threading.Condition()
        self.store = PeersOnDesk(self.do, lambda _changed: self.tell())
        self.room = PeerRoom(self.store, desk.clock, self.tell)

    def do(self, work: Callable[[Desk], T]) -> T:
        """Run on the desk's thread."""
        return self._thread.submit(work, self.desk).result()

    def listen(self) -> Address:
        """Begin to listen; where."""
        return Address(LOOPBACK, self.room.listen(LOOPBACK, ANY_PORT))

    def link(self, address: Address) -> PeerLink:
        """A link that is not started: for `once`."""
        return PeerLink(self.store, address, Watch(lambda _met: None, lambda _problem: None))

    def write(self, work: Callable[[Desk], T]) -> T:
        """Record something, cut it and tell it, as the window does."""
        done = self.do(work)
        self.store.cut()
        self.room.news()
        return done

    def tell(self) -> None:
        with self._told:
            self._told.notify_all()

    def wait_for(self, holds: Callable[[Desk], bool]) -> None:
        """Until it holds, looked at whenever something came or the room changed."""
        with self._told:
            assert self._told.wait_for(lambda: self.do(holds), PATIENCE), "it never came about"

    def close(self) -> None:
        self.room.close()
        self._thread.shutdown()


@contextmanager
def laptops_beside(folder: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    """A and B of one site."""
    with two_laptops(folder, clock) as desks:
        first, second = Beside(desks[0]), Beside(desks[1])
        try:
            yield first, second
        finally:
            second.close()
            first.close()


def visits(desk: Desk) -> int:
    """Receptions on record."""
    return desk.store.facts.count(Attendance, "voided = 0")


def peer(of: Beside, address: Address) -> Peer:
    """A laptop as whoever greeted it knows it."""
    return Peer(address, of.desk.identity.certificate)
