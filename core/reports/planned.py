"""What a fiscal year is planned for, beside what was counted: where programmes have a planned volume."""

from collections.abc import Iterator, Mapping

import msgspec

from core.programme_parts import PlannedVolume
from core.reports.counting import Report
from core.reports.definitions import column
from core.reports.period import PeriodKind
from core.reports.table import Cell, Column, Figure, Measure, Note, ReportTable, Row, Split

_SPLITS = (Split.PROGRAMME, Split.STRAND)
_BESIDE = {
    Measure.SESSIONS: column(Measure.TARGET, "planned_sessions", "計画回数", "Planned sessions", "回"),
    Measure.VISITS: column(Measure.TARGET, "planned_visits", "計画人数", "Planned visits", "人"),
}


def with_planned(report: Report, table: ReportTable) -> ReportTable:
    """The table with a column for the plan behind each figure that has one. No sum: not every line has a plan.

    A comparison, a part of the records or another period than a fiscal year has nothing to be held against it.
    """
    is_whole = not (report.asked.only or report.asked.compares or report.source.is_share)
    if not is_whole or table.split not in _SPLITS or table.period.kind is not PeriodKind.FISCAL_YEAR:
        return table
    for measure, beside in _BESIDE.items():
        planned = dict(_planned(report, measure))
        if any(row.key in planned for row in table.rows):
            table = _put_in(table, measure, beside, planned)
    return msgspec.structs.replace(table, notes=(*table.notes, *_notes(report, table)))


def _planned(report: Report, measure: Measure) -> Iterator[tuple[str, Figure]]:
    """By the key of its row: of a programme, or of the part of it that uses the plan up."""
    alone = report.names.parts[Split.STRAND]
    for programme in report.names.programmes.all:
        plan = programme.planned_volume
        number, part = _of(plan, measure) if plan is not None else (None, None)
        if plan is not None and number is not None:
            strand = part or alone.get(programme.code, programme.code)
            row = strand if report.split is Split.STRAND else programme.code
            yield row, Figure(value=number, approximate=plan.approximate)


def _of(plan: PlannedVolume, measure: Measure) -> tuple[int | None, str | None]:
    if measure is Measure.SESSIONS:
        return plan.sessions, plan.sessions_in
    return plan.receptions, plan.receptions_in


def _put_in(table: ReportTable, measure: Measure, beside: Column, planned: Mapping[str, Cell]) -> ReportTable:
    at = [each.measure for each in table.columns].index(measure) + 1
    columns = (*table.columns[:at], beside, *table.columns[at:])
    return msgspec.structs.replace(table, columns=columns, rows=tuple(_row(each, at, planned) for each in table.rows))


def _row(row: Row, at: int, planned: Mapping[str, Cell]) -> Row:
    return msgspec.structs.replace(row, cells=(*row.cells[:at], planned.get(row.key), *row.cells[at:]))


def _notes(report: Report, table: ReportTable) -> Iterator[Note]:
    """That a plan beside a whole programme is for a part of it."""
    for programme in report.names.programmes.all if report.split is Split.PROGRAMME else ():
        plan = programme.planned_volume
        if plan is None or table.row(programme.code) is None:
            continue
        for measure, beside in _BESIDE.items():
            number, part = _of(plan, measure)
            if number is not None and part is not None:
                strand = next(each for each in programme.strands if each.code == part)
                yield Note(
                    code=f"{beside.key}_{programme.code}",
                    ja=f"{programme.ja}の{beside.ja}は「{strand.ja}」の分です。",
                    en=f"{programme.en}: {beside.en.lower()} are for “{strand.en}” alone.",
                )
