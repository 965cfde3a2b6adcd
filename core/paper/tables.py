"""Tables of staff papers: thin rules, a tinted head that repeats on every page, numbers to the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import LongTable, TableStyle

from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import INK, QUIET, RULE, TINT, Align
from core.paper.wrapping import wrap_evenly, wrap_phrases

TYPE = 9.0
_LINE = 12.5
_PADDING = 3.5
_APART = 9.0
"""Between figures to the right and the words that follow them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in points, and where its text stands."""

    heading: str
    width: float
    align: Align = "left"


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, total: Sequence[str] | None = None) -> Any:
    """Rows under a repeating head; `total` is a last row of sums in bold. A ReportLab flowable."""
    rooms = [column.width - _lead(columns, place) - _PADDING for place, column in enumerate(columns)]
    told = list(zip(columns, rooms, strict=True))
    head = ["\n".join(wrap_evenly(column.heading, BOLD, TYPE, room)) for column, room in told]
    sums = [total] if total is not None else []
    body = [[_cell(text, room) for text, room in zip(row, rooms, strict=True)] for row in (*rows, *sums)]
    return LongTable(
        [head, *body],
        colWidths=[column.width for column in columns],
        repeatRows=1,
        hAlign="LEFT",
        style=TableStyle([*_LOOK, *_alignment(columns), *(_TOTAL if sums else ())]),
    )


def _cell(text: str, room: float) -> str:
    return "\n".join(wrap_phrases(text, REGULAR, TYPE, room)) if text else ""


def _lead(columns: Sequence[Column], place: int) -> float:
    """How far from its left edge a column begins."""
    follows_figures = place > 0 and columns[place].align == "left" and columns[place - 1].align == "right"
    return _APART if follows_figures else _PADDING


def _alignment(columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    for place, column in enumerate(columns):
        here = (place, 0), (place, -1)
        yield ("ALIGN", *here, column.align.upper())
        yield ("LEFTPADDING", *here, _lead(columns, place))


_LOOK: tuple[tuple[Any, ...], ...] = (
    ("FONT", (0, 0), (-1, -1), REGULAR, TYPE, _LINE),
    ("FONT", (0, 0), (-1, 0), BOLD, TYPE, _LINE),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, QUIET),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2.0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
)
_TOTAL: tuple[tuple[Any, ...], ...] = (
    ("FONT", (0, -1), (-1, -1), BOLD, TYPE, _LINE),
    ("LINEABOVE", (0, -1), (-1, -1), 0.8, QUIET),
)
