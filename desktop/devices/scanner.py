"""The keyboard wedge: a scanner that types. What stands in the field so far is ours, may become ours, or is foreign.

A scanner sends a code with Enter, with Tab or with nothing after it, in half or full width, and perhaps with the
identifiers of its own in front. Length and check characters end a code that nothing else ends. Nothing here keeps a
text: what is foreign may be anybody's secret (the back of a My Number card carries a QR code).
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from core.card_code import ALPHABET, LENGTH, LONGEST_INPUT, Code, CodeKind, normalise, parse

FAST_SECONDS = 0.05
"""Keys closer together than this come from a machine; quick typists need about 0.1 s."""
TRAILING_SECONDS = 0.25
"""An Enter or Tab this soon after a finished code is the scanner's own ending."""

_HALF_A_PREFIX = re.compile(r"(?:\](?:[A-Z][0-9A-Z]?)?)?(?:[\\¥]\d{0,6})?")
_KINDS = tuple(kind.value for kind in CodeKind)


class Standing(Enum):
    """What a text in the field is so far."""

    EMPTY = auto()
    BEGUN = auto()
    MISREAD = auto()
    """As long as a code of ours, with check characters that do not agree."""
    FOREIGN = auto()


def standing(text: str) -> Standing | Code:
    """The code, once it is whole; else how the text stands."""
    if not text.strip():
        return Standing.EMPTY
    whole = parse(text)
    if isinstance(whole, Code):
        return whole
    if len(text) > LONGEST_INPUT:
        return Standing.FOREIGN
    code = normalise(text)
    if _HALF_A_PREFIX.fullmatch(code):
        return Standing.BEGUN
    if not _may_be_ours(code):
        return Standing.FOREIGN
    return Standing.MISREAD if len(code) == LENGTH else Standing.BEGUN


def _may_be_ours(code: str) -> bool:
    begun = any(code.startswith(kind[: len(code)]) for kind in _KINDS)
    return begun and len(code) <= LENGTH and set(code) <= set(ALPHABET)


@dataclass
class Pace:
    """Tells a machine's keys from a person's. Times are seconds of any clock that never goes back."""

    _last: float = float("-inf")
    _finished: float = float("-inf")
    _keys: int = 0
    _fast: int = field(default=0)

    def key(self, at: float) -> None:
        """A key came."""
        self._fast += int(at - self._last < FAST_SECONDS)
        self._keys += 1
        self._last = at

    def finish(self, at: float) -> None:
        """A code was whole; the next key begins another."""
        self._finished, self._keys, self._fast = at, 0, 0

    def is_machine(self) -> bool:
        """Whether nearly all keys since the last code came as fast as no hand types."""
        return self._keys > 4 and self._fast >= self._keys - 2

    def is_trailing(self, at: float) -> bool:
        """Whether an Enter or Tab now belongs to the code that was just finished."""
        return at - self._finished < TRAILING_SECONDS
