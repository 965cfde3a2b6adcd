"""Who comes in: a few exchanges at work, some more that wait their turn, and for all others the word to come again.

It stands before Django, so that turning a laptop away costs no database and no look at what it sent. The times at which
they are asked to come again are drawn, so that a thousand that came together do not come together again.
"""

import secrets
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any

from core import wire

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
AT_WORK = 4
WAITING = 8
PATIENCE = 5.0
"""Seconds that a turn is waited for."""
SOONEST, LATEST = 2, 20
"""Seconds after which to come again."""
_FULL = wire.Refusal("hq_busy", "本部が混み合っています。", "しばらくすると、もう一度送ります。")


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


def _come_again(start_response: Callable[..., Any]) -> list[bytes]:
    body = wire.pack(_FULL)
    seconds = SOONEST + secrets.randbelow(LATEST - SOONEST + 1)
    headers = {
        "Content-Type": wire.CONTENT_TYPE,
        "Content-Length": str(len(body)),
        "Retry-After": str(seconds),
        "Cache-Control": "no-store",
    }
    start_response("429 Too Many Requests", list(headers.items()))
    return [body]
