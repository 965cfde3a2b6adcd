"""Looking on the network for the site's laptops: for a person who asked, or for one that is missed."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.peer_code import Found

if TYPE_CHECKING:  # the network is imported when somebody wants it
    from desktop.sync.peer_finding import Finder
    from desktop.sync.peer_port import PeerStore

_ANEW_SECONDS = 60
"""A look that began on another network, or before this machine slept, sees nothing any more."""


class Seeking:
    """One look at a time; `found` is called on a thread of its own. Every method may be called on any thread."""

    def __init__(self, store: "PeerStore", found: Callable[[tuple[Found, ...]], None]) -> None:
        self._store, self._found = store, found
        self._lock = threading.Lock()
        self._finder: Finder | None = None
        self._since = 0.0

    def anew(self) -> None:
        """Look, and tell of all that are there."""
        self.end()
        self.go_on()

    def go_on(self) -> None:
        """Look, unless a look that is not too old is under way."""
        from desktop.sync.peer_finding import Finder

        if self._finder is not None and time.monotonic() - self._since > _ANEW_SECONDS:
            self.end()
        with self._lock:
            if self._finder is None:
                me = self._store.me()
                self._since = time.monotonic()
                self._finder = Finder(me.site_id, me.certificate.letter, self._found)

    def end(self) -> None:
        """Look no more."""
        with self._lock:
            finder, self._finder = self._finder, None
        if finder is not None:  # saying goodbye to the network takes a while
            threading.Thread(target=finder.close, name="looking away", daemon=True).start()
