"""What was counted a moment ago, for everybody who may see the same and asks for the same.

While one reader's is counted anew, others are shown the one before, so that fifty readers cost no more than one,
however much laptops send. What is shared is never changed by whoever gets it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_WHILE_COUNTING = 3
"""So many times as long as it is as good as new, something is shown to others while it is counted anew."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    at: float


@dataclass
class Recent:
    """What is as good as new for some seconds, in this process; `clock` is seconds that never go back."""

    seconds: float
    most: int = 64
    """So many of them are kept."""
    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[Hashable, _Kept] = field(default_factory=OrderedDict)
    _turns: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, whose: Hashable, asked: Hashable, count: Callable[[], T]) -> T:
        """What was counted in the last seconds, or else is now; what `count` raises is not kept.

        `whose` is what readers have in common who may see the same (`Reach.common`): to others it is not shown.
        `asked` begins with a word for what it is, which goes with one type.
        """
        return self._of((whose, asked), count)  # type: ignore[no-any-return]  # by that word

    def _of(self, asked: Hashable, count: Callable[[], Any]) -> Any:
        with self._lock:
            turn = self._turns.setdefault(asked, threading.Lock())
        known = self._younger(asked, self.seconds)
        if known is not None:
            return known.value
        before = self._younger(asked, self.seconds * _WHILE_COUNTING)
        if not turn.acquire(blocking=before is None) and before is not None:
            return before.value
        try:
            return (self._younger(asked, self.seconds) or self._keep(asked, count())).value
        finally:
            turn.release()
            self._forget(asked)

    def _younger(self, asked: Hashable, seconds: float) -> _Kept | None:
        with self._lock:
            kept = self._kept.get(asked)
        return kept if kept is not None and self.clock() - kept.at < seconds else None

    def _keep(self, asked: Hashable, value: object) -> _Kept:
        with self._lock:
            kept = self._kept[asked] = _Kept(value, self.clock())
            self._kept.move_to_end(asked)
        return kept

    def _forget(self, asked: Hashable) -> None:
        """What is too many, and the turns of what is not kept."""
        with self._lock:
            gone = [self._kept.popitem(last=False)[0] for _ in range(len(self._kept) - self.most)]
            for each in (*gone, *(() if asked in self._kept else (asked,))):
                self._turns.pop(each, None)


TABLES = Recent(20.0)
"""What tells on its page up to when it was counted."""
LINES = Recent(20.0, most=16)
"""Lists of very many records, each beside such a table."""
DAYS = Recent(5.0)
"""What a page shows as it is: so old it may be, and a little older where many look at once."""
ALL = (TABLES, LINES, DAYS)
