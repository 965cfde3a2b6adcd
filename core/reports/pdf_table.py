"""A report's figures as tables for paper: headings with units, ①②③ above their lines, subtotals and totals in bold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table, TableStyle

from core.paper.fonts import BOLD, REGULAR, printable, text_width
from core.paper.layout import A4, A4_LANDSCAPE, INK, QUIET, RULE, TINT, Size
from core.paper.wrapping import wrap_phrases
from core.reports.figures import figure_text
from core.reports.pdf_head import MARGIN
from core.reports.spread import SPLIT_WORDS, ShownColumn, shown_columns, shown_rows
from core.reports.table import Cell, ReportTable, Row, RowLevel

_TYPE, _LINE, _PADDING = 9.5, 13.5, 4.0
_LEAST_LABEL, _MOST_LABEL = 92.0, 230.0
_LEAST_FIGURE, _MOST_FIGURE = 46.0, 92.0
_PHRASES = re.compile("(?=（)|(?<=～)")
_SUMS = (RowLevel.SUBTOTAL, RowLevel.TOTAL)
Command = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a heading (①…) when it has no cells."""

    label: str
    level: RowLevel
    cells: tuple[Cell, ...] = ()
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Arranged:
    """A page size, and the columns of each table that fits it; more than one where a page has no room for all."""

    size: Size
    parts: tuple[tuple[int, ...], ...]

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * MARGIN


def arranged(table: ReportTable) -> Arranged:
    """Upright if all columns fit, else on its side, else in several tables on its side."""
    columns, rows = shown_columns(table), list(shown_rows(table))
    label = min(_label_width(table), _MOST_LABEL)
    widths = [_figure_width(column, [cells[place] for _, cells in rows]) for place, column in enumerate(columns)]
    for size in (A4, A4_LANDSCAPE):
        if label + sum(widths) <= size[0] - 2 * MARGIN:
            return Arranged(size, (tuple(range(len(columns))),))
    step = 3 if table.compared is not None else 1
    return Arranged(A4_LANDSCAPE, tuple(_parts(widths, A4_LANDSCAPE[0] - 2 * MARGIN - label, step)))


def figure_table(table: ReportTable, places: Sequence[int], width: float) -> Any:
    """The columns of these places as a ReportLab table as wide as this; its head repeats on every page."""
    columns = [shown_columns(table)[place] for place in places]
    lines = list(_lines(table, places))
    compares = table.compared is not None
    head_rows = 2 if compares else 1
    widths = _widths(table, columns, lines, width)
    body = [_body(line, widths) for line in lines]
    style = [*_LOOK, *_head_look(head_rows), *(_compared_look(len(columns)) if compares else ())]
    style += [command for number, line in enumerate(lines, head_rows) for command in _line_look(line, number)]
    if len(lines) > 1:
        style.append(("NOSPLIT", (0, head_rows + len(lines) - 2), (-1, -1)))  # a total is never alone on a page
    return Table(
        [*_head(table, columns, widths), *body],
        colWidths=widths,
        repeatRows=head_rows,
        longTableOptimize=0,  # with it, spans are not known until the last page
        hAlign="LEFT",
        style=TableStyle(style),
    )


def _lines(table: ReportTable, places: Sequence[int]) -> Iterator[Line]:
    """The rows, and a heading where a group begins; a group of one line that is called the same is that line."""
    sizes = {group: sum(row.group == group for row in table.rows) for group in {row.group for row in table.rows}}
    before = ""
    for row, cells in shown_rows(table):
        told = tuple(cells[place] for place in places)
        alone = bool(row.group) and sizes[row.group] == 1 and row.group.endswith(row.ja)
        if row.group and row.group != before and not alone:
            yield Line(row.group, RowLevel.LINE)
        yield Line(row.group if alone else row.ja, row.level, told, _is_indented(row, alone))
        before = row.group


def _is_indented(row: Row, alone: bool) -> bool:
    return row.level is RowLevel.PART or (bool(row.group) and not alone)


def _body(line: Line, widths: Sequence[float]) -> list[str]:
    font = REGULAR if line.level not in _SUMS and line.cells else BOLD
    room = (widths[0] if line.cells else sum(widths)) - 2 * _PADDING - (_TYPE if line.indented else 0)
    label = "\n".join(wrap_phrases(line.label, font, _TYPE, room))
    return [label, *(map(figure_text, line.cells) if line.cells else [""] * (len(widths) - 1))]


