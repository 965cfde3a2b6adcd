"""Report tables that were counted a moment ago, for everybody who asks for the same one.

Each tells by its cut-off when it was counted. While one reader's is counted anew, others are shown the one before, so
that fifty readers cost no more than one, however much laptops send.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from core.reports.table import ReportTable

SECONDS = 20.0
"""For so long a table is as good as new."""
_WHILE_COUNTING = 3
"""So many times as long it is shown to others while it is counted anew."""
_MOST = 64


@dataclass(frozen=True, slots=True)
class _Kept:
    table: ReportTable
    at: float


@dataclass
class Recent:
    """The tables of this process; `clock` is seconds that never go back."""

    seconds: float = SECONDS
    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[Hashable, _Kept] = field(default_factory=OrderedDict)
    _turns: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def table(self, asked: Hashable, count: Callable[[], ReportTable]) -> ReportTable:
        """The one that was counted in the last seconds, or else a new one; what `count` raises is not kept."""
        with self._lock:
            turn = self._turns.setdefault(asked, threading.Lock())
        known = self._younger(asked, self.seconds)
        if known is not None:
            return known
        before = self._younger(asked, self.seconds * _WHILE_COUNTING)
        if not turn.acquire(blocking=before is None) and before is not None:
            return before
        try:
            return self._younger(asked, self.seconds) or self._keep(asked, count())
        finally:
            turn.release()
            self._forget(asked)

    def _younger(self, asked: Hashable, seconds: float) -> ReportTable | None:
        with self._lock:
            kept = self._kept.get(asked)
        return kept.table if kept is not None and self.clock() - kept.at < seconds else None

    def _keep(self, asked: Hashable, table: ReportTable) -> ReportTable:
        with self._lock:
            self._kept[asked] = _Kept(table, self.clock())
            self._kept.move_to_end(asked)
        return table

    def _forget(self, asked: Hashable) -> None:
        """What is too many, and the turns of what is not kept."""
        with self._lock:
            gone = [self._kept.popitem(last=False)[0] for _ in range(len(self._kept) - _MOST)]
            for each in (*gone, *(() if asked in self._kept else (asked,))):
                self._turns.pop(each, None)


TABLES = Recent()
