"""The codes on visitor cards, slips and staff badges: 16 characters that check themselves (DESIGN section 5).

The alphabet has 23 characters, a prime, so the two check characters make a code over GF(23) in which any two
codes differ in at least three places: one wrong character, two wrong ones and any two swapped are all caught.
Its letters are consonants without lookalikes. An input method left in romaji mode makes kana of a vowel,
of N, or of a doubled consonant (small っ); none of these occurs in a code.
Sixteen alphanumerics fit a QR code of version 1 with correction level Q.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from core.typed_forms import is_half_a_prefix, keys_of, without_prefix

ALPHABET = "0123456789CDFGHJKMPRTVW"
LENGTH = 16
BODY_LENGTH = 12
LONGEST_INPUT = 256  # a code with every blank, dash and prefix that anybody types is far shorter
FIELD = len(ALPHABET)
PRIMITIVE_ROOT = 5

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(PRIMITIVE_ROOT, place, FIELD) for place in range(LENGTH))
_LOOKALIKES = str.maketrans("OIL", "011")


class CodeKind(StrEnum):
    """What a code stands for; its value is the code's first two characters."""

    CARD = "MC"
    SLIP = "MT"
    BADGE = "MW"
    SCANNER_TEST = "MD"
    PEER = "MP"


class NotOursReason(StrEnum):
    """Why a text is none of our codes."""

    WRONG_LENGTH = "wrong_length"
    FOREIGN = "foreign"
    BAD_CHECK = "bad_check"


_PREFIXES = frozenset(kind.value for kind in CodeKind)


@dataclass(frozen=True, slots=True)
class Code:
    """A code of ours: its kind and its 16 characters in normal form."""

    kind: CodeKind
    text: str


@dataclass(frozen=True, slots=True)
class NotOurs:
    """A text that is none of our codes. It never carries the text: that may be anybody's secret."""

    reason: NotOursReason


def normalise(text: str) -> str:
    """The text as a code would be written: half-width capitals, no blanks, dashes or scanner prefixes.

    What an input method made of the keys is undone (`core.typed_forms`). O reads as 0, I and L as 1.
    """
    return without_prefix(keys_of(text)).translate(_LOOKALIKES)


def may_begin(text: str) -> bool:
    """Whether this may be the beginning of a code of ours, with or without what scanners put in front."""
    if len(text) > LONGEST_INPUT:
        return False
    keys = keys_of(text)
    return bool(keys) and (
        is_half_a_prefix(keys) or _begins(without_prefix(keys, is_whole=False).translate(_LOOKALIKES))
    )


def parse(text: str) -> Code | NotOurs:
    """Read what a scanner or a person typed."""
    code = normalise(text) if len(text) <= LONGEST_INPUT else ""
    if len(code) != LENGTH:
        return NotOurs(NotOursReason.WRONG_LENGTH)
    if code[:2] not in _PREFIXES or not _VALUE.keys() >= set(code):
        return NotOurs(NotOursReason.FOREIGN)
    if not _check_holds(code):
        return NotOurs(NotOursReason.BAD_CHECK)
    if doubles_a_letter(code):
        return NotOurs(NotOursReason.FOREIGN)
    return Code(CodeKind(code[:2]), code)


def new_code(kind: CodeKind, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """A fresh code with 12 random characters; `randbelow(n)` gives a number from 0 to n - 1."""
    while True:
        body = "".join(ALPHABET[randbelow(FIELD)] for _ in range(BODY_LENGTH))
        code = with_check(kind, body)
        if not doubles_a_letter(code):
            return code


def with_check(kind: CodeKind, body: str) -> str:
    """The whole code for a body of 12 characters. It may double a letter: then take another body."""
    values = [_VALUE[character] for character in kind.value + body]
    total = sum(values)
    weighted = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=False))
    # Two equations, a + b = -total and a*g^14 + b*g^15 = -weighted; the first takes a out of the second.
    before_last, last = _WEIGHTS[-2:]
    b = (before_last * total - weighted) * pow(last - before_last, -1, FIELD) % FIELD
    a = (-total - b) % FIELD
    return kind.value + body + ALPHABET[a] + ALPHABET[b]


def doubles_a_letter(code: str) -> bool:
    """Whether two equal letters stand side by side (equal digits may)."""
    return any(left == right and left.isalpha() for left, right in pairwise(code))


def pretty(code: str) -> str:
    """The code in groups of four, as it is printed under the QR."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _begins(code: str) -> bool:
    is_kind = any(code.startswith(kind[: len(code)]) for kind in _PREFIXES)
    return is_kind and len(code) <= LENGTH and set(code) <= _VALUE.keys() and not doubles_a_letter(code)


def _check_holds(code: str) -> bool:
    values = [_VALUE[character] for character in code]
    weighted = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return sum(values) % FIELD == 0 and weighted % FIELD == 0
