"""A road to headquarters that does with the next request what a test says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import Any

from core.wire import EXCHANGE_PATH, SIGNATURE_HEADER

_REMEMBERED = 8
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Fault(StrEnum):
    """What happens to one request or its answer."""

    LOST = "lost"
    """The request never arrives."""
    CUT = "cut"
    """Half of the request arrives."""
    ANSWER_LOST = "answer_lost"
    """Headquarters does its work; the answer breaks off."""
    TWICE = "twice"
    """The request arrives twice; the second answer comes back."""
    GARBLED = "garbled"
    """A byte in the middle of the answer is another."""
    LATE = "late"
    """A request of long ago arrives once more, just before this one."""


@dataclass
class Road:
    """WSGI around headquarters' application. `faults` are used up one a request."""

    app: App
    faults: list[Fault] = field(default_factory=list)
    requests: int = 0
    signs: bool = True
    """Whether headquarters' program signs its answers; older ones do not."""
    earlier: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != EXCHANGE_PATH:
            return self.app(environ, start)
        self.requests += 1
        body = environ["wsgi.input"].read()
        self.earlier = [*self.earlier, (dict(environ), body)][-_REMEMBERED:]
        if not self.faults:
            return [self._asked(environ, start, body)]
        happen = {
            Fault.LOST: self._lost,
            Fault.CUT: self._cut,
            Fault.ANSWER_LOST: self._answer_lost,
            Fault.TWICE: self._twice,
            Fault.GARBLED: self._garbled,
            Fault.LATE: self._late,
        }[self.faults.pop(0)]
        return happen(environ, start, body)

    def _lost(self, _environ: dict[str, Any], start: Callable[..., Any], _body: bytes) -> list[bytes]:
        start("200 OK", [("Content-Type", "application/x-msgpack"), ("Content-Length", "99")])
        return [b""]

    def _cut(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> list[bytes]:
        return [self._asked(environ, start, body[: len(body) // 2])]

    def _answer_lost(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> list[bytes]:
        return [self._asked(environ, start, body)[:20]]

    def _twice(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> list[bytes]:
        self._asked(environ, lambda *_: None, body)
        return [self._asked(environ, start, body)]

    def _garbled(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> list[bytes]:
        answer = bytearray(self._asked(environ, start, body))
        answer[len(answer) // 2] ^= 0x40
        return [bytes(answer)]

    def _late(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> list[bytes]:
        self._asked(self.earlier[0][0], lambda *_: None, self.earlier[0][1])
        return [self._asked(environ, start, body)]

    def _asked(self, environ: dict[str, Any], start: Callable[..., Any], body: bytes) -> bytes:
        again = {**environ, "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        answer = self.app(again, start if self.signs else _unsigned(start))
        whole = b"".join(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        return whole


def _unsigned(start: Callable[..., Any]) -> Callable[..., Any]:
    return lambda status, headers, *more: start(
        status, [each for each in headers if each[0] != SIGNATURE_HEADER], *more
    )
