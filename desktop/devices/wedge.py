"""The keyboard wedge: picks a scanner's keys out of all that is typed, whatever has the keyboard.

Nothing but text and times is looked at, and no Qt is needed. A key is held back only while it may begin a code of ours
and the next one comes at a machine's pace; all others go on at once. What is foreign is counted and never kept.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto

from core.card_code import Code
from desktop.devices.scanner import Standing, standing

HOLD_SECONDS = 0.09
"""A slower key belongs to no scan: what was held goes on."""
MACHINE_SECONDS = 0.07
"""Keys closer together than this, many in a row, come from a machine: 50 ms, and what a busy USB port adds."""
SCANNER_SECONDS = 0.055
"""The slowest scanner: a few keys at this pace are enough."""
TRAILING_SECONDS = 0.25
"""An Enter or Tab this soon after a scan is the scanner's own ending."""

_APART = 0.01  # a scanner's first key comes at least so long after the key of a hand
_FEW = 3
_BURST = 4  # keys of a foreign scan that reach a text field before they are known as one
_SURELY_MACHINE = 12
_SURELY_WITH_ENDING = 7
_SURELY_BEFORE_SILENCE = 8


class Ending(StrEnum):
    """A key that scanners send after a code."""

    ENTER = "enter"
    TAB = "tab"


