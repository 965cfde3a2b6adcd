"""Ending a request from outside: at its deadline, or because a person stopped sending."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from desktop.sync import faults


class Reins:
    """Holds the line of the request under way. What waits for a socket wakes up when the line is cut.

    A timeout of a socket is counted anew with every byte; an answer that drips would never end.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._is_late = False
        self._is_stopped = False

    def stop(self) -> None:
        """Nothing more is asked; what is under way ends now. From any thread."""
        with self._lock:
            self._is_stopped = True
            self._cut()

    def check(self) -> None:
        """Raises SyncProblem if a person stopped it, or if it took too long."""
        if self._is_stopped:
            raise faults.stopped()
        if self._is_late:
            raise faults.too_slow()

    def caught(self, line: socket.socket) -> socket.socket:
        """The same line; a second handle on it is kept, since TLS takes the first one away."""
        with self._lock:
            self._let_go()
            self._line = line.dup()
            if self._is_late or self._is_stopped:
                self._cut()
        return line

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """One request, which may take so long in all."""
        self._is_late = False
        self.check()
        deadline = threading.Timer(seconds, self._end)
        deadline.daemon = True
        deadline.start()
        try:
            yield
        finally:
            deadline.cancel()
            with self._lock:
                self._let_go()

    def _end(self) -> None:
        with self._lock:
            self._is_late = True
            self._cut()

    def _cut(self) -> None:
        if self._line is not None:
            with suppress(OSError):  # the other side was quicker
                self._line.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
