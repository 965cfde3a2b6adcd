"""A report of words as a paper (R8, R9): the head of the other reports, tables of text, and the rule below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.paper.flow import Block, TableBlock
from core.paper.layout import A4_LANDSCAPE
from core.paper.tables import Column, table
from core.reports.pdf_head import MARGIN, Head
from core.reports.pdf_paper import gap, heading, noted, nothing, paper_of

_WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Listed:
    """A table with what stands above it (nothing, or a week)."""

    heading: str
    rows: Sequence[Sequence[str]]


def listed_pdf(
    head: Head, columns: Sequence[Column], parts: Iterable[Listed], notes: Iterable[tuple[str, str]]
) -> bytes:
    """The paper on its side, over as many pages as it needs. Widths of columns are shares of the page."""
    whole = sum(column.width for column in columns)
    fitted = [Column(each.heading, each.width / whole * _WIDTH, each.align) for each in columns]
    return paper_of(head, A4_LANDSCAPE, _blocks(fitted, parts, notes))


def _blocks(columns: Sequence[Column], parts: Iterable[Listed], notes: Iterable[tuple[str, str]]) -> Iterator[Block]:
    for number, part in enumerate(parts):
        if number:
            yield gap()
        if part.heading:
            yield heading(part.heading)
        yield TableBlock(table(columns, part.rows), _WIDTH) if part.rows else nothing()
    yield gap()
    for label, text in notes:
        yield noted(label, text, _WIDTH)
