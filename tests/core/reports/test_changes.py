"""差分 between a report that was handed in and the same report now."""

from datetime import date, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from core.reports.changes import ChangeKind, change_in_words, changes
from core.reports.handed_in import asked_again, asked_by, freeze, thaw
from core.reports.period import end_of, free_period, month_period
from core.reports.table import Asked, Cell, Column, Figure, Measure, ReportCode, ReportTable, Row, Split
from tests.helpers.report_tables import r1, r2

_CELLS: st.SearchStrategy[Cell] = st.none() | st.builds(
    Figure, value=st.integers(-9_999, 99_999), approximate=st.booleans(), provisional=st.booleans()
)
_MEASURES = (Measure.SESSIONS, Measure.VISITS, Measure.PERSONS)


@st.composite
def _tables(draw: st.DrawFn) -> ReportTable:
    columns = draw(st.lists(st.sampled_from(_MEASURES), unique=True, min_size=1))
    keys = draw(st.lists(st.sampled_from("abcde"), unique=True))
    rows = tuple(
        Row(key=key, ja=key, en=key, group=draw(st.sampled_from(("", "①"))), cells=tuple(draw(_CELLS) for _ in columns))
        for key in keys
    )
    return ReportTable(
        report=ReportCode.RESULTS,
        ja="実績",
        en="Results",
        period=month_period(2026, 11),
        cut_off="2026-11-21T09:30:00+09:00",
        split=Split.VENUE,
        rule="",
        columns=tuple(Column(key=each, measure=each, ja=each, en=each) for each in columns),
        rows=rows,
    )


def _figures(table: ReportTable) -> dict[tuple[str, str, str], Cell]:
    return {
        (row.group, row.key, column.key): cell
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


@given(_tables(), _tables())
def test_what_was_handed_in_with_its_changes_is_what_is_counted_now(before: ReportTable, after: ReportTable) -> None:
    figures = _figures(before)
    for each in changes(before, after):
        key = (each.group, each.row, each.column)
        match each.kind:
            case ChangeKind.ADDED:
                assert key not in figures
                figures[key] = each.after
            case ChangeKind.CHANGED:
                assert figures[key] == each.before != each.after
                figures[key] = each.after
            case ChangeKind.GONE:
                assert figures.pop(key) == each.before
    assert figures == _figures(after)


@given(_tables())
def test_nothing_has_changed_in_the_same_table(table: ReportTable) -> None:
    assert changes(table, table) == ()


@given(_tables())
def test_a_frozen_table_thaws_to_itself(table: ReportTable) -> None:
    frozen = freeze(table)
    assert thaw(frozen.content, frozen.content_hash) == table


def test_the_year_before_is_compared_too() -> None:
    table = r2()
    assert table.compared is not None
    first = table.compared.rows[0]
    other = msgspec.structs.replace(first, cells=(Figure(value=1), *first.cells[1:]))
    compared = msgspec.structs.replace(table.compared, rows=(other, *table.compared.rows[1:]))
    (change,) = changes(table, msgspec.structs.replace(table, compared=compared))
    assert change.compared
    assert change.after == Figure(value=1)
    assert change_in_words(change).startswith("前の年\t")


def test_a_row_that_is_gone_is_told_with_what_it_said() -> None:
    table = r1()
    found = changes(table, msgspec.structs.replace(table, rows=table.rows[1:]))
    assert {each.kind for each in found} == {ChangeKind.GONE}
    assert {each.row for each in found} == {table.rows[0].key}
    assert "→ （なし）" in change_in_words(found[0])


@given(
    st.sampled_from(ReportCode),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(Split),
    st.lists(
        st.tuples(st.sampled_from([Split.VENUE, Split.PROGRAMME]), st.text(st.characters(codec="utf-8"))), max_size=2
    ),
    st.none() | st.uuids().map(str),
    st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(end_of),
    st.booleans(),
)
def test_how_a_report_was_asked_for_is_read_back(
    report: ReportCode,
    day: date,
    split: Split,
    only: list[tuple[Split, str]],
    session: str | None,
    cut_off: datetime | None,
    compares: bool,
) -> None:
    period = free_period(day, day)
    asked = Asked(
        report=report,
        period=period,
        split=split,
        only=tuple(sorted(only)),
        session_id=session,
        cut_off=cut_off,
        compares=compares,
    )
    assert asked_again(report, period.first.isoformat(), period.last.isoformat(), asked_by(asked)) == asked
