"""How near a year's results are to its KPI targets: each by its own deadline, over its own programmes."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from core.programme_parts import Target
from core.reports.count import Count
from core.reports.counting import Report
from core.reports.figures import figure_text, share_of
from core.reports.notes import TARGET
from core.reports.splits import kept
from core.reports.table import Aim, Figure, Measure, Note, ReportTable, Split

_MEASURES = {"visits": Measure.VISITS, "sessions": Measure.SESSIONS}


def with_targets(report: Report, table: ReportTable) -> ReportTable:
    """With a sentence and a bar for each target of the very year that is asked for.

    None where the table is kept to a part of the records.
    """
    found = list(_reached_targets(report))
    return msgspec.structs.replace(
        table,
        notes=(*table.notes, *(_note(target, reached) for target, reached in found)),
        aims=tuple(aim_of(target, reached) for target, reached in found),
    )


def aim_of(target: Target, reached: Figure) -> Aim:
    """What was reached of a target."""
    due = target.due.isoformat()
    return Aim(ja=target.ja, en=target.en, reached=reached, target=target.number, due=due)


def _reached_targets(report: Report) -> Iterator[tuple[Target, Figure]]:
    if report.asked.only or report.source.is_share:
        return
    for target in report.names.programmes.targets:
        measure = _MEASURES.get(target.measure)
        days = (target.first_day, target.due)
        if measure is not None and days == (report.asked.period.first, report.asked.period.last):
            yield target, _reached(report, target, measure)


def _reached(report: Report, target: Target, measure: Measure) -> Figure:
    """Over the target's programmes; what is part of another of them is in it already."""
    whole = msgspec.structs.replace(report.asked, split=Split.PROGRAMME)
    parts, many = report.names.parts, report.source.many
    counting = replace(report.counting(report.asked.period), kept=kept(whole, parts, many))
    by_value = counting.count(Split.PROGRAMME, frozenset({measure})).by_value
    total = Count()
    for code in target.programmes:
        total.take(by_value.get(code, Count()))
    return total.cell(measure) or Figure(value=0)


def _note(target: Target, reached: Figure) -> Note:
    share = figure_text(share_of(reached.value, target.number))
    number = figure_text(reached)
    return Note(
        code=f"{TARGET}_{target.code}",
        ja=f"{target.ja}の目標{target.number:,}に対して{number}（{share} ％）です。",
        en=f"{target.en}: {number} of the target of {target.number:,} ({share} %).",
    )
