"""Small cells hidden so that nobody can work them out: for what is published.

Counts of people or cases from 1 to 4 are hidden, and with each so many others (complementary suppression) that the
sums down and across leave more than one value for it. A hidden cell is known to be at least 1: a 0 is never hidden.
So is a part (うち新規, うち定期相談会) that leaves 1 to 4 of its whole: who subtracts would have them. How many came
without a name is published nowhere, since it tells how often the others came. Nor is the year before beside a period
that shares days with it.

The sums of a table are a network: a cell carries its figure from one sum into another. A hidden figure can be another
one exactly if some ring of hidden cells can be turned by one, adding here and taking away there, without any of them
falling under its least value. So for each small cell the cheapest such ring is sought and hidden.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

import msgspec

from core.reports.notes import ESTIMATES_IN_SUM, PART_COMPARED, TARGET
from core.reports.suppression_net import Arc, Net, Node, Place, net_of
from core.reports.table import Cell, Figure, Measure, Note, ReportTable, Row, RowLevel

THRESHOLD = 5
"""Less than this is hidden."""
COUNTS_OF_PEOPLE = frozenset(
    {
        Measure.VISITS,
        Measure.PERSONS,
        Measure.NEW_VISITORS,
        Measure.COMPANIONS,
        Measure.CONSULTATIONS,
        Measure.CONSULTATION_PERSONS,
        Measure.REGISTERED,
    }
)
# What would tell a count by a price, a length or a whole: hidden in every row in which that count is.
_TELLS: Mapping[Measure, frozenset[Measure]] = {
    Measure.MINUTES: frozenset({Measure.CONSULTATIONS, Measure.CONSULTATION_PERSONS}),
    Measure.YEN: frozenset({Measure.VISITS, Measure.PERSONS}),
    Measure.SHARE: COUNTS_OF_PEOPLE,
}
_HIDDEN = Figure(value=0, suppressed=True)
_NOTE = Note(
    code="suppressed",
    ja="＊は、5未満の数と、それが計算で分かってしまう数です。",
    en="＊ stands for figures under five, and for those by which they could be worked out.",
)
# A day of both is told twice, and what one of them hides with a small cell the other may show.
_NOT_COMPARED = Note(
    code="not_compared",
    ja="期間が1年より長いので、前の年とは並べていません。",
    en="The year before is not beside it: the period is longer than a year.",
)
_UNPUBLISHED = Measure.ANONYMOUS
_REGISTERED_ONLY = Note(
    code="registered_only",
    ja="実人員は登録者のみで、匿名の方は延べにだけ入っています。",
    en="Persons are registered visitors only; anonymous visits are in the visits alone.",
)
_ESTIMATES_IN_SUM = Note(
    code=ESTIMATES_IN_SUM,
    ja="小計と総計には、概数（約）の数が入っています。",
    en="The sums hold estimated numbers.",
)


def suppressed(table: ReportTable, threshold: int = THRESHOLD) -> ReportTable:
    """The same table without small cells and without what would give them away; notes that hold a count go too."""
    shown = _published(table)
    hidden = _hidden(shown, threshold)
    rows = tuple(_without(row, number, hidden) for number, row in enumerate(shown.rows))
    notes = tuple(_countless(shown.notes))
    beside = shown.compared
    if beside is not None and beside.period.last >= shown.period.first:
        notes, beside = (*(each for each in notes if each.code != PART_COMPARED), _NOT_COMPARED), None
    return msgspec.structs.replace(
        shown,
        rows=rows,
        notes=(*notes, _NOTE) if hidden else notes,
        compared=suppressed(beside, threshold) if beside is not None else None,
    )


def _published(table: ReportTable) -> ReportTable:
    """Without the columns that are published nowhere, and without bars to its targets."""
    kept = [place for place, column in enumerate(table.columns) if column.measure is not _UNPUBLISHED]
    rows = (msgspec.structs.replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return msgspec.structs.replace(
        table, columns=tuple(table.columns[place] for place in kept), rows=tuple(rows), aims=()
    )


def _countless(notes: Iterable[Note]) -> Iterator[Note]:
    """The notes without any count: one of them is a sum that no cell of the table need be."""
    for note in notes:
        if note.code.startswith(ESTIMATES_IN_SUM):
            yield _ESTIMATES_IN_SUM
        elif note.code == _REGISTERED_ONLY.code:
            yield _REGISTERED_ONLY
        elif not note.code.startswith(TARGET):
            yield note


def _without(row: Row, number: int, hidden: set[Place]) -> Row:
    cells = tuple(_HIDDEN if (number, place) in hidden else cell for place, cell in enumerate(row.cells))
    return msgspec.structs.replace(row, cells=cells)


def _hidden(table: ReportTable, threshold: int) -> set[Place]:
    net = net_of(table, COUNTS_OF_PEOPLE)
    small = [place for place, value in net.values.items() if 0 < value < threshold]
    small += [place for place in _leaving_few(net, threshold) if place not in small]
    hidden = set(small)
    for place in small:
        _protect(net, place, hidden)
    hidden |= set(_running(table, net, hidden))
    return hidden | set(_telling(table, hidden))


def _leaving_few(net: Net, threshold: int) -> Iterator[Place]:
    """Parts of a whole whose rest is small."""
    for whole, parts in _wholes(net):
        told = [each for each in parts if each in net.values]
        if 0 < net.values.get(whole, 0) - sum(net.values[each] for each in told) < threshold:
            yield from told


def _wholes(net: Net) -> Iterator[tuple[Place, list[Place]]]:
    """Each cell with the cells that are shown as parts of it."""
    columns, parts = range(len(net.table.columns)), net.sums.parts
    for row in dict.fromkeys(parts.values()):
        inside = [part for part, whole in parts.items() if whole == row]
        yield from (((row, column), [(part, column) for part in inside]) for column in columns)
    places = {column.measure: place for place, column in enumerate(net.table.columns)}
    if Measure.PERSONS in places and Measure.NEW_VISITORS in places:
        for row in range(len(net.table.rows)):
            yield (row, places[Measure.PERSONS]), [(row, places[Measure.NEW_VISITORS])]


def _protect(net: Net, place: Place, hidden: set[Place]) -> None:
    """Hide what leaves a second value for this cell; where sums do not add up, what stands above it as well."""
    ring = _ring(net, place, hidden)
    hidden.update(ring)
    hidden.update(above for each in (place, *ring) for above in net.doubtful_above(each))


def _ring(net: Net, place: Place, hidden: set[Place]) -> list[Place]:
    """The cheapest other cells that can move with this one, by one. All that grows with it is always such a ring."""
    arc = net.arcs[place]
    if arc.tail == arc.head:
        return []
    grown = _cheapest(net, arc.head, arc.tail, place, hidden)
    if (grown is not None and grown.cost == 0) or place not in net.shrinkable:
        return grown.way if grown is not None else []
    shrunk = _cheapest(net, arc.tail, arc.head, place, hidden)
    return min(each for each in (grown, shrunk) if each is not None).way


class _Way(NamedTuple):
    """Cells that carry one from a sum to another; a hidden one costs nothing, others their figure."""

    cost: int
    node: Node
    way: list[Place]


def _cheapest(net: Net, start: Node, end: Node, but: Place, hidden: set[Place]) -> _Way | None:
    """Dijkstra's way from one sum to another, without one cell."""
    best: dict[Node, float] = {start: 0}
    heap = [_Way(0, start, [])]
    while heap:
        here = heappop(heap)
        if here.node == end:
            return here
        for arc, onward in _steps(net, here.node, but):
            cost = here.cost + (0 if arc.place in hidden else net.values[arc.place] + 1)
            if cost < best.get(onward, inf):
                best[onward] = cost
                there = _Way(cost, onward, [*here.way, arc.place])
                if onward == end and cost == 0:
                    return there
                heappush(heap, there)
    return None


def _steps(net: Net, node: Node, but: Place) -> Iterator[tuple[Arc, Node]]:
    for arc in net.around[node]:
        if arc.place == but:
            continue
        if arc.tail == node:
            yield arc, arc.head
        if arc.head == node and arc.place in net.shrinkable:
            yield arc, arc.tail


def _running(table: ReportTable, net: Net, hidden: set[Place]) -> Iterator[Place]:
    """Figures that add up another column month by month: two of them tell what came between."""
    for running, counted in net.running.items():
        rows = [number for number, row in enumerate(table.rows) if row.level in (RowLevel.LINE, RowLevel.PART)]
        if any((row, counted) in hidden for row in rows):
            yield from ((row, running) for row in rows if _is_figure(table.rows[row].cells[running]))


def _telling(table: ReportTable, hidden: set[Place]) -> Iterator[Place]:
    measures = [column.measure for column in table.columns]
    for number, row in enumerate(table.rows):
        here = {measures[place] for place in range(len(measures)) if (number, place) in hidden}
        for place, cell in enumerate(row.cells):
            if _is_figure(cell) and here & _TELLS.get(measures[place], frozenset()):
                yield number, place


def _is_figure(cell: Cell) -> bool:
    return cell is not None and not cell.suppressed
