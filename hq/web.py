"""The program that answers HTTP: Django behind waitress, with the portal's static files."""

import ctypes
import gc
from contextlib import suppress
from typing import Any, cast

from django.core.wsgi import get_wsgi_application
from django.db import connections
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher
from waitress.wasyncore import close_all
from whitenoise import WhiteNoise

from hq import places
from hq.api.admission import AT_WORK, WAITING, Admission, Application
from hq.api.views import MAX_BODY
from hq.settings import STATIC_ROOT

_FOR_THE_PORTAL = 4
_THREADS = AT_WORK + WAITING + _FOR_THE_PORTAL
_IN_MEMORY = 5 * 1024 * 1024
"""Bytes of a request or an answer; what is longer goes through a file."""
_CONNECTIONS = 400
"""Open at once; others wait before the door. Windows looks at 512 at most."""
_M_ARENA_MAX = -8


class _Threads(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress is untyped
    """Each thread keeps its connection to the database while it lasts: a new one costs more than an exchange."""

    def handler_thread(self, thread_no: int) -> None:
        try:
            super().handler_thread(thread_no)
        finally:
            connections.close_all()


def application() -> Application:
    """Whoever is let in: static files first, then Django."""
    return Admission(cast(Application, WhiteNoise(get_wsgi_application(), root=STATIC_ROOT, prefix="static/")))


def make_server(host: str, port: int, app: Application | None = None) -> Any:
    """A waitress server, bound but not yet running; `effective_port` tells the port that was taken."""
    options: dict[str, Any] = {
        "max_request_body_size": MAX_BODY,
        "ident": None,
        "recv_bytes": 64 * 1024,
        "inbuf_overflow": _IN_MEMORY,
        "outbuf_overflow": _IN_MEMORY,
        "connection_limit": _CONNECTIONS,
    }
    proxy = places.trusted_proxy()
    if proxy is not None:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        options |= {"trusted_proxy": proxy, "trusted_proxy_headers": headers}
    options["clear_untrusted_proxy_headers"] = True
    _share_memory()
    threads = _Threads()
    threads.set_thread_count(_THREADS)
    return create_server(app or application(), host=host, port=port, _dispatcher=threads, **options)


def _share_memory() -> None:
    """One store of memory for all threads: glibc gives each its own, and keeps in it what its largest request took."""
    with suppress(OSError, AttributeError, TypeError):  # another C library, or Windows
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def run_until_interrupted(server: Any) -> None:
    """Serve until KeyboardInterrupt; requests at work are answered before this returns."""
    gc.freeze()  # what was loaded by now stays: Python's collector need not walk through it during large requests
    try:
        server.run()
    finally:
        close_all(server._map)
