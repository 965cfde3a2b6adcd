"""R3 講座実績 by category: parts of programmes under their headings (①, ②…), each heading summed, and all together.

The sums are printed exact even where a line is 約, as offices print them; a sentence says how much of them is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from core.reports.count import Count
from core.reports.counting import Lines, Report, lines_of, ordered
from core.reports.notes import ESTIMATES_IN_SUM
from core.reports.splits import Parts, kept
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


def headed(report: Report, *headings: str) -> Parts:
    """Parts by which everything under one of these headings is one value, that of its sum."""
    under = {value: f"{heading}{SUBTOTAL}" for heading in headings for value in in_heading(report, heading)}
    return {**report.names.parts, Split.STRAND: {**report.names.parts[Split.STRAND], **under}}


@dataclass(frozen=True, slots=True)
class _Strand:
    heading: str
    row: Row


def _rows(report: Report, lines: Lines) -> Iterator[Row]:
    strands = [_strand(report, value, lines.by_value[value]) for value in ordered(report, lines)]
    strands.sort(key=lambda each: (not each.heading, each.heading))
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for each in strands:
        groups[each.heading].append(each.row)
    once = _counted_once(report, [heading for heading, rows in groups.items() if heading and len(rows) >= _ADDED])
    for heading, rows in groups.items():
        yield from rows
        if heading in once:
            cells, key = _sum(report, rows, once[heading]), f"{heading}{SUBTOTAL}"
            yield Row(key=key, ja="小計", en="Subtotal", cells=cells, level=RowLevel.SUBTOTAL, group=heading)
    cells = _sum(report, [each.row for each in strands], lines.total)
    yield Row(key=TOTAL, ja="総計", en="Grand total", cells=cells, level=RowLevel.TOTAL)


def _strand(report: Report, value: str, count: Count) -> _Strand:
    heading = report.names.heading(value)
    return _Strand(heading, report.row(value, report.names.label(report.split, value), count, group=heading))


def _counted_once(report: Report, headings: Sequence[str]) -> Mapping[str, Count]:
    """What is under each of these headings; whoever was in two of its lines is one person."""
    if not headings:
        return {}
    counting = report.counting(report.asked.period)
    once = replace(counting, kept=kept(counting.kept.asked, headed(report, *headings), report.source.many))
    counted = once.count(report.split, frozenset(report.measures)).by_value
    return {heading: counted[f"{heading}{SUBTOTAL}"] for heading in headings}


def _sum(report: Report, rows: Sequence[Row], counted: Count) -> tuple[Cell, ...]:
    places = enumerate(report.measures)
    return tuple(_summed(measure, [each.cells[place] for each in rows], counted) for place, measure in places)


def _summed(measure: Measure, cells: Sequence[Cell], counted: Count) -> Cell:
    """Exact; persons do not add up, and are told only where all lines know theirs."""
    total = add(iter(cells))
    if measure is Measure.PERSONS:
        total = counted.cell(measure) if cells and None not in cells else None
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
