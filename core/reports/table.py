"""A report as a value: what every screen, file and paper is made of, the same on the laptop and at headquarters.

Nothing here counts. `core.reports.figures` writes the numbers; who counted, by which rule and up to when stands in
the table itself, so that a table that was handed in explains itself for ever.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import msgspec

from core.reports.period import Period

TOTAL = ""
"""The key of the row that adds all."""


class ReportCode(StrEnum):
    """The reports of the domain; R6 and R9 have tables of their own kind beside this one."""

    REGULAR = "r1"
    YEARS = "r2"
    CATEGORIES = "r3"
    SUPPORTERS = "r4"
    SESSION = "r5"
    DAILY = "r6"
    RESULTS = "r7"
    CONDITIONS = "r8"
    UNRESOLVED = "r9"


class Split(StrEnum):
    """By what the lines of a report are told apart."""

    NONE = "none"
    VENUE = "venue"
    SITE = "site"
    MUNICIPALITY = "municipality"
    PROGRAMME = "programme"
    STRAND = "strand"
    KIND = "kind"
    FUNDING = "funding"
    TOPIC = "topic"
    AGE_BAND = "age_band"
    CHANNEL = "channel"
    OUTCOME = "outcome"
    WEEKDAY = "weekday"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    FISCAL_YEAR = "fiscal_year"


class Measure(StrEnum):
    """What a column counts."""

    MUNICIPALITIES = "municipalities"
    VENUES = "venues"
    SESSIONS = "sessions"
    KOMA = "koma"
    VISITS = "visits"
    PERSONS = "persons"
    NEW_VISITORS = "new_visitors"
    ANONYMOUS = "anonymous"
    COMPANIONS = "companions"
    CONSULTATIONS = "consultations"
    CONSULTATION_PERSONS = "consultation_persons"
    MINUTES = "minutes"
    SUPPORTERS = "supporters"
    REGISTERED = "registered"
    SHARE = "share"
    TARGET = "target"
    YEN = "yen"


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One number. `scale` is how many of its digits stand behind the point (182 of scale 1 is 18.2).

    `approximate` was told, or added up from what was told, as 約; `provisional` stands for records that have not
    arrived (速報値); `suppressed` is hidden because it would point at people, its value is then 0.
    """

    value: int
    scale: int = 0
    approximate: bool = False
    provisional: bool = False
    suppressed: bool = False


Cell = Figure | None
"""None is what nobody knows, not nothing: it is written as –."""


class Column(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column: `key` is its own in this table, `unit` is 回, 人, か所, 件, コマ, ％ or 円."""

    key: str
    measure: Measure
    ja: str
    en: str
    unit: str = ""


class RowLevel(StrEnum):
    """What a row adds."""

    LINE = "line"
    PART = "part"
    """Of the line above it (定期相談会 of 相談会): in that line already, and in no sum."""
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row: `key` is the value of the split (`TOTAL` for all), `cells` are one for each column.

    `group` is the heading under which it stands, where a report has headings (①, ②…).
    """

    key: str
    ja: str
    en: str
    cells: tuple[Cell, ...]
    level: RowLevel = RowLevel.LINE
    group: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that must stand beside the table; `code` is stable."""

    code: str
    ja: str
    en: str


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """A KPI target and what was reached of it by this table's records; `due` is its last day."""

    ja: str
    en: str
    reached: Figure
    target: int
    due: str


class ReportTable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A counted report. `rule` says in Japanese what was counted, `scope` whose records, `cut_off` up to when.

    `compared` is the same report for the period before, row by row and column by column the same.
    """

    report: ReportCode
    ja: str
    en: str
    period: Period
    cut_off: str
    split: Split
    rule: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    scope: str = ""
    notes: tuple[Note, ...] = ()
    is_part: bool = False
    aims: tuple[Aim, ...] = ()
    compared: "ReportTable | None" = None

    def row(self, key: str) -> Row | None:
        """The row of a key."""
        return next((each for each in self.rows if each.key == key), None)

    def cell(self, row: str, column: str) -> Cell:
        """The cell of a row and a column by their keys; None also for one that is not there."""
        found = self.row(row)
        place = next((number for number, each in enumerate(self.columns) if each.key == column), None)
        return None if found is None or place is None else found.cells[place]


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a table is asked for. `only` keeps to values of a split (`{"programme": "P04"}`), a session for R5.

    `cut_off` leaves out the days after it; None is now. `compares` asks for the year before beside it.
    """

    report: ReportCode
    period: Period
    split: Split = Split.NONE
    only: tuple[tuple[Split, str], ...] = ()
    session_id: str | None = None
    compares: bool = False
    cut_off: datetime | None = None


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """A record behind a figure: `record` is session, attendance, consultation, supporter, result or provisional.

    No word of it tells who a visitor is.
    """

    record: str
    record_id: str
    site_id: str
    day: str
    time: str
    title: str
    place: str
    detail: str
    count: int = 1


def figures_of(table: ReportTable) -> Iterator[tuple[Row, Column, Figure]]:
    """Every figure with its row and column."""
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell is not None:
                yield row, column, cell


def add(cells: "Iterator[Cell]") -> Cell:
    """Their sum: 約 if any of them is, unknown only if all of them are."""
    known = [each for each in cells if each is not None]
    if not known:
        return None
    scale = max(each.scale for each in known)
    return Figure(
        value=sum(each.value * 10 ** (scale - each.scale) for each in known),
        scale=scale,
        approximate=any(each.approximate for each in known),
        provisional=any(each.provisional for each in known),
        suppressed=any(each.suppressed for each in known),
    )
