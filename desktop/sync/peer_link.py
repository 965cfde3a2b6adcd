"""A link to a laptop that listens: both ways, within seconds, again and again until it is closed.

One thread: it holds a question open at the other for what comes from there, and gives what is new here meanwhile.
"""

import select
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from core.certificates import DeviceCertificate
from core.peer_code import Address
from core.peer_wire import EXCHANGE_PATH, LONGEST_WAIT, PEER_PROTOCOL, PeerAnswer, PeerParcel, PeerRequest, PeerState
from core.problem import Problem
from desktop.sync import peer_faults
from desktop.sync.peer_client import ANSWER_SECONDS, Asked, Peer, RevokedHere, greet, put, told
from desktop.sync.peer_port import PeerStore

SHORTEST_RETRY, LONGEST_RETRY = 1.0, 15.0
_MOST_DOUBLINGS = 10  # nobody listens all day: the number of failures knows no bound
_LEAST_BETWEEN = 1.0
"""Between two questions that were answered with nothing at once: the other has no place left to wait at."""


class Closed(Exception):
    """The link is wanted no more."""


@dataclass(frozen=True)
class Watch:
    """Who is told of a link's fortunes, on its thread."""

    met: Callable[[DeviceCertificate], None]
    """The other laptop has just answered."""
    failed: Callable[[Problem], None]


class Waker:
    """Wakes a thread that waits in `select`."""

    def __init__(self) -> None:
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)

    def fileno(self) -> int:
        return self._near.fileno()

    def wake(self) -> None:
        """From any thread; what is already awake stays so."""
        try:
            self._far.send(b"!")
        except OSError:  # full, or closed: it wakes anyway, or there is nobody to wake
            return

    def calm(self) -> None:
        """What was told so far is heard."""
        try:
            while self._near.recv(4096):
                pass
        except BlockingIOError:
            return

    def close(self) -> None:
        self._near.close()
        self._far.close()


