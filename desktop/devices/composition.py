"""Scans that pass through an input method: they come as a composition, and perhaps never as a key.

What is known of the Microsoft IME: while it is on, every key goes into the composition; Enter commits it and never
arrives as a key; Tab may pick a prediction; with neither the composition stays as it is. Romaji input leaves the
consonants and digits of a code as they are, in full width; kana input gives one kana for each key.
"""

from core.card_code import Code
from desktop.devices.scanner import Standing, standing
from desktop.devices.wedge import (
    DROP,
    MACHINE_SECONDS,
    PASS,
    Ending,
    Key,
    Trace,
    Verdict,
    Wedge,
)

_BEGUN, _SURELY_MACHINE, _SURELY_BEFORE_SILENCE = 4, 12, 8


class Composition:
    """Give it all that the input method says. A composition is seen in its field and is no part of its text:
    dropping means that the field shows none, and that the input method is told to forget it.
    """

    def __init__(self, wedge: Wedge) -> None:
        self._wedge = wedge
        self._preedit = ""
        self._at = self._began = float("-inf")
        self._run = 0  # steps in a row at a machine's pace
        self._slowest = 0.0
        self._by_hand = self._left = ""  # what a hand had composed when the pace began
        self._eaten = ""  # what was taken out of a composition that the input method still holds
        self._refused = False  # a foreign scan, of which more may come

    @property
    def may_be_scan(self) -> bool:
        """Whether silence now would mean that a scan broke off."""
        is_begun = standing(self._preedit.removeprefix(self._by_hand)) is Standing.BEGUN
        return self._run >= (_BEGUN if is_begun else _SURELY_BEFORE_SILENCE)

    def changes(self, preedit: str, committed: str, at: float) -> Verdict:
        """The input method wrote `committed` and shows `preedit` now; `at` as in `Key`."""
        if self._refused and at - self._at <= MACHINE_SECONDS:
            self._at, self._eaten = at, preedit
            return DROP
        self._refused = False
        is_rest = bool(self._eaten) and (preedit.startswith(self._eaten) or committed.startswith(self._eaten))
        new, written = preedit.removeprefix(self._eaten), committed.removeprefix(self._eaten)
        if is_rest and committed:
            self._wedge.note_ending(Ending.ENTER)
        if not is_rest or committed:
            self._eaten = ""
        if is_rest and not new and not written:
            return DROP
        return self._writes(written, at) if written else self._shows(new, at)

    def left(self) -> str:
        """What a hand had composed before the scan that was dropped: it is to be written. Asked once."""
        left, self._left = self._left, ""
        return left

    def silence(self) -> Verdict:
        """Nothing came for a while."""
        return self._refuse() if self.may_be_scan else PASS

    def _shows(self, preedit: str, at: float) -> Verdict:
        self._step(preedit, at)
        whole, newest = standing(preedit), preedit.removeprefix(self._by_hand)
        if isinstance(whole, Code) and at - self._began <= MACHINE_SECONDS * len(preedit):
            self._by_hand = ""  # one slow key among quick ones
            return self._take(whole, preedit)
        found = standing(newest)
        if isinstance(found, Code):
            return self._take(found, newest)
        if self._run >= _SURELY_MACHINE and found is not Standing.BEGUN:
            return self._refuse()
        return PASS

    def _step(self, preedit: str, at: float) -> None:
        before, gap = self._preedit, at - self._at
        grows = len(preedit) > len(before)
        is_fast = grows and gap <= MACHINE_SECONDS and self._run > 0
        if not is_fast:
            self._by_hand = before if grows and preedit.startswith(before) else ""
        self._began = self._began if before else at
        self._slowest = max(self._slowest, gap) if is_fast else 0.0
        self._run = self._run + 1 if is_fast else int(grows)
        self._at, self._preedit = at, preedit

    def _take(self, code: Code, typed: str) -> Verdict:
        trace = Trace(code, typed, self._slowest, is_composed=True)
        self._over()
        return self._wedge.take(trace, self._at)

    def _writes(self, text: str, at: float) -> Verdict:
        self._at = at
        if self.may_be_scan and not isinstance(standing(text), Code):
            self._preedit = ""
            return self._refuse()
        by_hand, self._run, self._preedit = bool(self._preedit), 0, ""
        return PASS if by_hand else self._wedge.key(Key(text, at))

    def _refuse(self) -> Verdict:
        self._over()
        self._refused = True
        return self._wedge.refuse(self._at)

    def _over(self) -> None:
        self._eaten += self._preedit
        self._left, self._by_hand = self._by_hand, ""
        self._preedit, self._run = "", 0
