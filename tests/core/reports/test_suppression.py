"""Suppression: an attacker who adds up rows and columns is left with more than one value for every small cell.

The attacker knows every figure that is shown, that sums add up, that hidden figures are at least 1, and that persons
are no more than visits. It searches for tables that fit, without the network by which cells were hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.reports.figures import figure_text
from core.reports.period import free_period
from core.reports.suppression import THRESHOLD, suppressed
from core.reports.suppression_net import CUMULATIVE
from core.reports.table import TOTAL, Column, Figure, Measure, Note, ReportTable, Row, RowLevel
from tests.helpers.report_tables import PERSONS, REGISTERED_ONLY, SHARE, VISITS, cells, r1, r3

Place = tuple[int, int]
_MOST = 200
_SMALL = st.integers(0, 9)


@dataclass
class Attacker:
    """Sums of the form: these cells are that cell; and pairs of which the first is no more than the second."""

    figures: dict[Place, int | None]
    sums: list[tuple[list[Place], Place]]
    within: list[tuple[Place, Place]]

    def values(self, place: Place) -> set[int]:
        """At most two values that a hidden cell can have."""
        found: set[int] = set()
        low, high = self._bounds({})[place]
        for value in range(low, high + 1):
            if self._fits({place: value}):
                found.add(value)
            if len(found) > 1:
                break
        return found

    def _fits(self, guessed: dict[Place, int]) -> bool:
        bounds = self._bounds(guessed)
        if any(low > high for low, high in bounds.values()):
            return False
        open_places = [place for place, (low, high) in bounds.items() if low < high]
        if not open_places:
            return True
        place = min(open_places, key=lambda each: bounds[each][1] - bounds[each][0])
        low, high = bounds[place]
        return any(self._fits(guessed | {place: value}) for value in range(low, high + 1))

    def _bounds(self, guessed: dict[Place, int]) -> dict[Place, tuple[int, int]]:
        """Least and most of each cell, narrowed by every sum until nothing changes."""
        bounds = {
            place: (known, known) if (known := guessed.get(place, figure)) is not None else (1, _MOST)
            for place, figure in self.figures.items()
        }
        while (narrower := self._narrowed(bounds)) != bounds:
            bounds = narrower
            if any(low > high for low, high in bounds.values()):
                return bounds
        return bounds

    def _narrowed(self, bounds: dict[Place, tuple[int, int]]) -> dict[Place, tuple[int, int]]:
        new = dict(bounds)
        for parts, whole in self.sums:
            lows, highs = sum(new[each][0] for each in parts), sum(new[each][1] for each in parts)
            new[whole] = max(new[whole][0], lows), min(new[whole][1], highs)
            for each in parts:
                low, high = new[each]
                new[each] = max(low, new[whole][0] - highs + high), min(high, new[whole][1] - lows + low)
        for less, more in self.within:
            new[less] = new[less][0], min(new[less][1], new[more][1])
            new[more] = max(new[more][0], new[less][0]), new[more][1]
        return new


def _attack(original: ReportTable, shown: ReportTable, attacker: Attacker) -> list[Place]:
    """The small cells that are found out."""
    return [
        (number, place)
        for number, row in enumerate(original.rows)
        for place, cell in enumerate(row.cells)
        if cell is not None
        and 0 < cell.value < THRESHOLD
        and original.columns[place].measure is not Measure.SHARE
        and len(attacker.values((number, place))) < 2
    ]


def _figures(shown: ReportTable) -> dict[Place, int | None]:
    return {
        (number, place): None if cell is None or cell.suppressed else cell.value
        for number, row in enumerate(shown.rows)
        for place, cell in enumerate(row.cells)
    }


def _matrix(lines: Sequence[Sequence[int]], groups: Sequence[str], *, across: bool) -> ReportTable:
    """Lines under groups with their subtotals and a total; with `across`, a last column that adds the others."""
    wide = [[*line, sum(line)] if across else list(line) for line in lines]
    rows: list[Row] = []
    for group in dict.fromkeys(groups):
        mine = [line for line, other in zip(wide, groups, strict=True) if other == group]
        rows += [_row(f"{group}{number}", line, RowLevel.LINE, group) for number, line in enumerate(mine)]
        if group:
            rows.append(_row(group, _added(mine), RowLevel.SUBTOTAL, group))
    rows.append(_row(TOTAL, _added(wide), RowLevel.TOTAL, ""))
    columns = tuple(
        Column(key=f"c{number}", measure=Measure.VISITS, ja=f"{number}", en=f"{number}")
        for number in range(len(wide[0]))
    )
    return msgspec.structs.replace(r1(), columns=columns, rows=tuple(rows))


def _added(lines: Sequence[Sequence[int]]) -> list[int]:
    return [sum(each) for each in zip(*lines, strict=True)]


def _row(key: str, values: Sequence[int], level: RowLevel, group: str) -> Row:
    return Row(key=key, ja=key, en=key, cells=cells(*values), level=level, group=group)


def _sums(table: ReportTable, *, across: bool) -> Iterator[tuple[list[Place], Place]]:
    rows = list(enumerate(table.rows))
    total = next(number for number, row in rows if row.level is RowLevel.TOTAL)
    columns = range(len(table.columns))
    for above, subtotal in rows:
        if subtotal.level is not RowLevel.SUBTOTAL:
            continue
        lines = [number for number, row in rows if row.level is RowLevel.LINE and row.group == subtotal.group]
        yield from (([(number, column) for number in lines], (above, column)) for column in columns)
    under = [
        number
        for number, row in rows
        if row.level is RowLevel.SUBTOTAL or (row.level is RowLevel.LINE and not row.group)
    ]
    yield from (([(number, column) for number in under], (total, column)) for column in columns)
    if across:
        last = len(table.columns) - 1
        yield from (([(number, column) for column in range(last)], (number, last)) for number, _ in rows)


def _attacker(shown: ReportTable, *, across: bool) -> Attacker:
    return Attacker(_figures(shown), list(_sums(shown, across=across)), [])


@settings(max_examples=120, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(_SMALL, min_size=width, max_size=width), min_size=1, max_size=5)
    ),
    st.sampled_from(["", "aaaaa", "aabbb", "abccc", "a aab"]),
    st.booleans(),
)
def test_no_small_cell_can_be_worked_out_down_or_across(lines: list[list[int]], groups: str, across: bool) -> None:
    named = [each.strip() for each in groups.ljust(len(lines))[: len(lines)]]
    table = _matrix(lines, named, across=across and len(lines[0]) > 1)
    shown = suppressed(table)
    assert _attack(table, shown, _attacker(shown, across=across and len(lines[0]) > 1)) == []


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_SMALL, _SMALL), min_size=1, max_size=5))
@example([(4, 4), (2, 2), (4, 4), (2, 2), (1, 0)])
def test_nor_by_what_lies_within_another_count(pairs: list[tuple[int, int]]) -> None:
    lines = [(max(pair), min(pair)) for pair in pairs]
    table = _matrix(lines, [""] * len(lines), across=False)
    table = msgspec.structs.replace(table, columns=(VISITS, PERSONS))
    shown = suppressed(table)
    within = [((number, 1), (number, 0)) for number in range(len(table.rows))]
    attacker = Attacker(_figures(shown), list(_sums(shown, across=False)), within)
    assert _attack(table, shown, attacker) == []


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=6))
def test_small_cells_are_hidden_and_zeros_never(lines: list[list[int]]) -> None:
    table = _matrix(lines, [""] * len(lines), across=False)
    for row, before in zip(suppressed(table).rows, table.rows, strict=True):
        for cell, original in zip(row.cells, before.cells, strict=True):
            assert cell is not None
            assert original is not None
            assert cell.suppressed or not 0 < original.value < THRESHOLD
            assert original.value or not cell.suppressed
            assert cell == original or cell == Figure(value=0, suppressed=True)


def test_a_table_without_small_cells_stays_as_it_is() -> None:
    assert suppressed(r1()) == msgspec.structs.replace(r1(), notes=suppressed(r1()).notes)
    assert "suppressed" not in {each.code for each in suppressed(r1()).notes}


def _texts(table: ReportTable) -> list[list[str]]:
    return [list(map(figure_text, row.cells)) for row in suppressed(table).rows]


def test_the_smallest_other_cell_is_hidden_with_a_small_one() -> None:
    table = _matrix([[3], [40], [7], [0]], [""] * 4, across=False)
    assert _texts(table) == [["＊"], ["40"], ["＊"], ["0"], ["50"]]


def test_four_are_hidden_and_five_are_told() -> None:
    table = _matrix([[4], [5], [6]], [""] * 3, across=False)
    assert _texts(table) == [["＊"], ["＊"], ["6"], ["15"]]
    assert _texts(_matrix([[5], [5], [6]], [""] * 3, across=False)) == [["5"], ["5"], ["6"], ["16"]]


def test_two_ones_alone_under_their_sum_need_the_sum_or_a_third() -> None:
    assert _texts(_matrix([[1], [1]], ["", ""], across=False)) == [["＊"], ["＊"], ["＊"]]
    assert _texts(_matrix([[1], [1], [9]], [""] * 3, across=False)) == [["＊"], ["＊"], ["＊"], ["11"]]


def test_sessions_and_places_are_no_people_and_stay() -> None:
    rows = (*r3().rows[:2], msgspec.structs.replace(r3().rows[2], cells=cells(2, 3)), *r3().rows[3:])
    shown = suppressed(msgspec.structs.replace(r3(), rows=rows)).rows
    assert [figure_text(row.cells[0]) for row in shown] == ["40", "15", "2", "64", "39", "61", "164"]
    assert figure_text(shown[2].cells[1]) == "＊"


def test_a_share_tells_no_count_that_is_hidden() -> None:
    table = _matrix([[3, 100], [57, 900]], ["", ""], across=False)
    shown = suppressed(msgspec.structs.replace(table, columns=(VISITS, SHARE)))
    assert [figure_text(row.cells[1]) for row in shown.rows[:2]] == ["＊", "＊"]


def test_a_note_that_holds_a_count_is_told_without_it() -> None:
    notes = suppressed(r1()).notes
    assert REGISTERED_ONLY not in notes
    assert [each.ja for each in notes if each.code == "registered_only"]
    assert not any("12" in each.ja + each.en for each in notes)


def test_where_sums_do_not_add_up_the_sum_is_hidden_too() -> None:
    table = _matrix([[100], [20], [3]], [""] * 3, across=False)  # the second line is a part of the first
    total = msgspec.structs.replace(table.rows[-1], cells=cells(103))
    assert _texts(msgspec.structs.replace(table, rows=(*table.rows[:-1], total)))[-1] == ["＊"]


def test_the_period_before_is_hidden_alike() -> None:
    now = _matrix([[30], [40]], ["", ""], across=False)
    before = msgspec.structs.replace(_matrix([[3], [40]], ["", ""], across=False), period=now.period.year_before())
    table = msgspec.structs.replace(now, compared=before)
    compared = suppressed(table).compared
    assert compared is not None
    assert [figure_text(row.cells[0]) for row in compared.rows] == ["＊", "＊", "43"]


def test_the_attacker_finds_what_is_hidden_alone() -> None:
    table = _matrix([[3, 9], [40, 9]], ["", ""], across=True)
    hidden = Figure(value=0, suppressed=True)
    first = msgspec.structs.replace(table.rows[0], cells=(hidden, *table.rows[0].cells[1:]))
    careless = msgspec.structs.replace(table, rows=(first, *table.rows[1:]))
    assert _attack(table, careless, _attacker(careless, across=True)) == [(0, 0)]


@pytest.mark.parametrize("rows", [1, 2, 30])
def test_lines_without_a_total_are_hidden_one_by_one(rows: int) -> None:
    table = _matrix([[3]] * rows, [""] * rows, across=False)
    assert _texts(msgspec.structs.replace(table, rows=table.rows[:-1])) == [["＊"]] * rows


def _part(key: str, *values: int | None, group: str = "") -> Row:
    return Row(key=key, ja=f"うち{key}", en=key, cells=cells(*values), level=RowLevel.PART, group=group)


def test_a_part_of_a_line_is_hidden_and_told_by_nothing_else() -> None:
    table = _matrix([[40], [20]], ["", ""], across=False)
    rows = (table.rows[0], _part("regular", 3), *table.rows[1:])
    assert _texts(msgspec.structs.replace(table, rows=rows)) == [["40"], ["＊"], ["20"], ["60"]]


def test_parts_that_are_all_of_a_line_are_a_sum() -> None:
    table = _matrix([[40], [20]], ["", ""], across=False)
    rows = (table.rows[0], _part("a", 3), _part("b", 37), *table.rows[1:])
    assert _texts(msgspec.structs.replace(table, rows=rows)) == [["40"], ["＊"], ["＊"], ["20"], ["60"]]


def test_a_line_is_not_told_by_its_part() -> None:
    table = _matrix([[3], [9]], ["", ""], across=False)
    rows = (table.rows[0], table.rows[1], _part("regular", 9), table.rows[2])
    shown = _texts(msgspec.structs.replace(table, rows=rows))
    assert shown[0] == ["＊"]
    assert shown[1:] != [["＊"], ["9"], ["12"]]  # at least 9 of 12: at most 3


def test_those_who_are_told_apart_twice_are_told_by_neither() -> None:
    """Supporters by age band and, once more, by month with a running figure, and beside a target (R4)."""
    registered = Column(key="registered", measure=Measure.REGISTERED, ja="登録者", en="Registered", unit="人")
    columns = (registered, msgspec.structs.replace(registered, key=CUMULATIVE), SHARE)
    rows = (
        Row(key="60s", ja="60代", en="60s", cells=cells(45, None, 250), group="年代"),
        Row(key="70s", ja="70代", en="70s", cells=cells(137, None, 750), group="年代"),
        _part("2022-11", 3, 3, None, group="月"),
        _part("2022-12", 79, 82, None, group="月"),
        _part("2023-01", 100, 182, None, group="月"),
        Row(key=TOTAL, ja="合計", en="Total", cells=cells(182, 182, 1000), level=RowLevel.TOTAL),
        _part("target", 182, None, 182, group="目標"),
    )
    shown = _texts(msgspec.structs.replace(r1(), columns=columns, rows=rows))
    assert [each[:2] for each in shown] == [
        ["45", "–"],
        ["137", "–"],
        ["＊", "＊"],
        ["＊", "＊"],
        ["100", "＊"],
        ["182", "182"],
        ["182", "–"],
    ]


def test_what_a_part_leaves_of_its_whole_is_small_too() -> None:
    """100 of which 97 are of one sort: who subtracts has the other three."""
    table = _matrix([[100], [40]], ["", ""], across=False)
    rows = (table.rows[0], _part("p", 97), *table.rows[1:])
    assert _texts(msgspec.structs.replace(table, rows=rows)) == [["100"], ["＊"], ["40"], ["140"]]
    new = msgspec.structs.replace(VISITS, key="new_visitors", measure=Measure.NEW_VISITORS)
    people = msgspec.structs.replace(_matrix([[100, 97], [60, 30]], ["", ""], across=False), columns=(PERSONS, new))
    assert [figure_text(row.cells[1]) for row in suppressed(people).rows] == ["＊", "＊", "127"]
    assert [figure_text(row.cells[0]) for row in suppressed(people).rows] == ["100", "60", "160"]


def test_how_many_came_without_a_name_is_not_published() -> None:
    """Ten visits of which nine are nobody's: the tenth is the one person who is hidden."""
    nobody = msgspec.structs.replace(VISITS, key="anonymous", measure=Measure.ANONYMOUS)
    table = msgspec.structs.replace(
        _matrix([[10, 1, 9], [90, 50, 10]], ["", ""], across=False), columns=(VISITS, PERSONS, nobody)
    )
    shown = suppressed(table)
    assert shown.columns == (VISITS, PERSONS)
    assert [tuple(map(figure_text, row.cells)) for row in shown.rows] == [("10", "＊"), ("90", "＊"), ("100", "51")]


