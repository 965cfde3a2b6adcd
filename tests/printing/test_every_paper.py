"""What holds for every paper that the program draws, also for those that come later."""

import re
from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules
from typing import Any

import pytest
from pypdf import PdfReader

import desktop.printing
from core.paper.fonts import GETA, missing_glyphs
from tests.printing.papers import PAPERS, RARE, WITHOUT_NAMES
from tests.printing.reading import text_of

_LARGEST = 400_000
"""Bytes of an embedded subset; a whole face has 4.6 million."""
_BOX = "\x00"
"""As which a character is copied that the font has no glyph for."""
_DRAWN = [(name, draw) for name, draws in PAPERS.items() for draw in draws]

every_paper = pytest.mark.parametrize(
    "draw", [draw for _, draw in _DRAWN], ids=[f"{name}-{place}" for place, (name, _) in enumerate(_DRAWN)]
)


def test_every_paper_that_is_drawn_is_looked_at_here() -> None:
    modules = [import_module(f"desktop.printing.{each.name}") for each in iter_modules(desktop.printing.__path__)]
    drawn = {
        name
        for module in modules
        for name in vars(module)
        if name.endswith("_pdf") and not name.startswith("_") and vars(module)[name].__module__ == module.__name__
    }
    assert drawn == set(PAPERS)


@every_paper
def test_every_font_is_embedded_and_subset(draw: Any) -> None:
    fonts = _fonts(draw())
    assert fonts
    for name, font in fonts.items():
        assert re.fullmatch(r"/[A-Z]{6}\+(BIZUDPGothic-(Regular|Bold)|MadoguchiFallback.*)", name), name
        assert 0 < len(font["/FontDescriptor"]["/FontFile2"].get_data()) < _LARGEST


@every_paper
def test_no_empty_box_stands_for_a_character(draw: Any) -> None:
    assert _BOX not in text_of(draw())


@pytest.mark.parametrize(("name", "draw"), [each for each in _DRAWN if each[0] not in WITHOUT_NAMES])
def test_rare_names_are_copied_as_they_were_typed(name: str, draw: Any) -> None:
    assert missing_glyphs(RARE) == []
    text = text_of(draw())
    flat = text.replace("\n", "")
    assert flat.count(RARE) == flat.count("髙﨑") > 0  # wherever one stands, in a table too
    assert GETA not in text


def test_papers_without_names_say_so_rightly() -> None:
    for name in WITHOUT_NAMES:
        for draw in PAPERS[name]:
            assert RARE not in text_of(draw())


def _fonts(pdf: bytes) -> dict[str, Any]:
    """Every font of every page, also one that is only named."""
    found: dict[str, Any] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        found |= {str(each.get_object()["/BaseFont"]): each.get_object() for each in resources["/Font"].values()}
    return found
