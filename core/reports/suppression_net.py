"""The sums of a table as a network, for `core.reports.suppression`: sums are nodes, cells the arcs between them.

To add one to a cell is to carry one along its arc. A line goes into the sum of its column, a subtotal from its own sum
into the one above it. Where columns add up to another, a line is carried from the sum of its row into that of its
column, and the column of sums runs the other way. All that no sum holds goes through one node, `OUTSIDE`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.reports.table import Cell, Measure, ReportTable, RowLevel

Place = tuple[int, int]
"""Row and column, from 0."""
Node = tuple[str, int, int]
OUTSIDE: Node = ("outside", 0, 0)
# A count and those within which it lies.
_WITHIN: Mapping[Measure, tuple[Measure, ...]] = {
    Measure.PERSONS: (Measure.VISITS,),
    Measure.NEW_VISITORS: (Measure.PERSONS, Measure.VISITS),
    Measure.ANONYMOUS: (Measure.VISITS,),
    Measure.CONSULTATION_PERSONS: (Measure.CONSULTATIONS,),
}
_COUNTED_ONCE = frozenset({Measure.PERSONS, Measure.NEW_VISITORS, Measure.CONSULTATION_PERSONS})
"""Whose total is rightly less than the sum of its lines."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A cell between two sums."""

    place: Place
    tail: Node
    head: Node


@dataclass
class Net:
    """The cells that may be hidden, with their figures; a 0 or what is unknown is none of them."""

    table: ReportTable
    values: dict[Place, int]
    parents: dict[int, int]
    arcs: dict[Place, Arc] = field(default_factory=dict)
    around: dict[Node, list[Arc]] = field(default_factory=lambda: defaultdict(list))
    doubtful: set[Place] = field(default_factory=set)
    """Sums that are not what their lines add up to: which lines they hold is not known."""

    def can_shrink(self, place: Place) -> bool:
        """Whether one less would still be 1 or more, and hold what lies within it."""
        return self.values[place] > max((1, *(self.values[each] for each in self._held(place))))

    def doubtful_above(self, place: Place) -> list[Place]:
        """The doubtful sums above a cell."""
        row, column = place
        found = []
        while row in self.parents:
            row = self.parents[row]
            if (row, column) in self.doubtful and (row, column) in self.values:
                found.append((row, column))
        return found

    def add(self, arc: Arc) -> None:
        self.arcs[arc.place] = arc
        self.around[arc.tail].append(arc)
        self.around[arc.head].append(arc)

    def _held(self, place: Place) -> list[Place]:
        row, column = place
        mine = self._measure(column)
        columns = range(len(self.table.columns))
        narrower = (each for each in columns if mine in _WITHIN.get(self._measure(each), ()))
        return [(row, each) for each in narrower if (row, each) in self.values]

    def _measure(self, column: int) -> Measure:
        return self.table.columns[column].measure


def net_of(table: ReportTable, measures: frozenset[Measure]) -> Net:
    """The network of the columns of these measures."""
    columns = [place for place, column in enumerate(table.columns) if column.measure in measures]
    values = {
        (number, place): cell.value
        for number, row in enumerate(table.rows)
        for place in columns
        if (cell := row.cells[place]) is not None and cell.value > 0 and not cell.suppressed
    }
    net = Net(table, values, _parents(table))
    sums = _sums_of_columns(table, columns)
    for place in values:
        net.add(_arc(net, place, sums))
    net.doubtful.update(_doubtful(net, columns))
    return net


def _parents(table: ReportTable) -> dict[int, int]:
    """For each row the row that adds it up: its group's subtotal, else the total."""
    levels = [row.level for row in table.rows]
    subtotals = {row.group: number for number, row in enumerate(table.rows) if row.level is RowLevel.SUBTOTAL}
    total = next((number for number, level in enumerate(levels) if level is RowLevel.TOTAL), None)
    found: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        own = subtotals.get(row.group) if row.level is RowLevel.LINE else None
        above = own if own is not None else total
        if above is not None and above != number:
            found[number] = above
    return found


def _sums_of_columns(table: ReportTable, columns: Sequence[int]) -> dict[int, int]:
    """Each column that is, with others of its measure, added up in another: that other one. A sum is its own."""
    by_measure: dict[Measure, list[int]] = defaultdict(list)
    for place in columns:
        by_measure[table.columns[place].measure].append(place)
    found: dict[int, int] = {}
    for places in by_measure.values():
        whole = next((place for place in places if len(places) > 2 and _adds_up(table, place, places)), None)
        if whole is not None:
            found |= dict.fromkeys(places, whole)
    return found


def _adds_up(table: ReportTable, whole: int, places: Sequence[int]) -> bool:
    parts = [place for place in places if place != whole]
    return bool(table.rows) and all(
        _number(row.cells[whole]) == sum(_number(row.cells[place]) for place in parts) for row in table.rows
    )


def _arc(net: Net, place: Place, sums: Mapping[int, int]) -> Arc:
    row, column = place
    is_sum = sums.get(column) == column
    into = ("column", column, net.parents[row]) if row in net.parents else OUTSIDE
    if row in net.parents.values():
        out_of: Node = ("column", column, row)
    else:
        out_of = ("row", row, sums[column]) if column in sums else OUTSIDE
    return Arc(place, into, out_of) if is_sum else Arc(place, out_of, into)


def _doubtful(net: Net, columns: Sequence[int]) -> set[Place]:
    found = set()
    for column in columns:
        if net.table.columns[column].measure in _COUNTED_ONCE:
            continue
        for above in set(net.parents.values()):
            lines = [row for row, parent in net.parents.items() if parent == above]
            told = sum(_number(net.table.rows[row].cells[column]) for row in lines)
            if told != _number(net.table.rows[above].cells[column]):
                found.add((above, column))
    return found


def _number(cell: Cell) -> int:
    return 0 if cell is None else cell.value