def test_no_note_tells_a_count() -> None:
    told = (
        ("estimates_in_sum_visits", "概数（約）の3"),
        ("target_K01", "目標22,500に対して1,363"),
        ("part", "途中です。"),
    )
    notes = tuple(Note(code=code, ja=ja, en=ja) for code, ja in told)
    shown = suppressed(msgspec.structs.replace(r1(), notes=notes)).notes
    assert [each.ja for each in shown] == ["小計と総計には、概数（約）の数が入っています。", "途中です。"]


@pytest.mark.parametrize(("years", "is_beside"), [(1, True), (2, False)])
def test_no_day_stands_in_both_of_two_compared_periods(years: int, is_beside: bool) -> None:
    """March has 2 visits. The small April hides with it here, and the small February there: each shows the other's."""
    period = free_period(date(2025 - years, 4, 1), date(2025, 3, 31))
    now = msgspec.structs.replace(_matrix([[2], [9], [90]], ["", "", ""], across=False), period=period)
    before = msgspec.structs.replace(_matrix([[6], [2], [90]], ["", "", ""], across=False), period=period.year_before())
    note = Note(code="part_compared", ja="同じ日まで", en="the same day")
    shown = suppressed(msgspec.structs.replace(now, compared=before, notes=(note,)))
    assert (shown.compared is not None, note in shown.notes) == (is_beside, is_beside)
