"""A report on visits and consultations as a table: lines by a split, their sum, and the year before beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import msgspec

from core.clock import JAPAN, stamp
from core.problem import Problem
from core.reports.count import Count
from core.reports.counts import Counting, Counts
from core.reports.definitions import DEFINITIONS, Definition, column
from core.reports.names import Names
from core.reports.notes import PART_COMPARED, count_notes, part_notes
from core.reports.period import Period, months_of
from core.reports.results import results
from core.reports.side import Source
from core.reports.splits import NOWHERE, TIMES, Family, Kept, kept
from core.reports.table import TOTAL, Asked, Measure, Note, ReportTable, Row, RowLevel, Split

_FAMILIES = {
    Family.SESSIONS: {Measure.SESSIONS, Measure.KOMA, Measure.VENUES, Measure.MUNICIPALITIES},
    Family.VISITS: {Measure.VISITS, Measure.ANONYMOUS, Measure.COMPANIONS},
    Family.CASES: {Measure.CONSULTATIONS, Measure.MINUTES, Measure.CONSULTATION_PERSONS},
    Family.PERSONS: {Measure.PERSONS, Measure.NEW_VISITORS, Measure.CONSULTATION_PERSONS},
}
_SHOWS_PARTS = frozenset({Split.PROGRAMME, Split.KIND})
_YEAR = 4


@dataclass(frozen=True)
class Report:
    """One report that was asked for, at a moment."""

    asked: Asked
    source: Source
    names: Names
    now: datetime

    @property
    def definition(self) -> Definition:
        """What it counts."""
        return DEFINITIONS[self.asked.report]

    @property
    def split(self) -> Split:
        """By what its lines are told apart."""
        return self.definition.split if self.asked.split is Split.NONE else self.asked.split

    @property
    def cut_off(self) -> datetime:
        """Up to when it counts."""
        return min(self.asked.cut_off or self.now, self.now)

    @property
    def last_day(self) -> date:
        """The last day that it can count."""
        return self.cut_off.astimezone(JAPAN).date()

    @property
    def is_part(self) -> bool:
        """Whether its period was not over by then."""
        return self.asked.period.is_part_on(self.cut_off)

    @cached_property
    def kept(self) -> Kept:
        """What it is kept to."""
        only = (*self.asked.only, *self.definition.only)
        return kept(msgspec.structs.replace(self.asked, only=only), self.names.parts, self.source.many)

    def counting(self, period: Period) -> Counting:
        """Its way of counting the days of a period that were over."""
        return Counting(self.source, self.kept, period.until(self.last_day))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Its columns as far as they can be told apart so. Problem where none can."""
        said = [
            measures
            for family, measures in _FAMILIES.items()
            if self.kept.condition(family, self.split, totals=True) is not None
        ]
        unsaid = set().union(*_FAMILIES.values()) - set().union(*said)
        if self.kept.condition(Family.PERSONS, self.split, totals=True) is None or self.split is Split.CHANNEL:
            unsaid.add(Measure.CONSULTATION_PERSONS)
        found = tuple(each for each in self.definition.measures if each not in unsaid)
        if not found:
            raise Problem("split", "この2つを重ねた集計はできません。", "分け方をどちらか1つにしてください。")
        return found

    def row(self, key: str, label: tuple[str, str], count: Count, **more: object) -> Row:
        """A row of its columns."""
        cells = tuple(count.cell(each) for each in self.measures)
        return msgspec.structs.replace(Row(key=key, ja=label[0], en=label[1], cells=cells), **more)

    def table(self, rows: Iterable[Row], counts: Iterable[Count], *notes: Note) -> ReportTable:
        """The table of these rows; `counts` are what its notes speak of."""
        left_out = sum(
            not told.is_within(self.asked.period) for told in results(self.source, self.kept, self.asked.period)
        )
        return ReportTable(
            report=self.definition.code,
            ja=self.definition.ja,
            en=self.definition.en,
            period=self.asked.period,
            cut_off=stamp(self.cut_off),
            split=self.split,
            rule=self.definition.rule,
            columns=tuple(map(column, self.measures)),
            rows=tuple(rows),
            scope=self.source.scope,
            notes=(
                *part_notes(self.is_part, self.last_day),
                *count_notes(list(counts), self.measures, self.source.many, left_out),
                *notes,
            ),
            is_part=self.is_part,
        )


