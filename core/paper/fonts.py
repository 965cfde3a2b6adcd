"""The typeface of all papers: BIZ UDPGothic, embedded and subset; and what stands in where it cannot write.

Rare kanji of names come from the fallback font. A character that neither has is never printed as an empty box:
`missing_glyphs` names it before printing, so that the user can decide; `printable` puts the geta mark 〓 in its
place, as Japanese typesetters do.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from core.assets import asset_path
from core.paper.embedding import CopiedFont
from core.paper.fallback import FALLBACK, fallback_characters, variants

REGULAR = "BIZUDPGothic"
BOLD = "BIZUDPGothic-Bold"
GETA = "〓"

_FACES = {REGULAR: "BIZUDPGothic-Regular.ttf", BOLD: "BIZUDPGothic-Bold.ttf"}
_BLANKS = frozenset("\n\t")
_registering = threading.Lock()
_noted: ContextVar[dict[str, None] | None] = ContextVar("noted", default=None)

# A letter and its combining mark, as Macs write file names (か + U+3099), are one character to the font.
# NFC over the whole text would also turn U+FA19 into U+795E, and so change how a person writes their name.
_PLANE_15 = range(0xF0000, 0x100000)
_SELECTED = re.compile("[^\ufe00-\ufe0f][\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COMBINED = re.compile(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def ensure_fonts() -> None:
    """Make both faces known to ReportLab; cheap after the first time, safe from any thread."""
    with _registering:
        if REGULAR not in pdfmetrics.getRegisteredFontNames():
            for name, file in _FACES.items():
                pdfmetrics.registerFont(CopiedFont(name, str(asset_path("fonts", file))))
            pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def missing_glyphs(text: str) -> list[str]:
    """The characters of a text that cannot be printed, each once, in order; blanks and controls are none."""
    lacking = (
        character
        for character in _settled(text)
        if not _is_drawable(character) or (ord(character) in _PLANE_15 and character in text)
    )
    return list(dict.fromkeys(lacking))


def printable(text: str) -> str:
    """The text as it can be printed: what no font has becomes 〓; invisible characters go.

    A form that a name chooses by a variation selector becomes the fallback font's character for it.
    """
    if _drawable().issuperset(text) and not _COMBINED.search(text):
        return text
    settled, noted = _settled(text), _noted.get()
    if noted is not None:
        noted.update(dict.fromkeys(each for each in settled if not _is_drawable(each)))
    return "".join(character if _is_drawable(character) else GETA for character in settled)


@contextmanager
def noting_missing() -> Iterator[dict[str, None]]:
    """What was asked for within and no font has, each character once, in order: to be named before it is printed."""
    noted: dict[str, None] = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def runs(line: str, font: str) -> list[tuple[str, str]]:
    """A printable line in pieces of one font each: the font's name and the text."""
    if _drawable().issuperset(line):
        return [(font, line)]
    fallback_characters()  # a tab alone leads to that font too, before any rare letter made it known
    by_font = groupby(line, lambda character: font if character in _drawable() else FALLBACK)
    return [(name, "".join(piece)) for name, piece in by_font]


@lru_cache(maxsize=8192)
def text_width(text: str, font: str, size: float) -> float:
    """Width in points."""
    ensure_fonts()
    return sum(float(pdfmetrics.stringWidth(piece, name, size)) for name, piece in runs(text, font))


@cache
def _drawable() -> frozenset[str]:
    """Every visible character that both faces hold."""
    ensure_fonts()
    held = [pdfmetrics.getFont(name).face.charToGlyph.keys() for name in _FACES]
    return frozenset(chr(code) for code in set.intersection(*map(set, held)) if not _is_invisible(chr(code)))


def _is_drawable(character: str) -> bool:
    return character in _drawable() or character in _BLANKS or character in fallback_characters()


def _settled(text: str) -> str:
    chosen = _SELECTED.sub(lambda match: variants().get(match[0], match[0]), text)
    composed = _COMBINED.sub(lambda match: unicodedata.normalize("NFC", match[0]), chosen)
    return "".join(character for character in composed if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    """Format characters, and selectors of forms that no font has: the base stays, in the font's usual form."""
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return unicodedata.category(character) in ("Cf", "Cc") and character not in _BLANKS
