"""Who comes in: a few exchanges at work, some more that wait their turn, and for all others the word to come again.

It stands before Django, so that turning a laptop away costs no database and no look at what it sent. The times at which
they are asked to come again are drawn, so that a thousand that came together do not come together again.

How many turns a laptop has (`Shares`) is looked at later, when it has proved itself: a name that anybody can put on a
request must not use up another's.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Any

from core import wire
from hq.refusal import Refused

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
AT_WORK = 4
WAITING = 8
PATIENCE = 5.0
"""Seconds that a turn is waited for."""
SOONEST, LATEST = 2, 20
"""Seconds after which to come again."""
SHARE = 2
"""Turns of one laptop. It needs one, and a second where its line broke and it asks again while the first is at work."""


class Admission:
    """A WSGI application around another; only exchanges are counted."""

    def __init__(self, app: Application, at_work: int = AT_WORK, waiting: int = WAITING) -> None:
        self._app = app
        self._turns = BoundedSemaphore(at_work)
        self._places = BoundedSemaphore(at_work + waiting)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != wire.EXCHANGE_PATH:
            return self._app(environ, start_response)
        if not self._places.acquire(blocking=False):
            return _come_again(start_response)
        try:
            return self._in_turn(environ, start_response)
        finally:
            self._places.release()

    def _in_turn(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._turns.acquire(timeout=PATIENCE):
            return _come_again(start_response)
        try:
            return self._app(environ, start_response)  # the answer is whole when this returns: nothing is streamed
        finally:
            self._turns.release()


class Shares:
    """How many turns each laptop has at this moment."""

    def __init__(self, most: int = SHARE) -> None:
        self._most = most
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def turn(self, device_id: str) -> Iterator[None]:
        """One of this laptop's, while this lasts. Raises Refused where it has its share already."""
        with self._lock:
            if self._held[device_id] >= self._most:
                raise busy()
            self._held[device_id] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[device_id] -= 1
                self._held += Counter()  # nobody who is gone is remembered


def busy() -> Refused:
    """The word to come again, and when."""
    seconds = SOONEST + secrets.randbelow(LATEST - SOONEST + 1)
    return Refused(429, "hq_busy", "本部が混み合っています。", "しばらくすると、もう一度送ります。", seconds)


def _come_again(start_response: Callable[..., Any]) -> list[bytes]:
    refused = busy()
    body = wire.pack(wire.Refusal(refused.code, refused.sentence, refused.next_step))
    headers = {
        "Content-Type": wire.CONTENT_TYPE,
        "Content-Length": str(len(body)),
        "Retry-After": str(refused.retry_after),
        "Cache-Control": "no-store",
    }
    start_response("429 Too Many Requests", list(headers.items()))
    return [body]
