"""How a text that a scanner or a hand types stands: ours, perhaps soon ours, or foreign. Nothing here keeps a text."""

from enum import Enum, auto

from core.card_code import Code, NotOursReason, may_begin, parse


class Standing(Enum):
    """What a text is so far."""

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
    if not may_begin(text):
        return Standing.FOREIGN
    return Standing.MISREAD if whole.reason is NotOursReason.BAD_CHECK else Standing.BEGUN


class Repeats:
    """Tells the second reading of a card that still lies before the scanner from a second visit."""

    SECONDS = 5.0

    def __init__(self) -> None:
        self._code, self._at = "", float("-inf")

    def is_repeat(self, code: str, at: float) -> bool:
        """Whether this is the scan before once more. Times are seconds of a clock that never goes back."""
        again = code == self._code and at - self._at < self.SECONDS
        self._code, self._at = code, at
        return again

    def forget(self) -> None:
        """Something else happened: whatever is scanned next is meant."""
        self._code = ""
