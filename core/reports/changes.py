"""差分: what a report says otherwise than the one that was handed in, figure by figure. The same on the laptop and at
headquarters. A figure that was unknown and is known now has changed; a row that was not there was added.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from core.reports.figures import figure_text
from core.reports.table import Cell, Column, ReportTable, Row

Key = tuple[str, str, str]
"""Group and key of the row, key of the column."""


class ChangeKind(StrEnum):
    """Whether both have the figure, only the later one, or only the earlier one."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One figure. `compared` says that it is of the year before."""

    kind: ChangeKind
    row: str
    row_ja: str
    row_en: str
    group: str
    column: str
    column_ja: str
    column_en: str
    before: Cell
    after: Cell
    compared: bool = False


def changes(before: ReportTable, after: ReportTable) -> tuple[Change, ...]:
    """Every figure in which they differ, in the order of the later table; what is gone stands at the end."""
    found = _differing(before, after, compared=False)
    if before.compared is None or after.compared is None:
        return tuple(found)
    return (*found, *_differing(before.compared, after.compared, compared=True))


def change_in_words(change: Change) -> str:
    """A line of text: row, column, before and after."""
    name = f"{change.group} {change.row_ja}".strip()
    words = {
        ChangeKind.CHANGED: f"{figure_text(change.before)} → {figure_text(change.after)}",
        ChangeKind.ADDED: f"（なし） → {figure_text(change.after)}",
        ChangeKind.GONE: f"{figure_text(change.before)} → （なし）",
    }
    year = "前の年\t" if change.compared else ""
    return f"{year}{name}\t{change.column_ja}\t{words[change.kind]}"


def _differing(before: ReportTable, after: ReportTable, *, compared: bool) -> Iterator[Change]:
    old, new = _figures(before), _figures(after)
    for key, (row, column, cell) in new.items():
        was = old.get(key)
        if was is None:
            yield _change(ChangeKind.ADDED, row, column, None, cell, compared=compared)
        elif was[2] != cell:
            yield _change(ChangeKind.CHANGED, row, column, was[2], cell, compared=compared)
    for row, column, cell in _without(old, new):
        yield _change(ChangeKind.GONE, row, column, cell, None, compared=compared)


def _figures(table: ReportTable) -> dict[Key, tuple[Row, Column, Cell]]:
    return {
        (row.group, row.key, column.key): (row, column, cell)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


def _without(
    old: Mapping[Key, tuple[Row, Column, Cell]], new: Mapping[Key, tuple[Row, Column, Cell]]
) -> Iterable[tuple[Row, Column, Cell]]:
    return (told for key, told in old.items() if key not in new)


def _change(kind: ChangeKind, row: Row, column: Column, before: Cell, after: Cell, *, compared: bool) -> Change:
    return Change(
        kind=kind,
        row=row.key,
        row_ja=row.ja,
        row_en=row.en,
        group=row.group,
        column=column.key,
        column_ja=column.ja,
        column_en=column.en,
        before=before,
        after=after,
        compared=compared,
    )
