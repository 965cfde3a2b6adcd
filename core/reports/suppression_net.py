"""The sums of a table as a network, for `core.reports.suppression`: sums are nodes, cells the arcs between them.

To add one to a cell is to carry one along its arc. A line goes into the sum of its column, a subtotal from its own sum
into the one above it. Where columns add up to another, a line is carried from the sum of its row into that of its
column, and the column of sums runs the other way. All that no sum holds goes through one node, `OUTSIDE`.

Rows that are parts of a line (うち) are in no sum, but where they add up to their line, or to the total, whoever adds
them up knows: then they are sums too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.reports.table import Cell, Measure, ReportTable, RowLevel

Place = tuple[int, int]
"""Row and column, from 0."""
Node = tuple[str, int, int]
CUMULATIVE = "cumulative"
"""The key of a column that adds up another (累計)."""
OUTSIDE: Node = ("outside", 0, 0)
# A count and those within which it lies.
_WITHIN: Mapping[Measure, tuple[Measure, ...]] = {
    Measure.PERSONS: (Measure.VISITS,),
    Measure.NEW_VISITORS: (Measure.PERSONS, Measure.VISITS),
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
    sums: "Sums"
    running: dict[int, int]
    """Columns that add up another one row by row, with that one: no part of the net."""
    arcs: dict[Place, Arc] = field(default_factory=dict)
    around: dict[Node, list[Arc]] = field(default_factory=lambda: defaultdict(list))
    doubtful: set[Place] = field(default_factory=set)
    """Sums that are not what their lines add up to: which lines they hold is not known."""

    @cached_property
    def shrinkable(self) -> frozenset[Place]:
        """The cells of which one less would still be 1 or more, and hold what lies within them."""
        least = {place: max((1, *(self.values[each] for each in self._held(place)))) for place in self.values}
        return frozenset(place for place, value in self.values.items() if value > least[place])

    def doubtful_above(self, place: Place) -> list[Place]:
        """The doubtful sums above a cell."""
        row, column = place
        found = []
        while row in self.sums.parents:
            row = self.sums.parents[row]
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
        narrower = [(row, each) for each in columns if mine in _WITHIN.get(self._measure(each), ())]
        parts = [(part, column) for part, whole in self.sums.parts.items() if whole == row]
        return [each for each in (*narrower, *parts) if each in self.values]

    def _measure(self, column: int) -> Measure:
        return self.table.columns[column].measure


def net_of(table: ReportTable, measures: frozenset[Measure]) -> Net:
    """The network of the columns of these measures."""
    people = [place for place, column in enumerate(table.columns) if column.measure in measures]
    running = running_columns(table, people)
    columns = [place for place in people if place not in running]
    values = {
        (number, place): cell.value
        for number, row in enumerate(table.rows)
        for place in columns
        if (cell := row.cells[place]) is not None and cell.value > 0 and not cell.suppressed
    }
    net = Net(table, values, sums_of(table, columns), running)
    across = _sums_of_columns(table, columns)
    for place in values:
        net.add(_arc(net, place, across))
    net.doubtful.update(_doubtful(net, columns))
    return net


def running_columns(table: ReportTable, columns: Sequence[int]) -> dict[int, int]:
    """Columns that add up another one of their measure from line to line, with that other one."""
    found: dict[int, int] = {}
    for running in (each for each in columns if table.columns[each].key == CUMULATIVE):
        measure = table.columns[running].measure
        others = [each for each in columns if each != running and table.columns[each].measure is measure]
        if others:
            found[running] = others[0]
    return found


@dataclass(frozen=True)
class Sums:
    """Which row adds up which: `parents` of lines, `parts` of a line, and rows that tell the total apart once more.

    `again` numbers those by how often the total was told apart before.
    """

    parents: Mapping[int, int]
    parts: Mapping[int, int]
    again: Mapping[int, int]
    total: int | None


def sums_of(table: ReportTable, columns: Sequence[int]) -> Sums:
    """As the levels and groups of its rows tell."""
    rows = list(enumerate(table.rows))
    total = next((number for number, row in rows if row.level is RowLevel.TOTAL), None)
    subtotals = {row.group: number for number, row in rows if row.level is RowLevel.SUBTOTAL}
    parents: dict[int, int] = {}
    wholes: dict[int, int] = {}
    line: tuple[int, str] | None = None
    for number, row in rows:
        if row.level is RowLevel.PART:
            whole = line[0] if line is not None and line[1] == row.group else total
            if whole is not None:
                wholes[number] = whole
            continue
        line = (number, row.group) if row.level is RowLevel.LINE else None
        above = subtotals.get(row.group) if row.level is RowLevel.LINE else None
        above = total if above is None else above
        if above is not None and above != number:
            parents[number] = above
    exact, again = _parts_that_add_up(table, columns, wholes, total)
    return Sums(parents | exact, {each: whole for each, whole in wholes.items() if whole != total}, again, total)


def _parts_that_add_up(
    table: ReportTable, columns: Sequence[int], wholes: Mapping[int, int], total: int | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Parts that are all of their line, as lines of it; and those that are all of the total, by the order of groups."""
    together: dict[tuple[int, str], list[int]] = defaultdict(list)
    for part, whole in wholes.items():
        together[whole, table.rows[part].group].append(part)
    exact: dict[int, int] = {}
    again: dict[int, int] = {}
    for (whole, _), parts in together.items():
        if not all(_is_sum(table, whole, parts, column) for column in columns):
            continue
        if whole == total:
            again |= dict.fromkeys(parts, 1 + max(again.values(), default=0))
        else:
            exact |= dict.fromkeys(parts, whole)
    return exact, again


def _is_sum(table: ReportTable, whole: int, parts: Sequence[int], column: int) -> bool:
    """Whether the parts add up to it; a column that tells nothing of them says neither yes nor no."""
    cells = [table.rows[each].cells[column] for each in parts]
    return all(each is None for each in cells) or sum(map(_number, cells)) == _number(table.rows[whole].cells[column])


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


def _arc(net: Net, place: Place, across: Mapping[int, int]) -> Arc:
    row, column = place
    sums = net.sums
    if row in sums.again:  # from one way of telling the total apart to the next
        return Arc(place, _again(sums, column, sums.again[row]), _again(sums, column, sums.again[row] + 1))
    if row in sums.parents:
        into: Node = ("column", column, sums.parents[row])
    else:
        into = _again(sums, column, 1) if row == sums.total else OUTSIDE
    if row in sums.parents.values():
        out_of: Node = ("column", column, row)
    else:
        out_of = ("row", row, across[column]) if column in across else OUTSIDE
    return Arc(place, into, out_of) if across.get(column) == column else Arc(place, out_of, into)


def _again(sums: Sums, column: int, time: int) -> Node:
    return ("again", column, time) if time in sums.again.values() else OUTSIDE


def _doubtful(net: Net, columns: Sequence[int]) -> set[Place]:
    found = set()
    for column in columns:
        if net.table.columns[column].measure in _COUNTED_ONCE:
            continue
        for above in set(net.sums.parents.values()):
            lines = [row for row, parent in net.sums.parents.items() if parent == above]
            told = sum(_number(net.table.rows[row].cells[column]) for row in lines)
            if told != _number(net.table.rows[above].cells[column]):
                found.add((above, column))
    return found


def _number(cell: Cell) -> int:
    return 0 if cell is None else cell.value
