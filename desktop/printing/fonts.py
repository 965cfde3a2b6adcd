"""The typeface of all papers: BIZ UDPGothic, embedded and subset; and what it cannot write.

A character that the font lacks is never printed as an empty box. `missing_glyphs` names it before printing,
so that the user can decide; `printable` puts the geta mark 〓 in its place, as Japanese typesetters do.
"""

import re
import threading
import unicodedata
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from core.assets import asset_path

REGULAR = "BIZUDPGothic"
BOLD = "BIZUDPGothic-Bold"
GETA = "〓"

_FACES = {REGULAR: "BIZUDPGothic-Regular.ttf", BOLD: "BIZUDPGothic-Bold.ttf"}
_BLANKS = frozenset("\n\t")
_registering = threading.Lock()

# A letter and its combining mark, as Macs write file names (か + U+3099), are one character to the font.
# NFC over the whole text would also turn U+FA19 into U+795E, and so change how a person writes their name.
_COMBINED = re.compile(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def ensure_fonts() -> None:
    """Make both faces known to ReportLab; cheap after the first time, safe from any thread."""
    with _registering:
        if REGULAR not in pdfmetrics.getRegisteredFontNames():
            for name, file in _FACES.items():
                pdfmetrics.registerFont(TTFont(name, str(asset_path("fonts", file))))
            pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def missing_glyphs(text: str) -> list[str]:
    """The characters of a text that cannot be printed, each once, in order; blanks and controls are none."""
    lacking = (character for character in _settled(text) if character not in _drawable() | _BLANKS)
    return list(dict.fromkeys(lacking))


def printable(text: str) -> str:
    """The text as it can be printed: what the font lacks becomes 〓; invisible characters go."""
    if _drawable().issuperset(text) and not _COMBINED.search(text):
        return text
    return "".join(
        character if character in _drawable() or character in _BLANKS else GETA
        for character in _settled(text)
    )


@lru_cache(maxsize=8192)
def text_width(text: str, font: str, size: float) -> float:
    """Width in points."""
    ensure_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


@cache
def _drawable() -> frozenset[str]:
    """Every visible character that both faces hold."""
    ensure_fonts()
    held = [pdfmetrics.getFont(name).face.charToGlyph.keys() for name in _FACES]
    return frozenset(chr(code) for code in set.intersection(*map(set, held)) if not _is_invisible(chr(code)))


def _settled(text: str) -> str:
    composed = _COMBINED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return "".join(character for character in composed if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    """Format characters and variation selectors; a name's base character stays, in the font's own shape."""
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return unicodedata.category(character) in ("Cf", "Cc") and character not in _BLANKS
