"""Who waits for something new is woken from here, on whichever thread it waits."""

import threading
import time


class News:
    """One for the laptop. `tell` says that there may be something new to give."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self._number = 0
        self._closed = False

    @property
    def number(self) -> int:
        """Take it before looking; `wait` then misses nothing that is told after."""
        with self._told:
            return self._number

    @property
    def closed(self) -> bool:
        """Whether nothing more comes."""
        return self._closed

    def tell(self) -> None:
        """Wake all."""
        with self._told:
            self._number += 1
            self._told.notify_all()

    def close(self) -> None:
        """Wake all for the last time: nobody waits any more."""
        self._closed = True
        self.tell()

    def wait(self, seen: int, until: float) -> bool:
        """Whether something was told after `seen`, by the moment `until` of `time.monotonic`. False once closed."""
        with self._told:
            self._told.wait_for(lambda: self._closed or self._number != seen, max(0.0, until - time.monotonic()))
            return self._number != seen and not self._closed
