"""Work that goes on beside the server's answers: a thread with its own connection, which ends with the server."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from django.db import connection

_CANCEL_AGAIN_S = 0.2
_log = logging.getLogger("hq.background")


class Background:
    """Looks every so many seconds whether there is something to do, and does it.

    `work` gets this, so that it can ask whether it should leave off; when the server ends, what it asks of the
    database is cancelled. A fault is logged, and the next look tries again.
    """

    def __init__(self, name: str, work: "Callable[[Background], None]", every_s: float) -> None:
        self._work, self._every_s = work, every_s
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._raw: Any = None

    @property
    def is_leaving(self) -> bool:
        """Whether the server ends: what can be put off is left."""
        return self._leaving.is_set()

    def rest(self, seconds: float) -> bool:
        """Pause so long, less where the server ends; whether it does."""
        return self._leaving.wait(seconds)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._leaving.set()
        while self._thread.is_alive():
            with suppress(Exception):  # it may be closing the connection just now
                if self._raw is not None:
                    self._raw.cancel()
            self._thread.join(_CANCEL_AGAIN_S)

    def _run(self) -> None:
        try:
            while not self.rest(self._every_s):
                self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            connection.close_if_unusable_or_obsolete()
            connection.ensure_connection()
            self._raw = connection.connection
            self._work(self)
        except Exception as error:  # whatever it is, the next look must not find this thread gone
            if not self.is_leaving:
                _log.warning("%s: %s", self._thread.name, type(error).__name__)
