"""Hybrid logical clock: an order of events that survives wrong clocks (DESIGN section 6, "Clock").

A stamp is text that sorts: 15 digits of milliseconds since 1970 (to the year 9999) and a 5-digit counter.
"""

import re
from dataclasses import dataclass

MAX_AHEAD_MS = 5 * 60 * 1000
_MAX_COUNTER = 99_999


@dataclass(frozen=True, order=True, slots=True)
class Hlc:
    """One stamp: `ms` milliseconds since 1970 UTC, `counter` for events within the same millisecond."""

    ms: int
    counter: int

    def __str__(self) -> str:
        return f"{self.ms:015d}-{self.counter:05d}"

    @classmethod
    def parse(cls, text: str) -> "Hlc":
        """The stamp written by `str`; ValueError for anything else."""
        ms, counter = text.split("-")
        return cls(int(ms), int(counter))


ZERO = Hlc(0, 0)
_STAMP = re.compile("[0-9]{15}-[0-9]{5}")


def is_stamp(text: str) -> bool:
    """Whether this is a stamp as it is written: another form would not sort."""
    return _STAMP.fullmatch(text) is not None


def tick(last: Hlc, now_ms: int) -> Hlc:
    """The stamp of the next own event: never smaller than the last, even when the clock went back."""
    if now_ms > last.ms:
        return Hlc(now_ms, 0)
    if last.counter < _MAX_COUNTER:
        return Hlc(last.ms, last.counter + 1)
    return Hlc(last.ms + 1, 0)


def receive(last: Hlc, remote: Hlc, now_ms: int) -> Hlc:
    """Own stamp after seeing a remote one, which moves it at most five minutes ahead of this clock."""
    bounded = min(remote, Hlc(now_ms + MAX_AHEAD_MS, 0))
    return max(last, bounded)