@dataclass(frozen=True)
class Lines:
    """What was counted for one table: by value, the parts of values, and all together."""

    by_value: Counts
    parts: Mapping[str, Count]
    total: Count

    def shifted(self, years: int) -> "Lines":
        """The same under the keys of so many years later."""
        return replace(self, by_value={_later(value, years): count for value, count in self.by_value.items()})


def lines_of(report: Report, period: Period) -> Lines:
    """Count a period."""
    counting, wanted = report.counting(period), frozenset(report.measures)
    counted = counting.count(report.split, wanted)
    return Lines(counted.by_value, dict(_parts(report, counting, wanted)), counted.total)


def split_table(report: Report) -> ReportTable:
    """The report by its split, with the year before where that was asked for."""
    now = lines_of(report, report.asked.period)
    if not report.asked.compares:
        return _table(report, now, ordered(report, now))
    earlier = report.asked.period.until(report.last_day).year_before()
    before = replace(report, asked=msgspec.structs.replace(report.asked, period=earlier, compares=False))
    told = lines_of(before, earlier)
    aligned = told.shifted(1) if report.split in TIMES else told
    keys = ordered(report, now, aligned)
    table, compared = _table(report, now, keys), _table(before, aligned, keys)
    notes = (*table.notes, *compared_notes(report, earlier))
    return msgspec.structs.replace(table, compared=compared, notes=notes)


def compared_notes(report: Report, earlier: Period) -> Iterator[Note]:
    """That a part of a year stands beside the same part of another."""
    if report.is_part:
        yield Note(
            code=PART_COMPARED,
            ja=f"前の年は、くらべられるように同じ日まで（{earlier.text}）を数えています。",
            en=f"The year before is counted up to the same day ({earlier.first} to {earlier.last}).",
        )


def _parts(report: Report, counting: Counting, wanted: frozenset[Measure]) -> Iterator[tuple[str, Count]]:
    """Values that are parts of others, counted alone."""
    if report.split not in _SHOWS_PARTS:
        return
    for part in counting.kept.folding(report.split):
        asked = counting.kept.asked
        narrowed = msgspec.structs.replace(asked, only=(*asked.only, (report.split, part)))
        only = kept(narrowed, report.names.parts, report.source.many)
        found = replace(counting, kept=only).count(report.split, wanted).by_value
        if part in found:
            yield part, found[part]


def ordered(report: Report, *counted: Lines) -> list[str]:
    """Every value of these, in the order of its list; months without anything too."""
    found = {value for each in counted for value in each.by_value}
    if report.split is Split.MONTH:
        days = report.asked.period.until(report.last_day)
        found |= {f"{month.first:%Y-%m}" for month in months_of(days)}
    order = report.names.order(report.split)
    nowhere = {"", NOWHERE}
    return sorted(found, key=lambda value: (value in nowhere, order.get(value, len(order)), value))


def _table(report: Report, lines: Lines, keys: list[str]) -> ReportTable:
    return report.table(_rows(report, lines, keys), (*lines.by_value.values(), lines.total), *_part_notes(lines))


def _rows(report: Report, lines: Lines, keys: list[str]) -> Iterator[Row]:
    folding = report.kept.folding(report.split)
    for value in keys if report.split is not Split.NONE else ():
        label = report.names.label(report.split, value)
        yield report.row(value or NOWHERE, label, lines.by_value.get(value, Count()))
        for part in (each for each, whole in folding.items() if whole == value and each in lines.parts):
            ja, en = report.names.label(report.split, part)
            yield report.row(part, (f"うち{ja}", f"of which: {en}"), lines.parts[part], level=RowLevel.PART)
    yield report.row(TOTAL, ("合計", "Total"), lines.total, level=RowLevel.TOTAL)


def _part_notes(lines: Lines) -> Iterator[Note]:
    if lines.parts:
        yield Note(
            code="part_of_line",
            ja="「うち」の行は上の行に含まれ、合計には足していません。",
            en="Lines marked “of which” are in the line above and in no sum.",
        )


def _later(value: str, years: int) -> str:
    return f"{int(value[:_YEAR]) + years:04}{value[_YEAR:]}" if value[:_YEAR].isdigit() else value
