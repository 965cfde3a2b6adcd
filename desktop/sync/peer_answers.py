"""What a listening laptop answers. Whom the root did not certify gets its certificate and nothing else."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from core.certificates import DeviceCertificate
from core.keys import KeyProblem
from core.peer_seal import PeerRefused, asker, read, reply
from core.peer_wire import (
    EXCHANGE_PATH,
    HELLO_PATH,
    JOIN_PATH,
    LONGEST_WAIT,
    PEER_PROTOCOL,
    Held,
    JoinRequest,
    PeerAnswer,
    PeerHello,
    PeerParcel,
    PeerRefusal,
    PeerRequest,
)
from core.problem import Problem
from desktop.sync.peer_news import News
from desktop.sync.peer_port import PeerStore

MAX_WAITING = 8
MAX_WAITING_EACH = 2
_REMEMBERED = 10_000
"""Questions of the last hours: playing one of them again costs reception nothing."""
_STATUS = {"peer_broken": 400, "peer_not_here": 404, "peer_too_new": 409, "peer_busy": 503, "peer_full": 507}
_NAMED = {"apart_full": "peer_full"}
"""What went wrong here, as the other laptop is told."""
Heard = Callable[[DeviceCertificate], None]


@dataclass(frozen=True)
class Told:
    """An answer's status and body."""

    status: int
    body: bytes


class PeerAnswers:
    """One for a listening laptop; may be asked from several threads. `heard` is told who spoke."""

    def __init__(self, store: PeerStore, news: News, heard: Heard) -> None:
        self._store, self._news, self._heard = store, news, heard
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._asked: dict[bytes, None] = {}
        self._has: dict[str, tuple[Held, ...]] = {}
        """What each other laptop last said it has: it may have given some of it while another question waited."""

    def hello(self) -> Told:
        """Who listens here."""
        return Told(200, msgspec.msgpack.encode(PeerHello(PEER_PROTOCOL, self._store.me().certificate)))

    def answer(self, path: str, body: bytes) -> Told:
        """To a question; anything that does not prove itself is refused and changes nothing."""
        try:
            return self._answer(path, body)
        except PeerRefused as refused:
            return _refusal(refused.code)
        except KeyProblem:
            return _refusal("peer_broken")
        except Problem as problem:  # the window closes, or the file cannot be written now: the other tries again
            return _refusal(_NAMED.get(problem.code, "peer_busy"))

    def _answer(self, path: str, body: bytes) -> Told:
        me = self._store.me()
        certificate, sealed = asker(path, body, me.site_id, me.root_public)
        if self._is_repeated(sealed):
            raise PeerRefused("peer_repeated")
        revoked = self._store.revocation(certificate.device_id)
        if revoked is not None:
            return Told(403, msgspec.msgpack.encode(PeerRefusal("peer_revoked", revoked)))
        if certificate.device_id == me.device_id:
            raise PeerRefused("peer_same_laptop")
        opened = me.pair.open(sealed)
        if path == EXCHANGE_PATH:
            answer: msgspec.Struct = self._exchange(certificate, _of_protocol(read(opened, PeerRequest)))
        elif path == JOIN_PATH:
            _of_protocol(read(opened, JoinRequest))
            answer = self._store.join(certificate)
        else:
            raise PeerRefused("peer_not_here")
        return Told(200, reply(answer, body, me.pair, certificate.box_public))

    def _exchange(self, other: DeviceCertificate, request: PeerRequest) -> PeerAnswer:
        self._has[other.device_id] = request.state.held
        self._heard(other)
        self._store.meet(other, request.state)
        if request.parcel or request.parcel.upto:
            self._store.take_in(other.device_id, request.parcel)
        parcel = self._parcel(other.device_id, request) if request.reads else PeerParcel()
        return PeerAnswer(self._store.meet(other, request.state), parcel)

    def _parcel(self, reader: str, request: PeerRequest) -> PeerParcel:
        """Something to give, looked for until the time is over."""
        state, until = request.state, time.monotonic() + min(max(request.wait, 0), LONGEST_WAIT)
        with self._place_to_wait(reader) as may_wait:
            while True:
                seen = self._news.number
                parcel = self._store.parcel(reader, state)
                if parcel or parcel.more or not (may_wait and request.wait and self._news.wait(seen, until)):
                    return parcel
                held = self._has.get(reader, state.held)
                state = msgspec.structs.replace(state, read=parcel.upto, held=held)

    def _is_repeated(self, sealed: bytes) -> bool:
        """Whether this very question came before: nobody asks twice, so somebody who overheard it plays it again."""
        name = blake2b(sealed, digest_size=16).digest()
        with self._lock:
            repeated = name in self._asked
            self._asked[name] = None
            if len(self._asked) > _REMEMBERED:
                self._asked.pop(next(iter(self._asked)))
        return repeated

    @contextmanager
    def _place_to_wait(self, reader: str) -> Iterator[bool]:
        """Whether there is room for one more who waits."""
        with self._lock:
            free = self._waiting.total() < MAX_WAITING and self._waiting[reader] < MAX_WAITING_EACH
            self._waiting[reader] += free
        try:
            yield free
        finally:
            with self._lock:
                self._waiting[reader] -= free


def is_known(path: str) -> bool:
    """Whether there is anything at this path."""
    return path in (HELLO_PATH, EXCHANGE_PATH, JOIN_PATH)


def _of_protocol(request: "PeerRequest | JoinRequest") -> PeerRequest:
    if request.protocol != PEER_PROTOCOL:
        raise PeerRefused("peer_too_new")
    return request  # type: ignore[return-value]


def _refusal(code: str) -> Told:
    return Told(_STATUS.get(code, 403), msgspec.msgpack.encode(PeerRefusal(code)))
