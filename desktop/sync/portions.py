"""How much goes in one request, and what is left out so that one bad part never keeps back the rest.

A request that fails although an empty one goes through is halved, and its halves again, until the one part stands
alone that cannot be delivered. That part is held back (docs/sync.md section 7), and everything else goes on.
"""

from dataclasses import fields

from core.segment import segment_hash
from core.wire import MAX_SEGMENTS
from desktop.sync.faults import SyncProblem
from desktop.sync.ports import Outgoing, SyncStore

MAX_REQUEST_BYTES = 4 * 1024 * 1024  # a good half minute on a line of 1 Mbit/s
_PAPER_BYTES = 400
_TOO_MUCH = frozenset({"too_slow"})
_PERHAPS_A_PART = frozenset({"cut_off", "timeout"})
_TOO_LARGE = 413
_PERHAPS_A_PART_STATUS = frozenset({400, 403, 500, 502, 504})
_ITS_WORD = frozenset({400, 403, _TOO_LARGE, 500})
"""By these headquarters says itself that it cannot take the part; other failures may be the road's."""
_MAX_FAILURES = 64

Part = object
"""A segment's bytes, a key record, or a paper."""


class Portions:
    """For one exchange: ask `next`, then say what became of it by `went` or `failed`."""

    def __init__(self, store: SyncStore) -> None:
        self._store = store
        self._bytes = MAX_REQUEST_BYTES
        self._suspects = 0
        self._blamed: tuple[list[Part], SyncProblem] | None = None
        self._apart: set[Part] = set(store.held_back(MAX_SEGMENTS))
        self._failures = 0
        self.problem: SyncProblem | None = None
        """Why a part was left out that headquarters said nothing about."""

    def next(self, waiting: Outgoing) -> Outgoing:
        """What goes now: as much as travels well, one part at least; nothing, to see whether that goes through."""
        if self._blamed is not None:
            return Outgoing()
        parts = self._within([each for each in _parts(waiting) if each not in self._apart])
        if self._suspects:
            parts = parts[: max(1, self._suspects // 2)]
        return _outgoing(waiting, parts)

    def went(self, portion: Outgoing) -> None:
        """It was delivered."""
        if self._blamed is None:
            self._suspects = max(0, self._suspects - len(_parts(portion)))
            return
        (blamed, problem), self._blamed = self._blamed, None
        self._suspects = len(blamed)
        if len(blamed) == 1:
            self._leave_out(blamed[0], problem)

    def failed(self, portion: Outgoing, problem: SyncProblem) -> None:
        """It was not. Raises the problem unless less at a time, or leaving a part out, may help."""
        self._failures += 1
        if self._blamed is not None:
            raise self._blamed[1] from problem
        parts = _parts(portion)
        is_too_much = problem.status == _TOO_LARGE or problem.code in _TOO_MUCH
        may_help = is_too_much or problem.status in _PERHAPS_A_PART_STATUS or problem.code in _PERHAPS_A_PART
        if not parts or not may_help or self._failures > _MAX_FAILURES:
            raise problem
        if len(parts) > 1 and is_too_much:
            self._bytes = sum(map(_size, parts)) // 2
        elif len(parts) == 1 and (is_too_much or self._suspects):
            self._leave_out(parts[0], problem)
        elif self._suspects:
            self._suspects = len(parts)
        else:
            self._blamed = parts, problem

    def _within(self, parts: list[Part]) -> list[Part]:
        total = 0
        for place, each in enumerate(parts):
            total += _size(each)
            if total > self._bytes and place:
                return parts[:place]
        return parts

    def _leave_out(self, part: Part, problem: SyncProblem) -> None:
        self._suspects = 0
        self._apart.add(part)
        if isinstance(part, bytes) and problem.status in _ITS_WORD:
            self._store.hold_back(segment_hash(part), problem.code)
        else:
            self.problem = problem


def _parts(outgoing: Outgoing) -> list[Part]:
    """Papers first: they say whose the segments are."""
    papers = [each for name in _PAPERS for each in getattr(outgoing, name)]
    return [*papers, *outgoing.segments]


def _outgoing(waiting: Outgoing, parts: list[Part]) -> Outgoing:
    chosen = set(parts)
    kinds = [each.name for each in fields(waiting)]
    return Outgoing(**{kind: tuple(filter(chosen.__contains__, getattr(waiting, kind))) for kind in kinds})


def _size(part: Part) -> int:
    return len(part) if isinstance(part, bytes) else _PAPER_BYTES


_PAPERS = ("certificates", "grants", "revocations", "key_records")
