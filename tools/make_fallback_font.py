"""Makes assets/fonts/MadoguchiFallback.ttf: what BIZ UDPGothic cannot write of people's names.

    python tools/make_fallback_font.py NotoSansCJK-Regular.ttc

Kanji and Latin letters come from Noto Sans CJK JP (Debian's fonts-noto-cjk), turned into TrueType outlines, which is
what can be embedded. Shapes that a name chooses by a variation selector (邊 has eight) get a place of their own in
plane 15, since a PDF knows no selectors; `variants.tsv` says which sequence stands for which place.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path(__file__).parent.parent / "assets" / "fonts"
NAME = "Madoguchi Fallback"
FIRST_PLACE = 0xF0000
UNITS = 1000
LETTERS = ((0x00C0, 0x024F), (0x1E00, 0x1EFF))
KANJI = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
COPYRIGHT = (
    "Kanji and letters: Copyright 2014-2021 Adobe (http://www.adobe.com/). "
    "Variant forms: also Copyright 2022 The BIZ UDGothic Project Authors."
)
Sequence = tuple[int, int]


def main(collection: Path) -> None:
    """Write the font and the list of sequences."""
    house = TTFont(FONTS / "BIZUDPGothic-Regular.ttf")
    (noto,) = (each for each in TTCollection(collection).fonts if each["name"].getDebugName(4) == "Noto Sans CJK JP")
    places, variants = _places(house, noto)
    FONTS.joinpath("MadoguchiFallback.ttf").unlink(missing_ok=True)
    _build(places).save(FONTS / "MadoguchiFallback.ttf")
    lines = (f"{base:04X}\t{selector:04X}\t{place:05X}\n" for (base, selector), place in sorted(variants.items()))
    FONTS.joinpath("variants.tsv").write_text("".join(lines), encoding="ascii")


def _places(house: TTFont, noto: TTFont) -> tuple[dict[int, tuple[TTFont, str]], dict[Sequence, int]]:
    """Which glyph stands at which code, and which sequence means which code of plane 15."""
    printed = house.getBestCmap()
    lacking = {code: glyph for code, glyph in noto.getBestCmap().items() if code not in printed and _is_wanted(code)}
    places = {code: (noto, glyph) for code, glyph in lacking.items()}
    variants: dict[Sequence, int] = {}
    drawn: dict[tuple[int, str], int] = {}
    for font in (house, noto):
        for sequence, glyph in _sequences(font):
            if sequence not in variants and sequence[0] in printed.keys() | places.keys():
                key = (id(font), glyph)
                variants[sequence] = drawn.setdefault(key, FIRST_PLACE + len(drawn))
                places[variants[sequence]] = (font, glyph)
    return places, variants


def _sequences(font: TTFont) -> Iterator[tuple[Sequence, str]]:
    """Base and selector of each form that is not the usual one."""
    usual = font.getBestCmap()
    (table,) = (each for each in font["cmap"].tables if each.format == 14)
    for selector, forms in sorted(table.uvsDict.items()):
        for base, glyph in sorted(forms):
            if glyph is not None and glyph != usual.get(base):
                yield (base, selector), glyph


def _is_wanted(code: int) -> bool:
    return any(first <= code <= last for first, last in (*LETTERS, *KANJI))


def _build(places: dict[int, tuple[TTFont, str]]) -> FontBuilder:
    names = {code: f"u{code:05X}" for code in places}
    glyphs, widths = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (UNITS, 0)}
    for code, (font, glyph) in sorted(places.items()):
        glyphs[names[code]], widths[names[code]] = _outline(font, glyph)
    made = FontBuilder(UNITS, isTTF=True)
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap({code: names[code] for code in sorted(places)})
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable(
        {
            "copyright": COPYRIGHT,
            "familyName": NAME,
            "styleName": "Regular",
            "fullName": NAME,
            "psName": NAME.replace(" ", ""),
            "licenseDescription": "SIL Open Font License, Version 1.1.",
        }
    )
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, fsType=0)
    made.setupPost(keepGlyphNames=False)
    made.font["head"].created = made.font["head"].modified = 0  # the same sources make the same bytes
    return made


def _outline(font: TTFont, glyph: str) -> tuple[Any, tuple[int, int]]:
    scale = UNITS / font["head"].unitsPerEm
    pen = TTGlyphPen(None)
    # Noto's outlines are cubic and run the other way round; those of BIZ are TrueType's already.
    through = Cu2QuPen(pen, max_err=1.0, reverse_direction=True) if "CFF " in font else pen
    glyphs = font.getGlyphSet()
    glyphs[glyph].draw(TransformPen(through, (scale, 0, 0, scale, 0, 0)))
    made = pen.glyph()
    left = made.xMin if hasattr(made, "xMin") else 0
    return made, (round(glyphs[glyph].width * scale), left)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
