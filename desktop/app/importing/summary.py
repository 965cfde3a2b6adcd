"""What came of an import, or would come of it: counts, and every row that needs a look, without a word of its cells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.reports.csv_text import csv_text, encoded
from core.tables.cells import column_letter
from core.tables.layout import Layout
from core.tables.meanings import Meaning
from core.tables.reasons import Fault
from desktop.app.importing.tables import Book, LeftOut, Reading, Table


class Compared(Protocol):
    """An import of either kind, once its rows were compared with what is on record."""

    @property
    def reading(self) -> Reading:
        """The rows."""

    @property
    def known(self) -> int:
        """Rows that tell nothing new."""

    @property
    def faults(self) -> Sequence[Fault]:
        """Rows that need a look."""

    @property
    def added(self) -> int:
        """Rows that were taken in."""

    @property
    def to_add(self) -> int:
        """Rows that are new, taken in or not yet."""


@dataclass(frozen=True)
class RowToLookAt:
    """One line of the list: where it is in Excel, why, and whether the row is taken all the same."""

    row: int
    columns: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    code: str
    reason: str
    taken: bool


@dataclass(frozen=True)
class Summary:
    """`rows` are those that tell of somebody: new ones, known ones and refused ones."""

    file: str
    sheet: str
    other_sheets: tuple[str, ...]
    rows: int
    new: int
    added: int
    known: int
    refused: int
    empty: int
    totals: int
    left_out: tuple[LeftOut, ...]
    secret_columns: tuple[str, ...]
    to_look_at: tuple[RowToLookAt, ...]


def summary(book: Book, table: Table, done: Compared) -> Summary:
    """The figures of one import as it now stands."""
    reading = done.reading
    lost = {fault.row for fault in done.faults if fault.reason.weight != "note"}
    return Summary(
        file=book.name,
        sheet=table.sheet.name,
        other_sheets=tuple(sheet.name for sheet in book.sheets if sheet is not table.sheet),
        rows=len(reading.entries),
        new=done.to_add,
        added=done.added,
        known=done.known,
        refused=len(reading.entries) - done.to_add - done.known,
        empty=reading.skipped.empty,
        totals=reading.skipped.totals + reading.skipped.headings,
        left_out=reading.left_out,
        secret_columns=tuple(map(column_letter, table.layout.places(Meaning.SECRET))),
        to_look_at=tuple(_to_look_at(fault, table.layout, lost) for fault in done.faults),
    )


def rows_to_look_at_csv(told: Summary) -> bytes:
    """The list for Excel: row, column, meaning, reason, and what became of the row. No personal text."""
    rows = [("行", "列", "項目", "理由", "取り込み")]
    for each in told.to_look_at:
        meanings = "・".join(meaning.ja for meaning in each.meanings)
        taken = "済み" if each.taken else "していません"
        rows.append((str(each.row), "・".join(each.columns), meanings, each.reason, taken))
    return encoded(csv_text(rows)).data


def _to_look_at(fault: Fault, layout: Layout, lost: Collection[int]) -> RowToLookAt:
    places = sorted(place for meaning in fault.meanings for place in layout.places(meaning))
    return RowToLookAt(
        row=fault.row,
        columns=tuple(map(column_letter, places)),
        meanings=fault.meanings,
        code=fault.reason.value,
        reason=fault.reason.ja,
        taken=fault.row not in lost,
    )
