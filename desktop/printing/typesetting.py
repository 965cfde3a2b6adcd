"""Paragraphs of marked text: lines that part no phrase where they need not, and ruby over its own base.

Line breaks follow phrases (BudouX), and never leave a closing mark at the head or an opening one at the end of a line
(JIS X 4051). Ruby is half as large as its base; where it is wider, the base is set apart to make room (JIS X 4051,
モノルビ・グループルビ), so that no ruby stands over a neighbour's kanji.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from core.marked_text import Span, Spans, plain_text
from core.paper.fonts import BOLD, REGULAR, printable, text_width
from core.paper.layout import Piece, Sheet
from core.paper.wrapping import NEVER_FIRST, NEVER_LAST, pieces_of

if TYPE_CHECKING:
    from budoux import Parser

RUBY_SHARE = 0.5
_RUBY_RISE = 0.94
"""From the baseline of the text to that of its ruby, in parts of the text's size: just above a kanji's top."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a line: `x` and `width` in points from the line's left end; the base stands in the middle of it."""

    x: float
    width: float
    text: str
    ruby: str
    font: str


Line = tuple[Placed, ...]


def set_paragraph(spans: Spans, size: float, width: float) -> tuple[Line, ...]:
    """Lines no wider than `width` points; line breaks in the text are kept. At least one line.

    A piece that is wider than a whole line is cut into its characters, unless ruby holds it together.
    """
    return tuple(line for paragraph in _paragraphs(spans) for line in _set(paragraph, size, width))


def draw_paragraph(sheet: Sheet, x: float, y: float, lines: Iterable[Line], size: float, leading: float) -> float:
    """Draw lines downwards, the first on the baseline `y`; the baseline after the last.

    `leading` is the distance of baselines in parts of `size`; with ruby, 1.6 is the least.
    """
    for line in lines:
        sheet.row(x, y, [Piece(_middle(each, size), each.text, each.font) for each in line], size)
        ruby = [_ruby(each, size * RUBY_SHARE) for each in line if each.ruby]
        if ruby:
            sheet.row(x, y + size * _RUBY_RISE, ruby, size * RUBY_SHARE)
        y -= size * leading
    return y


def _middle(placed: Placed, size: float) -> float:
    return placed.x + (placed.width - text_width(placed.text, placed.font, size)) / 2


def _ruby(placed: Placed, size: float) -> Piece:
    """Ruby narrower than its base is spread over it: a half gap at both ends, a whole one between letters."""
    gap = (placed.width - text_width(placed.ruby, REGULAR, size)) / len(placed.ruby)
    return Piece(placed.x + gap / 2, placed.ruby, REGULAR, gap)


def _paragraphs(spans: Spans) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for span in spans:
        first, *more = printable(span.text).split("\n")
        paragraph.append(Span(first, printable(span.ruby), span.strong))
        for text in more:
            yield paragraph
            paragraph = [Span(text, "", span.strong)]
    yield paragraph


def _set(paragraph: list[Span], size: float, width: float) -> Iterator[Line]:
    line: list[Span] = []
    used = 0.0
    for group in _breakable(paragraph, size, width):
        needed = sum(_width(atom, size) for atom in group)
        if line and used + needed - _trailing_blank(group, size) > width:
            yield _placed(line, size)
            line, used = [], 0.0
        line.extend(group)
        used += needed
    yield _placed(line, size)


def _breakable(paragraph: list[Span], size: float, width: float) -> Iterator[list[Span]]:
    """Phrases; one that is wider than a line in its smallest groups, at the worst in its characters."""

    def fits(atoms: list[Span]) -> bool:
        return sum(_width(atom, size) for atom in atoms) <= width

    for phrase in _phrases(paragraph):
        whole = [atom for group in phrase for atom in group]
        for group in [whole] if fits(whole) else phrase:
            for part in [group] if fits(group) else _clinging(_characters(group)):
                yield from [part] if fits(part) else ([atom] for atom in part)


def _phrases(paragraph: list[Span]) -> Iterator[list[list[Span]]]:
    ends = set(accumulate(len(phrase) for phrase in _parser().parse(plain_text(tuple(paragraph)))))
    phrase: list[list[Span]] = []
    place = 0
    for group in _groups(paragraph):
        phrase.append(group)
        place += sum(len(atom.text) for atom in group)
        if place in ends:
            yield phrase
            phrase = []
    if phrase:
        yield phrase


def _groups(paragraph: Iterable[Span]) -> Iterator[list[Span]]:
    """Atoms that must stand on one line: marks stay with what they close or open."""
    return _clinging(atom for span in paragraph for atom in _atoms(span))


def _clinging(atoms: Iterable[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for atom in atoms:
        if group and not (atom.text[0] in NEVER_FIRST or group[-1].text[-1] in NEVER_LAST):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _atoms(span: Span) -> Iterator[Span]:
    if span.ruby:
        yield span
    else:
        yield from (Span(piece, "", span.strong) for piece in pieces_of(span.text))


def _characters(group: list[Span]) -> Iterator[Span]:
    for atom in group:
        yield from [atom] if atom.ruby else (Span(each, "", atom.strong) for each in atom.text)


def _placed(atoms: list[Span], size: float) -> Line:
    widths = [_width(atom, size) for atom in atoms]
    starts = accumulate(widths, initial=0.0)
    return tuple(
        Placed(x, width, atom.text, atom.ruby, _font(atom))
        for atom, width, x in zip(atoms, widths, starts, strict=False)
    )


def _width(atom: Span, size: float) -> float:
    base = text_width(atom.text, _font(atom), size)
    return max(base, text_width(atom.ruby, REGULAR, size * RUBY_SHARE)) if atom.ruby else base


def _trailing_blank(group: list[Span], size: float) -> float:
    last = group[-1]
    return 0.0 if last.ruby else _width(last, size) - _width(Span(last.text.rstrip(), "", last.strong), size)


def _font(atom: Span) -> str:
    return BOLD if atom.strong else REGULAR


@cache
def _parser() -> "Parser":
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()
