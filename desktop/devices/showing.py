"""What is shown to the camera, picture by picture, told once: a card held still is one scan. No Qt, no clock.

What is none of our codes is told as such and forgotten here: it may be anybody's secret.
"""

from collections.abc import Iterable
from enum import Enum, auto

from core.card_code import Code, parse

PAUSE_SECONDS = 3.0
"""Out of sight for so long, a card that comes back is another scan."""
SWAP_SECONDS = 1.0
"""The same after another card was read. Not less: of two cards in one hand now one is in sight, now the other."""
SETTLING_SECONDS = 0.5
"""So long a foreign code, or a single card after several, must stay before it is told."""


class Unread(Enum):
    """Why nothing was read although something is shown."""

    FOREIGN = auto()
    SEVERAL = auto()
    """Two or more cards at once: which of them is meant, nobody can tell."""


class Showing:
    """Looks at one picture after the other. Times are seconds of any clock that never goes back."""

    def __init__(self) -> None:
        self._read: dict[str, float] = {}
        """When each code that was read was last in sight."""
        self._refused = {reason: _Spell() for reason in Unread}

    def look(self, texts: Iterable[str], at: float) -> Code | Unread | None:
        """What is new in this picture: a code of ours, a reason why there is none, or nothing."""
        seen = list(texts)
        ours = {each.text: each for each in map(parse, seen) if isinstance(each, Code)}
        before = {text: self._read[text] for text in ours if text in self._read}
        self._read.update(dict.fromkeys(before, at))
        if len(ours) > 1:
            return Unread.SEVERAL if self._refused[Unread.SEVERAL].begins(at) else None
        if ours:
            ((text, code),) = ours.items()
            return code if self._is_new(text, before.get(text), at) else None
        return Unread.FOREIGN if seen and self._is_foreign(at) else None

    def _is_new(self, text: str, before: float | None, at: float) -> bool:
        if at - self._refused[Unread.SEVERAL].last < SETTLING_SECONDS:
            return False
        if before is not None:
            others = (seen for other, seen in self._read.items() if other != text)
            gap = SWAP_SECONDS if any(seen > before for seen in others) else PAUSE_SECONDS
            if at - before < gap:
                return False
        self._read[text] = at
        return True

    def _is_foreign(self, at: float) -> bool:
        """Beside a card of ours a foreign code, such as the shop's on the wallet, is nobody's business."""
        card_is_near = any(at - seen < PAUSE_SECONDS for seen in self._read.values())
        return not card_is_near and self._refused[Unread.FOREIGN].begins(at, SETTLING_SECONDS)


class _Spell:
    """How long something has been in sight; short gaps do not end it."""

    def __init__(self) -> None:
        self._first = self.last = float("-inf")
        self._told = False

    def begins(self, at: float, settling: float = 0) -> bool:
        """In sight now. Whether that is to be told: once, when it has stayed for `settling` seconds."""
        if at - self.last >= PAUSE_SECONDS:
            self._first, self._told = at, False
        self.last = at
        if self._told or at - self._first < settling:
            return False
        self._told = True
        return True
