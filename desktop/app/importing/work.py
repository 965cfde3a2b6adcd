"""Long work in small portions on the thread that owns the database: a scan in between never waits for the whole."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.app.desk import NOTHING, Changed, Desk

SMALL_BATCH = 50
"""Rows in a transaction while the desk is open: whoever scans a card meanwhile waits for no more."""


@dataclass(frozen=True)
class Progress:
    """How far it is. `changed` is what the last portions wrote."""

    done: int
    total: int
    finished: bool = False
    changed: Changed = NOTHING


class Work:
    """Portions that were begun; only the database's thread goes on with them. What they wrote stands if they stop."""

    def __init__(self, portions: Callable[[Desk], Iterator[Progress]]) -> None:
        self._begin = portions
        self._portions: Iterator[Progress] | None = None
        self._last = Progress(0, 0)

    def go_on(self, desk: Desk, patience: float) -> Progress:
        """Portion after portion, for about so many seconds."""
        self._portions = self._portions or self._begin(desk)
        until = time.monotonic() + patience
        changed = NOTHING
        for progress in self._portions:
            self._last = progress
            changed |= progress.changed
            if time.monotonic() >= until:
                return Progress(progress.done, progress.total, changed=changed)
        return Progress(self._last.done, self._last.total, finished=True, changed=changed)


def go_on(desk: Desk, work: Work) -> Progress:
    """The next portion of some work: ask again until it is finished."""
    return work.go_on(desk, 0.0)


def finish(desk: Desk, work: Work, tell: Callable[[Progress], object] | None = None) -> Progress:
    """All of it at once."""
    while not (progress := work.go_on(desk, 1.0)).finished:
        if tell is not None:
            tell(progress)
    return progress
