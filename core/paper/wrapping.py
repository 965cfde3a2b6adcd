"""Breaking Japanese text, with Latin words in it, into lines.

Words of Latin letters stay whole; a line neither begins with closing marks nor ends with opening ones
(行頭・行末禁則, JIS X 4051).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from core.paper.fonts import printable, text_width

NEVER_FIRST = (
    "、。，．,.・：；:;？！?!ー―…‥〜～–‐）)」』】〕〉》］｝}]〗〙»’”〟゛゜々〻ゝゞヽヾ％%‰℃°′″"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､｣･ｰｧｨｩｪｫｬｭｮｯﾞﾟ"
)
NEVER_LAST = "（(「『【〔〈《［｛[{〖〘«‘“〝｢￥¥＄$＃№"
_PIECE = re.compile(
    rf"[{re.escape(NEVER_LAST)}]*(?:[A-Za-z0-9À-ɏ'’@#&_+.]+[-/]?|.)[{re.escape(NEVER_FIRST)}]*[ \u3000]*",
    re.DOTALL,
)
_CHARACTER = re.compile(
    rf"[{re.escape(NEVER_LAST)}]*.[{re.escape(NEVER_FIRST)}]*[ \u3000]*",
    re.DOTALL,
)
_PHRASE = re.compile(r"[^・（(]*(?:・|(?=[（(])|$)|[（(][^・（(]*・?")
_ELLIPSIS = "…"


def wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """The text in lines no wider than `width` points; line breaks in it are kept. At least one line."""
    return _wrap_printable(printable(text), font, size, width)


@lru_cache(maxsize=4096)
def _wrap_printable(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, font, size, width))
    return tuple(lines)


def wrap_phrases(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """As `wrap`, but broken after 「・」 or before a bracket where that takes no more lines: for labels."""
    lines = wrap(text, font, size, width)
    if len(lines) == 1:
        return lines
    by_phrase = _fill(_PHRASE.findall(printable(text)), font, size, width)
    fits = all(text_width(line, font, size) <= width for line in by_phrase)
    return tuple(by_phrase) if fits and len(by_phrase) <= len(lines) else lines


def wrap_evenly(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """As `wrap` with as many lines, but about equally long: for headings of narrow columns."""
    lines = wrap(text, font, size, width)
    while len(narrower := wrap(text, font, size, width - 1)) == len(lines) > 1 and width > size:
        lines, width = narrower, width - 1
    return lines


def shorten(text: str, font: str, size: float, width: float) -> str:
    """One line: the text, or its beginning and 「…」."""
    line = printable(text).replace("\n", " ")
    if text_width(line, font, size) <= width:
        return line
    while line and text_width(line + _ELLIPSIS, font, size) > width:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS


def clipped(text: str, longest: int) -> str:
    """The text, or so many characters of it and 「…」: where even the smallest type has no room for more."""
    return text if len(text) <= longest else text[:longest].rstrip() + _ELLIPSIS


def wrap_at_most(text: str, font: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """As `wrap`, but no more than so many lines: the last one is shortened."""
    wrapped = wrap(text, font, size, width)
    if len(wrapped) <= lines:
        return wrapped
    rest = "".join(wrapped[lines - 1 :])
    return (*wrapped[: lines - 1], shorten(rest, font, size, width))


def size_that_fits(text: str, font: str, width: float, largest: float, smallest: float) -> float:
    """The largest type in which the text stands on one line; `smallest` when none does."""
    natural = text_width(printable(text), font, largest)
    if natural <= width:
        return largest
    return max(smallest, int(largest * width / natural * 2) / 2)


def characters_of(piece: str) -> list[str]:
    """A piece that no line has room for, in its characters; each keeps the marks that cling to it."""
    return list(_CHARACTER.findall(piece))


def pieces_of(text: str) -> list[str]:
    """The smallest pieces between which a line may break: characters, Latin words, and the marks that cling to them."""
    return list(_PIECE.findall(text))


def _wrap_paragraph(paragraph: str, font: str, size: float, width: float) -> list[str]:
    return _fill(_pieces(paragraph, font, size, width), font, size, width)


def _fill(pieces: Iterable[str], font: str, size: float, width: float) -> list[str]:
    lines, line = [], ""
    for piece in pieces:
        if line and text_width((line + piece).rstrip(), font, size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(paragraph: str, font: str, size: float, width: float) -> list[str]:
    """What must not be parted; a piece wider than a whole line is cut into its characters."""

    def fits(piece: str) -> bool:
        return text_width(piece.rstrip(), font, size) <= width

    characters = (part for piece in pieces_of(paragraph) for part in ([piece] if fits(piece) else characters_of(piece)))
    return [part for each in characters for part in ([each] if fits(each) else each)]
