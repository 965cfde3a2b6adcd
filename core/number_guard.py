"""No My Number, card number or password in free text (番号法 第20条; docs/number-guard.md has the examples).

Only declared free-text fields are guarded, never ids. A refusal never repeats the text.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress

from core.known_numbers import DASHES, KNOWN
from core.problem import Problem

MY_NUMBER_DIGITS = 12
CARD_DIGITS = range(13, 20)

_KANJI_DIGITS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True))
_FEW = 12
"""So many characters are put in the place of others one after the other; more of them go faster in one pass."""
_RUN = re.compile(rf"[0-9](?:[{DASHES} \t./・_,]{{0,2}}[0-9]){{11,}}")
_SOME_DIGITS = re.compile(rf"[0-9](?:[{DASHES} \t./・_,]{{0,2}}[0-9]){{3,}}")
_NOT_A_DIGIT = re.compile(r"[^0-9]+")
_PASSWORD = re.compile(
    r"(?:パスワード|暗証番号|(?<![a-z])PIN(?:コード|番号)?)(?:[ ]*+[は:=][ ]*+|[ ]++)[「『\"']?"
    r"(?P<password>[a-z0-9]{4}[!-~]*+)",
    re.IGNORECASE,
)
COVER = "●●●"
_SHORTEST = len("PIN:0000")
"""Fewer letters hold neither a number nor a password; others than ASCII may stand for several."""
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LOWEST = ord("0") * sum(_WEIGHTS)  # the weighted sum of the characters of eleven zeros
_CHECK_DIGITS = "".join("0" if total % 11 <= 1 else str(11 - total % 11) for total in range(9 * sum(_WEIGHTS) + 1))
_LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


class RefusalCode(StrEnum):
    """What a text seems to hold."""

    MY_NUMBER = "my_number"
    CARD_NUMBER = "card_number"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not taken and what to do: Japanese for the user, without any of the text."""

    code: RefusalCode
    sentence: str
    next_step: str


_REFUSALS = {
    RefusalCode.MY_NUMBER: Refusal(
        RefusalCode.MY_NUMBER,
        "12桁の番号（マイナンバーなど）は記録できません。",
        "番号を消してから、もう一度お試しください。",
    ),
    RefusalCode.CARD_NUMBER: Refusal(
        RefusalCode.CARD_NUMBER,
        "クレジットカードなどの番号は記録できません。",
        "番号を消してから、もう一度お試しください。",
    ),
    RefusalCode.PASSWORD: Refusal(
        RefusalCode.PASSWORD,
        "パスワードや暗証番号は記録できません。",
        "その部分を消してください。「パスワードを忘れた」のような書き方はできます。",
    ),
}


def guard(text: str) -> str:
    """The text itself if it may be kept; else Problem with the code of the refusal."""
    found = refusal(text)
    if found is not None:
        raise Problem(found.code.value, found.sentence, found.next_step)
    return text


def refusal(text: str) -> Refusal | None:
    """Why this free text must not be kept, or None. The time taken grows with the length alone."""
    return next(refusals(text), None)


def refusals(text: str) -> Iterator[Refusal]:
    """Every reason why this free text must not be kept."""
    if len(text) < _SHORTEST and text.isascii():
        return
    shown = _shown(text)
    digits = _as_digits(shown)
    if _PASSWORD.search(digits):
        yield _REFUSALS[RefusalCode.PASSWORD]
    if not _RUN.search(digits):
        return
    known = [item.span() for item in KNOWN.finditer(shown)]
    groups = [_only_digits(run[0]) for run in _RUN.finditer(_cut_out(known, digits))]
    if any(len(group) in CARD_DIGITS and _passes_luhn(group) for group in groups):
        yield _REFUSALS[RefusalCode.CARD_NUMBER]
    if any(len(group) == MY_NUMBER_DIGITS for group in groups) or _hides_my_number(digits, known):
        yield _REFUSALS[RefusalCode.MY_NUMBER]


def covered(text: str) -> str:
    """A text as it may be shown: if it must not be kept, ●●● stands for its numbers and passwords."""
    if refusal(text) is None:
        return text
    shown = _shown(text)
    digits = _as_digits(shown)
    numbers = [run.span() for run in _SOME_DIGITS.finditer(digits)]
    spans = sorted(numbers + [found.span("password") for found in _PASSWORD.finditer(digits)])
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        if start >= end:
            parts += [shown[end:start], COVER]
        end = max(end, stop)
    safe = "".join(parts) + shown[end:]
    return safe if refusal(safe) is None else COVER


def is_my_number(digits: str) -> bool:
    """Whether 12 ASCII digits carry a right check digit (平成26年総務省令第85号 第5条)."""
    return len(digits) == MY_NUMBER_DIGITS and 0 in _valid_starts(digits)


def _as_digits(shown: str) -> str:
    return _with(shown, {kanji: digit for kanji, digit in _KANJI_DIGITS.items() if kanji in shown})


def _shown(text: str) -> str:
    """NFKC, without characters that show nothing; digits of any script become ASCII, blanks a space."""
    folded = unicodedata.normalize("NFKC", text)
    plain = ((each, _plain(each)) for each in set(folded) if not each.isascii())
    return _with(folded, {each: instead for each, instead in plain if instead != each})


def _with(text: str, instead: Mapping[str, str]) -> str:
    """The text with other characters in the place of some."""
    if len(instead) > _FEW:
        return text.translate({ord(each): other for each, other in instead.items()})
    for each, other in instead.items():
        text = text.replace(each, other)
    return text


def _plain(character: str) -> str:
    match unicodedata.category(character):
        case "Cf" | "Mn" | "Me":
            return ""
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Zs":
            return " "
    return character


def _cut_out(spans: list[tuple[int, int]], digits: str) -> str:
    kept = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), None], strict=True)
    return "\n".join(digits[start:end] for start, end in kept)


def _hides_my_number(digits: str, known: list[tuple[int, int]]) -> bool:
    """Whether a valid number stands anywhere that known numbers alone do not account for."""
    accounted = bytearray(len(digits))
    for start, end in known:
        accounted[start:end] = b"\1" * (end - start)
    for run in _RUN.finditer(digits):
        marks = bytes(compress(accounted[run.start() : run.end()], map(str.isdigit, run[0])))
        if 0 in marks and any(
            marks.find(0, start, start + MY_NUMBER_DIGITS) >= 0 for start in _valid_starts(_only_digits(run[0]))
        ):
            return True
    return False


def _valid_starts(digits: str) -> Iterator[int]:
    """Where 12 digits with a right check digit begin, one after the other.

    The sums of all windows are made at once: in UTF-16 each digit has 16 bits of one long integer, which hold
    any weighted sum of eleven character codes (at most 47 * 57).
    """
    lanes = int.from_bytes(digits.encode("utf-16-le"), "little")
    sums = sum(weight * (lanes >> 16 * place) for place, weight in enumerate(_WEIGHTS))
    totals = struct.unpack(f"<{len(digits)}H", sums.to_bytes(2 * len(digits), "little"))
    windows = zip(totals, digits[MY_NUMBER_DIGITS - 1 :], strict=False)
    return (start for start, (total, last) in enumerate(windows) if _CHECK_DIGITS[total - _LOWEST] == last)


def _passes_luhn(digits: str) -> bool:
    values = [int(digit) for digit in reversed(digits)]
    return (sum(values[::2]) + sum(_LUHN_DOUBLED[value] for value in values[1::2])) % 10 == 0


def _only_digits(run: str) -> str:
    return _NOT_A_DIGIT.sub("", run)
