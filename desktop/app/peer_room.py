"""Listening for the site's other laptops and talking to those that listen: for window and command line alike."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from ipaddress import AddressValueError, IPv4Address
from typing import TYPE_CHECKING

from core.certificates import DeviceCertificate
from core.clock import Clock
from core.peer_code import Address, Found
from core.problem import Problem
from desktop.app.peer_seeking import Seeking

if TYPE_CHECKING:  # the network is imported when somebody wants it
    from desktop.sync.peer_finding import Announcement
    from desktop.sync.peer_link import PeerLink
    from desktop.sync.peer_port import PeerStore
    from desktop.sync.peer_server import PeerServer

STILL_THERE_SECONDS = 60
"""Twice as long as a question is held open, and a little."""
_MOST_TRIALS = 10
"""Addresses that are tried at a time for laptops that are missed: anybody may shout any number of them."""


@dataclass(frozen=True)
class Contact:
    """Another laptop of the site, and when it was last heard. `monotonic_ms` is for reckoning."""

    device_id: str
    letter: str
    at: datetime
    monotonic_ms: int


@dataclass(frozen=True)
class Link:
    """An address that this laptop talks to: who answered there last, and what is in the way now."""

    address: Address
    device_id: str | None = None
    letter: str | None = None
    problem: Problem | None = None


class PeerRoom:
    """`told` is called on any thread whenever something here has changed."""

    def __init__(self, store: "PeerStore", clock: Clock, told: Callable[[], None] = lambda: None) -> None:
        from desktop.sync.peer_news import News

        self._store, self._clock, self._told = store, clock, told
        self._news, self._lock = News(), threading.Lock()
        self._server: PeerServer | None = None
        self._talking: dict[Address, PeerLink] = {}
        self._links: dict[Address, Link] = {}
        self._contacts: dict[str, Contact] = {}
        self._trials: set[Address] = set()
        """Where a laptop that is missed may be now: no link before it answers."""
        self._announcement: Announcement | None = None
        self._announced: tuple[str, ...] = ()
        self._asks: Callable[[tuple[Found, ...]], None] | None = None
        self._seeking = Seeking(store, self.saw)
        self._closed = False

    @property
    def port(self) -> int | None:
        """Where it listens; None while it does not."""
        return self._server.port if self._server is not None else None

    @property
    def links(self) -> tuple[Link, ...]:
        """Whom it talks to, in the order in which they were wanted."""
        with self._lock:
            return tuple(each for each in self._links.values() if each.address not in self._trials)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Who was heard since the start, by letter."""
        with self._lock:
            return tuple(sorted(self._contacts.values(), key=lambda each: each.letter))

    def is_there(self, contact: Contact) -> bool:
        """Whether it was heard so lately that it must still be there."""
        with self._lock:
            silent = any(each.device_id == contact.device_id and each.problem for each in self._links.values())
        return not silent and self._clock.monotonic_ms() - contact.monotonic_ms < STILL_THERE_SECONDS * 1000

    def listen(self, host: str = "", ports: Iterable[int] | None = None) -> int:
        """Begin to listen; the port. Raises PeerProblem. A second call changes nothing. Not on the window's thread."""
        from desktop.sync.peer_server import PORTS, PeerServer

        self._store.cut()
        if self._server is None:
            self._server = PeerServer(self._store, self._news, self._heard, host, PORTS if ports is None else ports)
        return self._server.port

    def announce(self) -> tuple[str, ...]:
        """Say on the network that this laptop listens; its addresses, the likeliest first.

        Again after a while, the network may be another one: then it is said anew.
        """
        from desktop.sync.peer_finding import Announcement, own_addresses

        addresses = own_addresses()
        if self.port is not None and addresses != self._announced:
            self._announce_no_more()
            me = self._store.me()
            self._announcement = Announcement(me.certificate.letter, me.site_id, me.device_id, self.port)
            self._announced = addresses
        return addresses

    def look_around(self, found: Callable[[tuple[Found, ...]], None]) -> None:
        """Tell, on any thread, which laptops of the site listen on this network, until `look_away`."""
        self._asks = found
        self._seeking.anew()

    def look_away(self) -> None:
        """Nobody asks any more."""
        self._asks = None
        self._seek_if_missed()

    def saw(self, found: tuple[Found, ...]) -> None:
        """These listen on this network: one that is missed is tried where it is now."""
        if self._asks is not None:
            self._asks(found)
        for link in self._missed():
            for each in found:
                if each.device and (link.device_id or "").startswith(each.device):
                    self._talk(each.address, replace(link, address=each.address, problem=None), trial=True)

    def stop_listening(self) -> None:
        """Whoever talks to this laptop is cut off."""
        from desktop.sync.peer_news import News

        self._announce_no_more()
        server, self._server = self._server, None
        if server is not None:
            news, self._news = self._news, News()
            news.close()
            server.close()

    def connect(self, address: Address, device_id: str | None = None, letter: str | None = None) -> None:
        """Talk to the laptop there from now on, until `disconnect`; if it is known which, also where it moves to."""
        self._talk(address, Link(address, device_id, letter))

    def disconnect(self, address: Address) -> None:
        """Talk to it no more."""
        with self._lock:
            talking = self._talking.pop(address, None)
            self._links.pop(address, None)
            self._trials.discard(address)
        if talking is not None:
            talking.close()

    def news(self) -> None:
        """There is something new to give, or the network has changed. From any thread."""
        self._news.tell()
        for each in list(self._talking.values()):
            each.news()

    def close(self) -> None:
        """Listen and talk no more."""
        with self._lock:
            self._closed = True
        for address in list(self._talking):
            self.disconnect(address)
        self.look_away()
        self.stop_listening()

    def _talk(self, address: Address, link: Link, *, trial: bool = False) -> None:
        from desktop.sync.peer_link import PeerLink, Watch

        watch = Watch(partial(self._met, address), partial(self._failed, address))
        with self._lock:
            if not trial:
                self._trials.discard(address)
            if address in self._talking:
                if not trial:  # a person asks; what anybody may shout on the network hurries nothing
                    self._talking[address].news()
                return
            if self._closed or (trial and len(self._trials) >= _MOST_TRIALS):
                return
            if trial:
                self._trials.add(address)
            self._links[address] = link
            talking = self._talking[address] = PeerLink(self._store, address, watch)
            talking.start()

    def _missed(self) -> tuple[Link, ...]:
        return tuple(each for each in self.links if each.problem and each.device_id)

    def _seek_if_missed(self) -> None:
        if not self._closed and any(not _is_here(each.address) for each in self._missed()):
            self._seeking.go_on()
        elif self._asks is None:
            self._seeking.end()

    def _announce_no_more(self) -> None:
        announcement, self._announcement, self._announced = self._announcement, None, ()
        if announcement is not None:
            announcement.close()

    def _heard(self, other: DeviceCertificate) -> None:
        now = Contact(other.device_id, other.letter, self._clock.now(), self._clock.monotonic_ms())
        with self._lock:
            self._contacts[other.device_id] = now
        self._told()

    def _met(self, address: Address, other: DeviceCertificate) -> None:
        with self._lock:
            if address in self._links:
                self._links[address] = Link(address, other.device_id, other.letter)
                self._trials.discard(address)
            left = [each.address for each in self._links.values() if each.device_id == other.device_id]
        for each in left:
            if each != address:  # it has moved, or leads to the same laptop
                self.disconnect(each)
        self._seek_if_missed()
        self._heard(other)

    def _failed(self, address: Address, problem: Problem) -> None:
        with self._lock:
            if address in self._links:
                self._links[address] = replace(self._links[address], problem=problem)
            is_trial = address in self._trials
        if is_trial:
            self.disconnect(address)
        self._seek_if_missed()
        self._told()


def _is_here(address: Address) -> bool:
    """Whether it is this machine itself, which moves nowhere."""
    try:
        return IPv4Address(address.host).is_loopback
    except AddressValueError:
        return address.host == "localhost"
