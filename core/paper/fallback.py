"""The second typeface, for rare kanji of names: opened only when a text needs it.

BIZ UDPGothic lacks 𠮷, and a PDF knows no variation selectors (邊 has eight forms). `MadoguchiFallback.ttf` holds both,
the forms at places of their own in plane 15; what is copied from the PDF is the sequence as it was typed.
"""

import threading
from collections.abc import Mapping
from functools import cache

from reportlab.pdfbase import pdfmetrics

from core.assets import asset_path
from core.paper.embedding import CopiedFont

FALLBACK = "MadoguchiFallback"
_opening = threading.Lock()


@cache
def variants() -> Mapping[str, str]:
    """A base and its selector, to the character that stands for that form in the fallback font."""
    lines = asset_path("fonts", "variants.tsv").read_text(encoding="ascii").splitlines()
    parts = ([chr(int(code, 16)) for code in line.split("\t")] for line in lines)
    return {base + selector: place for base, selector, place in parts}


@cache
def fallback_characters() -> frozenset[str]:
    """Every character that the fallback font draws; makes it known to ReportLab."""
    with _opening:
        typed = {ord(place): sequence for sequence, place in variants().items()}
        font = CopiedFont(FALLBACK, str(asset_path("fonts", "MadoguchiFallback.ttf")), typed)
        pdfmetrics.registerFont(font)
    return frozenset(map(chr, font.face.charToGlyph))
