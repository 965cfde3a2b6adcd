"""R3 講座実績 by category: parts of programmes under their headings (①, ②…), each heading summed, and all together.

The sums are printed exact even where a line is 約, as offices print them; a sentence says how much of them is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from core.reports.count import Count
from core.reports.counting import Lines, Report, lines_of, ordered
from core.reports.notes import ESTIMATES_IN_SUM
from core.reports.table import TOTAL, Cell, Measure, Note, ReportTable, Row, RowLevel, Split, add

SUBTOTAL = " 小計"
"""What the key of a heading's sum ends in."""
_ADDED = 2
"""A heading of so many lines has a sum of its own."""


def categories_table(report: Report) -> ReportTable:
    """The courses of the period."""
    lines = lines_of(report, report.asked.period)
    rows = tuple(_rows(report, lines))
    return report.table(rows, (*lines.by_value.values(), lines.total), *_estimates(report, rows))


def in_heading(report: Report, heading: str) -> list[str]:
    """The values that stand under a heading; a programme of one part alone is that part."""
    names = report.names
    strands = [each.code for programme in names.programmes.all for each in programme.strands]
    found = [each for each in strands if names.heading(each) == heading]
    alone = names.parts[Split.STRAND].items()
    return [*found, *(programme for programme, strand in alone if strand in found)]


@dataclass(frozen=True, slots=True)
class _Strand:
    heading: str
    row: Row


def _rows(report: Report, lines: Lines) -> Iterator[Row]:
    strands = [_strand(report, value, lines.by_value[value]) for value in ordered(report, lines)]
    strands.sort(key=lambda each: (not each.heading, each.heading))
    for heading, some in groupby(strands, key=lambda each: each.heading):
        group = [each.row for each in some]
        yield from group
        if heading and len(group) >= _ADDED:
            yield _sum(report, group, f"{heading}{SUBTOTAL}", ("小計", "Subtotal"), RowLevel.SUBTOTAL, heading)
    yield _sum(report, [each.row for each in strands], TOTAL, ("総計", "Grand total"), RowLevel.TOTAL, "")


def _strand(report: Report, value: str, count: Count) -> _Strand:
    heading = report.names.heading(value)
    return _Strand(heading, report.row(value, report.names.label(report.split, value), count, group=heading))


def _sum(report: Report, rows: Sequence[Row], key: str, label: tuple[str, str], level: RowLevel, group: str) -> Row:
    cells = tuple(_added(measure, [row.cells[at] for row in rows]) for at, measure in enumerate(report.measures))
    return Row(key=key, ja=label[0], en=label[1], cells=cells, level=level, group=group)


def _added(measure: Measure, cells: Sequence[Cell]) -> Cell:
    """Exact; persons only where all lines know theirs."""
    if measure is Measure.PERSONS and None in cells:
        return None
    total = add(iter(cells))
    return msgspec.structs.replace(total, approximate=False) if total else None


def _estimates(report: Report, rows: Sequence[Row]) -> Iterator[Note]:
    for at, column in enumerate(report.measures):
        about = [row.cells[at] for row in rows if row.level is RowLevel.LINE]
        value = sum(cell.value for cell in about if cell is not None and cell.approximate)
        if value:
            yield Note(
                code=f"{ESTIMATES_IN_SUM}_{column}",
                ja=f"小計と総計には、概数（約）の{value:,}が入っています。",
                en=f"The sums hold an estimated {value:,}.",
            )
