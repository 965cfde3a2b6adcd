"""What every report's paper has: pages under its head, notes with their label, a line where nothing is on record."""

from collections.abc import Iterable

from core.paper.flow import Block, Drawn, Labelled, Pages, draw_pages
from core.paper.fonts import BOLD, REGULAR
from core.paper.furniture import draw_foot
from core.paper.layout import Sheet, Size
from core.paper.wrapping import wrap
from core.reports.pdf_head import BOTTOM, HEAD, LATER, MARGIN, Head

_LABEL, _NOTE = 52.0, 9.5


def paper_of(head: Head, size: Size, blocks: Iterable[Block]) -> bytes:
    """The blocks over as many pages as they need."""
    sheet, top, width = Sheet(size, f"{head.title} {head.period}"), size[1], size[0] - 2 * MARGIN
    pages = Pages(first_top=top - HEAD, top=top - LATER, bottom=BOTTOM).fill(list(blocks))

    def furnish(number: int, count: int) -> None:
        head.draw(sheet, size) if number == 1 else head.draw_later(sheet, size)
        draw_foot(sheet, MARGIN, width, head.until, number, count)

    draw_pages(sheet, pages, MARGIN, furnish)
    return sheet.finish()


def noted(label: str, text: str, width: float) -> Block:
    """A note or a rule, with what it is at its left."""
    return Labelled(label, wrap(text, REGULAR, _NOTE, width - _LABEL), _LABEL, _NOTE)


def heading(words: str) -> Block:
    """One line above a table, never left alone at the foot of a page."""
    return _line(words, BOLD, is_heading=True)


def nothing() -> Block:
    """Instead of an empty table."""
    return _line("この期間の記録はありません。", REGULAR)


def gap(height: float = 10) -> Block:
    """Room between two blocks, in points."""
    return Drawn(height, lambda sheet, x, top: None)


def _line(words: str, font: str, *, is_heading: bool = False) -> Block:
    return Drawn(24, lambda sheet, x, top: sheet.text(x, top - 16, words, 11, font=font), is_heading)
