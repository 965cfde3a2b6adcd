"""What one scan of the test page tells about the scanner, and about the keyboard that Windows thinks it is."""

import unicodedata
from enum import StrEnum

from core.card_code import LENGTH
from core.typed_forms import LAYOUT_SAMPLE, keys_of
from desktop.devices.wedge import Ending, Trace

SLOW_SECONDS = 0.03
"""A card takes more than half a second at this pace."""


class Finding(StrEnum):
    """Something to set otherwise. Cards are read with any of them."""

    KANA = "kana"
    WIDE = "wide"
    CAPS_LOCK = "caps_lock"
    SCANNER_US = "scanner_us"
    """The scanner types for a US keyboard, and Windows has a Japanese one."""
    SCANNER_JIS = "scanner_jis"
    """The other way round."""
    NO_ENDING = "no_ending"
    TAB = "tab"
    TWO_ENDINGS = "two_endings"
    AIM_PREFIX = "aim_prefix"
    ECI_PREFIX = "eci_prefix"
    SLOW = "slow"


_KANA = ("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA")
_US_MARKS, _JIS_MARKS = "[「", "\\¥"


def findings(trace: Trace) -> tuple[Finding, ...]:
    """What to change, the most telling first; nothing where all is well."""
    head, code = _parts(trace.typed)
    return (*_input_method(trace, code), *_layout(head), *_endings(trace.endings), *_prefix(head), *_pace(trace))


def tells_layout(trace: Trace) -> bool:
    """Whether the sample of the test page came with it; a card has none."""
    return keys_of(_parts(trace.typed)[0]).endswith(LAYOUT_SAMPLE)


def _parts(typed: str) -> tuple[str, str]:
    """What was typed before the code, and the code as it was typed."""
    start = next(place for place in range(len(typed), -1, -1) if len(keys_of(typed[place:])) >= LENGTH)
    return typed[:start], typed[start:]


def _input_method(trace: Trace, code: str) -> tuple[Finding, ...]:
    if any(unicodedata.name(character, "").startswith(_KANA) for character in code[:2]):
        return (Finding.KANA,)
    found = []
    if trace.is_composed or not code.isascii():
        found.append(Finding.WIDE)
    if any(character.islower() for character in code):
        found.append(Finding.CAPS_LOCK)
    return tuple(found)


def _layout(head: str) -> tuple[Finding, ...]:
    keys = keys_of(head)
    mark = unicodedata.normalize("NFKC", head[-3:-2]) if keys.endswith(LAYOUT_SAMPLE) else ""
    if mark and mark in _US_MARKS:
        return (Finding.SCANNER_US,)
    return (Finding.SCANNER_JIS,) if mark and mark in _JIS_MARKS else ()


def _endings(endings: tuple[Ending, ...]) -> tuple[Finding, ...]:
    if not endings:
        return (Finding.NO_ENDING,)
    if len(endings) > 1:
        return (Finding.TWO_ENDINGS,)
    return (Finding.TAB,) if endings[0] is Ending.TAB else ()


def _prefix(head: str) -> tuple[Finding, ...]:
    sent = keys_of(head).removesuffix(LAYOUT_SAMPLE)
    aim = (Finding.AIM_PREFIX,) if sent[1:2].isalpha() else ()
    eci = (Finding.ECI_PREFIX,) if sent[-6:].isdigit() and len(sent) >= 6 else ()
    return (*aim, *eci)


def _pace(trace: Trace) -> tuple[Finding, ...]:
    return (Finding.SLOW,) if trace.slowest > SLOW_SECONDS else ()
