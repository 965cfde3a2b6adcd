"""Sections of a staff paper: a heading with its count at the right, and a table or 「なし」."""

from collections.abc import Iterator, Sequence

from core.paper.flow import Block, Drawn, TableBlock
from core.paper.fonts import BOLD
from core.paper.layout import QUIET, Sheet
from core.paper.tables import Column, table

NONE = "なし"
LABEL_WIDTH = 62.0
COUNT_WIDTH = 45.0


def section(
    title: str,
    note: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: float,
    *,
    total: Sequence[str] | None = None,
) -> Iterator[Block]:
    """A heading, its count at the right, and its table, or 「なし」."""
    yield heading(title, note, width)
    yield TableBlock(table(columns, rows, total=total), width) if rows else nothing()


def heading(title: str, note: str, width: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x, top - 24, title, 11.5, font=BOLD)
        sheet.text(x + width, top - 24, note, 9, colour=QUIET, align="right")

    return Drawn(31, draw, is_heading=True)


def nothing() -> Block:
    return Drawn(16, lambda sheet, x, top: sheet.text(x, top - 11, NONE, 9, colour=QUIET))
