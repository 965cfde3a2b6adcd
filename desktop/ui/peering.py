"""Listening and talking to the site's other laptops, beside everything else, whatever screen is seen."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.ui.bridge import DeskFromBeside

if TYPE_CHECKING:  # the network waits until somebody wants it
    from core.peer_code import Address
    from desktop.app.desk import Changed
    from desktop.app.peer_room import Contact, Link, PeerRoom
    from desktop.app.peers import AtStart, KeptLink
    from desktop.ui.workplace import Workplace

T = TypeVar("T")
_SOON_MS = 200
_LEAST_BETWEEN_MS = 1_000
"""What is written here is cut and given no more often: segments are no confetti."""
_LOOK_MS = 15_000


class Peering(QObject):
    """Nothing listens and nothing is asked before a person switched it on, for now or for every start."""

    stood = Signal()
    """Who is there, or what is in the way, has changed."""
    refused = Signal(object)
    """The `Problem` of something that a person asked for."""
    found = Signal(object)
    """The laptops of the site that listen on this network: a tuple of `Found`."""
    _heard = Signal()
    _saw = Signal(object)
    _came = Signal(object)

    def __init__(self, workplace: "Workplace") -> None:
        super().__init__(workplace)
        self.addresses: tuple[str, ...] = ()
        """Where others may reach this laptop while it listens."""
        self.at_start = False
        """Whether it listens at every start."""
        self.host = ""
        """The one address at which it listens; empty: all that it has."""
        self._workplace = workplace
        self._room: PeerRoom | None = None
        self._kept: tuple[KeptLink, ...] = ()
        self._given_at = 0.0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_where)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._cut)
        self._came.connect(workplace.told_changed)
        self._heard.connect(self._remember)
        self._saw.connect(self._tell_found)
        workplace.changed.connect(self._changed)

    @property
    def port(self) -> int | None:
        """Where this laptop listens; None while it does not."""
        return self._room.port if self._room else None

    @property
    def contacts(self) -> "tuple[Contact, ...]":
        """Who was heard since the start."""
        return self._room.contacts if self._room else ()

    @property
    def links(self) -> "tuple[Link, ...]":
        """Whom this laptop talks to."""
        return self._room.links if self._room else ()

    def is_there(self, contact: "Contact") -> bool:
        """Whether it was heard just now."""
        return self._room is not None and self._room.is_there(contact)

    def watch(self) -> None:
        """Go on as it was chosen before: listen at the start if so, and talk to whom it talked to."""
        from desktop.app.peers import at_start

        self._workplace.do(at_start).then(self._begin, owner=self)

    def listen(self) -> None:
        """Listen from now on."""
        self._in_room(lambda room: self._beside(partial(_listen, room, self.host), self._listens))

    def stop_listening(self) -> None:
        """Listen no more, now and at the next start."""
        self.addresses = ()
        self._look.stop()
        self.listen_at_start(False)
        if self._room is not None:
            self._beside(self._room.stop_listening)

    def listen_at_start(self, wanted: bool) -> None:
        """Choose whether it listens at every start."""
        from desktop.app.peers import listen_at_start

        self.at_start = wanted
        self._workplace.do(listen_at_start, wanted).then(owner=self)

    def connect_to(self, address: "Address") -> None:
        """Talk to the laptop there, from now on and after each start."""

        def connect(room: "PeerRoom") -> None:
            room.connect(address)
            self._remember()

        self._in_room(connect)

    def connect_code(self, code: str) -> None:
        """The QR of another laptop was scanned."""
        from core.peer_code import address_of

        self.connect_to(address_of(code))

    def disconnect_from(self, address: "Address") -> None:
        """Talk to it no more."""
        if self._room is not None:
            self._beside(partial(self._room.disconnect, address), lambda _none: self._remember())

    def look_around(self) -> None:
        """Look for laptops that listen on this network, until `look_away`."""
        self._in_room(lambda room: self._beside(partial(room.look_around, self._saw_beside)))

    def look_away(self) -> None:
        """Look no more."""
        if self._room is not None:
            self._beside(self._room.look_away)

    def close(self) -> None:
        """Let all go: the window closes."""
        self._soon.stop()
        self._look.stop()
        room, self._room = self._room, None
        if room is not None:
            room.close()

    def _begin(self, start: "AtStart") -> None:
        if start.listens or start.links:
            room = self._made(start)
            for each in start.links:
                room.connect(each.address, each.device_id, each.letter)
            if start.listens:
                self.listen()

    def _in_room(self, then: "Callable[[PeerRoom], None]") -> None:
        """Do it once there is a room; never in training."""
        from desktop.app.peers import ready_to_talk

        self._workplace.do(ready_to_talk).then(lambda start: then(self._made(start)), self.refused.emit, owner=self)

    def _made(self, start: "AtStart") -> "PeerRoom":
        from desktop.app.peer_room import PeerRoom
        from desktop.app.peers import PeersOnDesk

        self.at_start = start.listens
        if self._room is None:
            self._kept = start.links
            store = PeersOnDesk(DeskFromBeside(self._workplace), self._came_beside)
            self._room = PeerRoom(store, start.clock, self._heard_beside)
        return self._room

    def _listens(self, addresses: tuple[str, ...]) -> None:
        self.addresses = addresses
        self._look.start()
        self.stood.emit()

    def _look_where(self) -> None:
        """After sleep, or on another network, others reach this laptop elsewhere."""
        if self._room is not None and self.port is not None and not self.host:
            self._beside(self._room.announce, self._is_now_at)

    def _is_now_at(self, addresses: tuple[str, ...]) -> None:
        if self.port is not None and addresses != self.addresses:
            self.addresses = addresses
            self.stood.emit()

    def _remember(self) -> None:
        """Whom this laptop talks to and who that is, if it is not what was remembered last."""
        from desktop.app.peers import KeptLink, remember_links

        links = tuple(KeptLink(each.address, each.device_id, each.letter) for each in self.links)
        if self._room is not None and links != self._kept:
            self._kept = links
            self._workplace.do(remember_links, links).then(owner=self)
        self._say_who_is_missing()
        self.stood.emit()

    def _say_who_is_missing(self) -> None:
        """In the header: at a table that hears nothing from the door, nobody seems to wait."""
        shell = self._workplace.shell
        missing = "・".join(each.letter for each in self.links if each.problem and each.letter)
        if missing != shell.status.missing:
            shell.set_status(replace(shell.status, missing=missing))

    def _changed(self, _changed: "Changed") -> None:
        """Something was written here, or came from elsewhere: whoever talks to this laptop gets it in a moment."""
        if self._room is not None and not self._soon.isActive():
            since = (monotonic() - self._given_at) * 1000
            self._soon.start(max(_SOON_MS, round(_LEAST_BETWEEN_MS - since)))

    def _cut(self) -> None:
        from desktop.app.peers import cut_segments

        self._given_at = monotonic()
        self._workplace.do(cut_segments).then(self._give, owner=self)

    def _give(self, _cut: int) -> None:
        if self._room is not None:
            self._room.news()

    def _beside(self, work: "Callable[[], T]", then: "Callable[[T], None] | None" = None) -> None:
        self._workplace.shell.jobs.background(work, then or self._done, self.refused.emit, owner=self)

    def _done(self, _nothing: object) -> None:
        self.stood.emit()

    def _tell_found(self, found: object) -> None:
        self.found.emit(found)

    # The three below are called on the threads of the network, which may still speak while the window closes.

    def _came_beside(self, changed: "Changed") -> None:
        if isValid(self):
            self._came.emit(changed)

    def _heard_beside(self) -> None:
        if isValid(self):
            self._heard.emit()

    def _saw_beside(self, found: object) -> None:
        if isValid(self):
            self._saw.emit(found)


def _listen(room: "PeerRoom", host: str) -> tuple[str, ...]:
    """On a background thread. At one address alone nothing is said on the network."""
    room.listen(host)
    return (host,) if host else room.announce()