def _head(table: ReportTable, columns: Sequence[ShownColumn], widths: Sequence[float]) -> list[list[str]]:
    label = SPLIT_WORDS[table.split]
    if table.compared is None:
        return [[label, *(_wrapped(each.title, width) for each, width in zip(columns, widths[1:], strict=True))]]
    spans = [sum(widths[place + 1 : place + 4]) for place in range(0, len(columns), 3)]
    over = [_wrapped(each.title, spans[place // 3]) if place % 3 == 0 else "" for place, each in enumerate(columns)]
    return [
        [label, *over],
        ["", *(_wrapped(each.of, width) for each, width in zip(columns, widths[1:], strict=True))],
    ]


def _wrapped(text: str, width: float) -> str:
    return "\n".join(wrap_phrases(text, BOLD, _TYPE, width - 2 * _PADDING))


def _label_width(table: ReportTable) -> float:
    words = [SPLIT_WORDS[table.split], *(row.ja for row in table.rows)]
    indent = _TYPE if any(row.group or row.level is RowLevel.PART for row in table.rows) else 0.0
    return max(_LEAST_LABEL, max(text_width(printable(each), BOLD, _TYPE) for each in words) + indent + 2 * _PADDING)


def _figure_width(column: ShownColumn, cells: Sequence[Cell]) -> float:
    """Room for every figure on one line, and for a heading in few."""
    widest = max((text_width(figure_text(cell), BOLD, _TYPE) for cell in cells), default=0.0)
    words = column.of or column.title
    heading = max(text_width(printable(each), BOLD, _TYPE) for each in _PHRASES.split(words))
    heading = min(heading, _MOST_FIGURE - 2 * _PADDING)
    return max(_LEAST_FIGURE, widest + 2 * _PADDING, heading + 2 * _PADDING)


def _widths(table: ReportTable, columns: Sequence[ShownColumn], lines: Sequence[Line], width: float) -> list[float]:
    """The figures get what they need and a share of what is left, the labels the rest."""
    needed = [
        _figure_width(column, [line.cells[place] for line in lines if line.cells])
        for place, column in enumerate(columns)
    ]
    left = width - sum(needed) - min(_label_width(table), _MOST_LABEL)
    share = max(0.0, left) / (len(columns) + 1)
    figures = [max(each, min(each + share, _MOST_FIGURE)) for each in needed]
    return [width - sum(figures), *figures]


def _parts(widths: Sequence[float], room: float, step: int) -> Iterator[tuple[int, ...]]:
    part: tuple[int, ...] = ()
    for first in range(0, len(widths), step):
        more = tuple(range(first, first + step))
        if part and sum(widths[place] for place in (*part, *more)) > room:
            yield part
            part = ()
        part += more
    yield part


def _head_look(rows: int) -> Iterator[Command]:
    last = rows - 1
    yield ("FONT", (0, 0), (-1, last), BOLD, _TYPE, _LINE)
    yield ("BACKGROUND", (0, 0), (-1, last), TINT)
    yield ("VALIGN", (0, 0), (-1, last), "BOTTOM")
    yield ("LINEBELOW", (0, last), (-1, last), 0.9, QUIET)


def _compared_look(columns: int) -> Iterator[Command]:
    yield ("SPAN", (0, 0), (0, 1))
    for place in range(1, columns + 1, 3):
        yield ("SPAN", (place, 0), (place + 2, 0))
        yield ("ALIGN", (place, 0), (place + 2, 0), "CENTER")
        yield ("LINEBELOW", (place, 0), (place + 2, 0), 0.5, RULE)
        yield ("LINEBEFORE", (place, 0), (place, -1), 0.5, RULE)


def _line_look(line: Line, number: int) -> Iterator[Command]:
    here = (0, number), (-1, number)
    if not line.cells:
        yield ("SPAN", *here)
        yield ("NOSPLIT", (0, number), (-1, number + 1))
    if not line.cells or line.level in _SUMS:
        yield ("FONT", *here, BOLD, _TYPE, _LINE)
    if line.level in _SUMS:
        yield ("LINEABOVE", *here, 0.9 if line.level is RowLevel.TOTAL else 0.6, QUIET)
    if line.level is RowLevel.TOTAL:
        yield ("BACKGROUND", *here, TINT)
    if line.indented:
        yield ("LEFTPADDING", (0, number), (0, number), _PADDING + _TYPE)


_LOOK: tuple[Command, ...] = (
    ("FONT", (0, 0), (-1, -1), REGULAR, _TYPE, _LINE),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.2),
)
