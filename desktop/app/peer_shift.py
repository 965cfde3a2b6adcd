"""Listening or talking to the site's other laptops for as long as a command runs, beside a window or without one."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from core.certificates import DeviceCertificate
from core.peer_code import Address
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.desk_thread import DeskThread
from desktop.app.peer_room import PeerRoom
from desktop.app.peers import PeersOnDesk, cut_segments, ready_to_talk
from desktop.app.revoked import own_revocation

_LOOK_SECONDS = 0.5
"""How often it is looked for what another process wrote."""


class PeerShift:
    """A room of its own, whose store is read on a thread of its own. Made by `peer_shift`."""

    def __init__(self, desk: Desk) -> None:
        self._on_desk, self._woken = DeskThread(desk), threading.Event()
        self._before, self._seen = _from_others(desk), _version(desk)
        self.room = PeerRoom(PeersOnDesk(self._on_desk, self._came), desk.clock, self._woken.set)

    @property
    def new_events(self) -> int:
        """Records of others that came since the beginning."""
        return self._on_desk(_from_others) - self._before

    def listen(self, host: str, ports: Iterable[int] | None) -> tuple[Address, ...]:
        """Begin to listen; where, the likeliest first. At one `host` alone nothing is said on the network.

        Raises PeerProblem.
        """
        port = self.room.listen(host, ports)
        return tuple(Address(each, port) for each in ((host,) if host else self.room.announce()))

    def last(self, seconds: float | None, say: Callable[[], None]) -> None:
        """So long, or until this laptop was stopped; `say` is called when something may have changed."""
        until = time.monotonic() + (seconds if seconds is not None else float("inf"))
        while not self._on_desk(own_revocation):
            self._give()
            say()
            left = until - time.monotonic()
            if left <= 0:
                return
            self._woken.wait(min(left, _LOOK_SECONDS))
            self._woken.clear()

    def close(self) -> None:
        """Let all go."""
        self.room.close()
        self._on_desk.close()

    def _give(self) -> None:
        """What another process, such as a window, has written since."""
        version = self._on_desk(_version)
        if version != self._seen:
            self._seen = version
            self._on_desk(cut_segments)
            self.room.news()

    def _came(self, _changed: Changed) -> None:
        self.room.news()  # for those who have it only through here
        self._woken.set()


@contextmanager
def peer_shift(desk: Desk) -> Iterator[PeerShift]:
    """Nothing listens before it is told to. Raises Problem in training."""
    ready_to_talk(desk)
    shift = PeerShift(desk)
    try:
        yield shift
    finally:
        shift.close()


def exchange_once(desk: Desk, address: Address) -> tuple[DeviceCertificate, int]:
    """Give and read until neither has anything more; who was there, and how many records came. Raises Problem."""
    from desktop.sync.peer_link import PeerLink, Watch

    ready_to_talk(desk)
    before = _from_others(desk)
    link = PeerLink(PeersOnDesk(lambda work: work(desk)), address, Watch(lambda _met: None, lambda _problem: None))
    try:
        other = link.once()
    except Problem:
        if own_revocation(desk) is None:  # else whoever opened the desk says what follows from that
            raise
        return desk.identity.certificate, 0
    return other, _from_others(desk) - before


def _from_others(desk: Desk) -> int:
    counted = desk.store.db.execute("SELECT count(*) FROM event WHERE device_id <> ?", [desk.identity.device_id])
    return int(counted.fetchone()[0])


def _version(desk: Desk) -> int:
    """Another one whenever another process wrote to the file."""
    return int(desk.store.db.execute("PRAGMA data_version").fetchone()[0])