class PeerLink:
    """`start` it once; `news` says that there is something to give; `close` ends it."""

    def __init__(self, store: PeerStore, address: Address, watch: Watch) -> None:
        self.address = address
        self._store, self._watch = store, watch
        self._closing = threading.Event()
        self._other = PeerState()
        self._thread = threading.Thread(target=self._run, name=f"peer {address}", daemon=True)

    def start(self) -> None:
        """Begin, on a thread of its own: talk until closed, after a failure again, ever more patiently."""
        self._waker = Waker()
        self._thread.start()

    def news(self) -> None:
        """There is something new here, or the network has changed."""
        self._waker.wake()

    def close(self, wait: float = 2.0) -> None:
        """End, waiting for so many seconds at most."""
        self._closing.set()
        self._waker.wake()
        if threading.current_thread() is not self._thread:
            self._thread.join(wait)

    def _run(self) -> None:
        failures = 0
        while not self._closing.is_set():
            met_at = time.monotonic()
            try:
                self._talk()
            except Closed:
                break
            except Problem as problem:
                self._watch.failed(problem)
            failures = 1 if time.monotonic() - met_at > LONGEST_RETRY else failures + 1
            self._rest(min(LONGEST_RETRY, SHORTEST_RETRY * 2 ** min(failures - 1, _MOST_DOUBLINGS)))
        self._waker.close()

    def once(self) -> DeviceCertificate:
        """Give and read until nothing is left on either side; who answered. Raises PeerProblem."""
        peer = self._greeted()
        self._exchange(peer)
        return peer.certificate

    def _talk(self) -> None:
        peer = self._greeted()
        self._exchange(peer)
        while True:
            self._waker.calm()
            self._give(peer)
            asked_at = time.monotonic()
            answer = self._held_open(peer)
            if not answer.parcel and time.monotonic() - asked_at < _LEAST_BETWEEN:
                self._rest(_LEAST_BETWEEN)

    def _greeted(self) -> Peer:
        me = self._store.me()
        peer = greet(self.address, me.site_id, me.root_public)
        if peer.certificate.device_id == me.device_id:
            raise peer_faults.problem("peer_same_laptop")
        if self._store.revocation(peer.certificate.device_id) is not None:
            raise peer_faults.problem("peer_revoked")
        return peer

    def _exchange(self, peer: Peer) -> None:
        """Until neither has anything more for the other. It reads first: a copy must not give what clashes."""
        self._store.cut()
        state, parcel = self._store.meet(peer.certificate, PeerState()), PeerParcel()
        while True:
            stood, answer = self._other, self._asked(peer, PeerRequest(PEER_PROTOCOL, state, parcel))
            before, state = state, self._took(peer, answer)
            _must_move(before, state, answer.parcel.more)
            _must_move(stood, self._other, bool(parcel) or parcel.more)
            reads = answer.parcel.more or (state.whole and not before.whole)
            parcel = PeerParcel() if reads else self._store.parcel(peer.certificate.device_id, self._other)
            if not (reads or parcel or parcel.more):
                return

    def _give(self, peer: Peer) -> None:
        """What is new here, as long as there is any."""
        while parcel := self._gives(peer):
            state, before = self._store.meet(peer.certificate, self._other), self._other
            self._took(peer, self._asked(peer, PeerRequest(PEER_PROTOCOL, state, parcel, reads=False)))
            _must_move(before, self._other)

    def _gives(self, peer: Peer) -> PeerParcel | None:
        parcel = self._store.parcel(peer.certificate.device_id, self._other)
        return parcel if parcel or parcel.more else None

    def _held_open(self, peer: Peer) -> PeerAnswer:
        """The answer to a question that waits at the other laptop; what is new here goes there meanwhile."""
        state = self._store.meet(peer.certificate, self._other)
        question = PeerRequest(PEER_PROTOCOL, state, wait=LONGEST_WAIT)
        asked = put(peer, EXCHANGE_PATH, question, self._store.me())
        until = time.monotonic() + LONGEST_WAIT + ANSWER_SECONDS
        try:
            while not self._readable(asked, until):
                self._give(peer)
            answer = self._told(asked, peer)
        finally:
            asked.close()
        _must_move(state, self._took(peer, answer), bool(answer.parcel))
        return answer

    def _readable(self, asked: Asked, until: float) -> bool:
        """Whether the answer is there; False when something new was told here."""
        watched: list[Asked | Waker] = [asked, self._waker]
        self._go_on()
        ready, _, _ = select.select(watched, [], [], max(0.0, until - time.monotonic()))
        self._go_on()
        if not ready:
            raise peer_faults.problem("peer_silent")
        self._waker.calm()
        return asked in ready

    def _asked(self, peer: Peer, request: PeerRequest) -> PeerAnswer:
        self._go_on()
        return self._told(put(peer, EXCHANGE_PATH, request, self._store.me()), peer)

    def _told(self, asked: Asked, peer: Peer) -> PeerAnswer:
        try:
            answer = told(asked, peer, self._store.me(), PeerAnswer)
        except RevokedHere as revoked:
            self._store.learn_revoked(revoked.revocation)
            raise
        self._watch.met(peer.certificate)
        return answer

    def _took(self, peer: Peer, answer: PeerAnswer) -> PeerState:
        """Take in what came; how this laptop stands then."""
        self._other = answer.state
        state = self._store.meet(peer.certificate, answer.state)
        if answer.parcel or answer.parcel.upto:
            self._store.take_in(peer.certificate.device_id, answer.parcel)
            state = self._store.meet(peer.certificate, answer.state)
        return state

    def _go_on(self) -> None:
        if self._closing.is_set():
            raise Closed

    def _rest(self, seconds: float) -> None:
        """Wait, unless somebody says that the network has changed: then go on once, not again and again."""
        if not self._closing.is_set():
            select.select([self._waker], [], [], seconds)
            self._waker.calm()


def _must_move(before: PeerState, after: PeerState, wanted: bool = True) -> None:
    """Raises PeerProblem where a laptop that takes or gives and never gets any further would be asked for ever."""
    if wanted and (before.read, before.whole) == (after.read, after.whole):
        raise peer_faults.problem("peer_busy")