class Fate(Enum):
    """What becomes of a key."""

    PASS = auto()
    """All that is held goes on, then this."""
    HOLD = auto()
    DROP = auto()
    """This and all that is held is gone."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """On a key. With `is_first` a run of keys begins: what is held from before goes on, and a field that takes text
    remembers what stands in it; after `is_misread` that stands there again.
    """

    fate: Fate
    code: Code | None = None
    is_misread: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """How a code of ours was typed, for the page that tells what to set on the scanner. `slowest` is in seconds."""

    code: Code
    typed: str
    slowest: float = 0.0
    is_composed: bool = False
    endings: tuple[Ending, ...] = ()


class Place(Enum):
    """What has the keyboard."""

    TEXT = auto()
    """A field that takes text, foreign text too."""
    SCANS = auto()
    """A field for codes alone."""
    ELSEWHERE = auto()
    """A button, a table."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or a text that an input method wrote.

    `at`: seconds of a clock that never goes back. `stamp`: seconds by the keyboard's own clock, where it has one: keys
    without are made by a program, such as dictation, and come as fast as it likes.
    """

    text: str
    at: float
    stamp: float | None = None
    place: Place = Place.TEXT
    ending: Ending | None = None

    @property
    def is_trusted(self) -> bool:
        """Whether its pace alone may tell a scanner."""
        return self.stamp is not None or self.place is Place.SCANS

    def after(self, other: "Key") -> float:
        """Seconds between the two."""
        if self.stamp is None or other.stamp is None:
            return self.at - other.at
        return self.stamp - other.stamp


PASS, HOLD, DROP = Verdict(Fate.PASS), Verdict(Fate.HOLD), Verdict(Fate.DROP)
MISREAD = Verdict(Fate.DROP, is_misread=True)


class Wedge:
    """Give it every key in order."""

    def __init__(self) -> None:
        self.trace: Trace | None = None
        """How the last code of ours was typed."""
        self._last = Key("", float("-inf"))
        self._over = float("-inf")
        self._run = 0  # keys in a row at a machine's pace
        self._slowest = 0.0  # gap of what may become ours
        self._begun = ""  # what may become a code of ours
        self._before, self._gap_before = 0, 0.0  # keys of the run before that
        self._swallows = self._after_code = False

    def key(self, key: Key) -> Verdict:
        """What becomes of it."""
        gap, self._last = key.after(self._last), key
        if self._swallows:
            if self._is_tail(key, gap):
                return DROP
            self._swallows, self._run = False, 0
        if self._begun and gap <= HOLD_SECONDS:
            return self._cut_short(key) if key.ending else self._go_on(key, gap)
        self._begun = ""
        pressed = max(len(key.text), 1)
        self._run = self._run + pressed if self._run and gap <= MACHINE_SECONDS else pressed
        return self._start(key, gap) if self._may_start(key, gap) else self._foreign(key)

    def silence(self) -> Verdict:
        """Nothing came for `HOLD_SECONDS`: what was held goes on, or was a scan that broke off."""
        begun, self._begun = self._begun, ""
        if begun:
            is_scan = len(begun) >= _FEW and self._slowest <= SCANNER_SECONDS
        else:
            is_scan = self._run >= _SURELY_BEFORE_SILENCE
        if is_scan and self._last.is_trusted:
            return self.refuse(self._last.at)
        self._run = 0
        return PASS

    def interrupt(self) -> None:
        """Something came that no scanner sends: what was held goes on."""
        self._begun, self._run = "", 0

    def swallows_control(self, key: Key) -> bool:
        """Whether a control character now is a part of what the scanner reads, and no shortcut."""
        is_within = self._swallows or self._run >= _BURST
        return is_within and key.is_trusted and key.after(self._last) <= MACHINE_SECONDS

    def take(self, trace: Trace, at: float) -> Verdict:
        """A code is whole."""
        self.trace = trace
        self._finish(at, after_code=True)
        return Verdict(Fate.DROP, trace.code)

    def refuse(self, at: float) -> Verdict:
        """A scan was none of ours."""
        self._finish(at, after_code=False)
        return MISREAD

    def note_ending(self, ending: Ending) -> None:
        """The scanner's own ending came."""
        if self._after_code and self.trace is not None:
            self.trace = replace(self.trace, endings=(*self.trace.endings, ending))

    def _finish(self, at: float, *, after_code: bool) -> None:
        self._begun, self._run, self._slowest = "", 0, 0.0
        self._swallows, self._after_code, self._over = True, after_code, at

    def _is_tail(self, key: Key, gap: float) -> bool:
        if key.ending is not None and key.at - self._over < TRAILING_SECONDS:
            self.note_ending(key.ending)
            return True
        begins_next = self._after_code and standing(key.text) is Standing.BEGUN
        return gap <= MACHINE_SECONDS and not begins_next

    def _may_start(self, key: Key, gap: float) -> bool:
        is_apart = self._run <= len(key.text) or gap >= _APART
        return is_apart and key.ending is None and standing(key.text) not in (Standing.FOREIGN, Standing.EMPTY)

    def _start(self, key: Key, gap: float) -> Verdict:
        found = standing(key.text)
        if isinstance(found, Code):
            return self.take(Trace(found, key.text, is_composed=True), key.at)
        self._before, self._gap_before = self._run - len(key.text), gap
        self._begun, self._slowest = key.text, 0.0
        return Verdict(Fate.HOLD, is_first=not self._before)

    def _go_on(self, key: Key, gap: float) -> Verdict:
        self._begun += key.text
        self._run += len(key.text)
        self._slowest = max(self._slowest, gap)
        found = standing(self._begun)
        if isinstance(found, Code):
            trace = Trace(found, self._begun, self._slowest)
            return self.refuse(key.at) if self._is_embedded() else self.take(trace, key.at)
        if found is Standing.BEGUN:
            return HOLD
        if found is Standing.MISREAD:
            return self.refuse(self._last.at)
        self._begun = ""
        self._run = self._run if self._slowest <= MACHINE_SECONDS else 1
        return self._foreign(key)

    def _is_embedded(self) -> bool:
        """Whether the code was only a part of what the scanner read, such as an address."""
        return self._before > 0 and self._gap_before < 2 * max(self._slowest, _APART)

    def _cut_short(self, key: Key) -> Verdict:
        """An ending before the code was whole."""
        is_scan = len(self._begun) >= _BURST and self._slowest <= MACHINE_SECONDS
        self._begun = ""
        if is_scan and key.is_trusted:
            return self.refuse(self._last.at)
        self._run = 0
        return PASS

    def _foreign(self, key: Key) -> Verdict:
        if not key.is_trusted:
            return Verdict(Fate.PASS, is_first=self._run <= 1)
        return self._into_text(key) if key.place is Place.TEXT else self._beside_text(key)

    def _beside_text(self, key: Key) -> Verdict:
        """On a button, a table, the scan field: a few keys may be a hand's, more are a scan."""
        if self._run >= _BURST:
            return self.refuse(self._last.at)
        if self._run > 1:
            return HOLD
        is_press = key.ending is not None or not key.text.strip()
        return PASS if is_press else Verdict(Fate.HOLD, is_first=True)

    def _into_text(self, key: Key) -> Verdict:
        """In a field that takes text: only what no hand can type is a scan."""
        if self._run <= _BURST:
            return Verdict(Fate.PASS, is_first=self._run <= 1)
        if self._run >= (_SURELY_WITH_ENDING if key.ending else _SURELY_MACHINE):
            return self.refuse(self._last.at)
        return PASS if key.ending else HOLD
