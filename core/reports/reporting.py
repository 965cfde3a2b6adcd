"""Every report of this room by its code: the one road by which both programs come to a table."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from core.problem import Problem
from core.reports.behind import behind_figure
from core.reports.categories import categories_table
from core.reports.counting import Report, split_table
from core.reports.definitions import DEFINITIONS, Definition
from core.reports.hours import Visits, visit_hours
from core.reports.names import Names
from core.reports.one_session import session_table
from core.reports.planned import with_planned
from core.reports.side import Source
from core.reports.supporters import supporters_table
from core.reports.table import Asked, Behind, ReportCode, ReportTable
from core.reports.targets import with_targets
from core.reports.years import years_table


def count_report(asked: Asked, source: Source, names: Names, now: datetime) -> ReportTable:
    """Count it. The finished totals behind `source` must be up to date. Raises Problem for what cannot be counted."""
    report = _report(asked, source, names, now)
    return _headed(_ROADS.get(asked.report, split_table)(report), report.definition)


def count_behind(asked: Asked, source: Source, names: Names, now: datetime, row: str, column: str) -> list[Behind]:
    """The records behind one cell of that table, by the keys of its row and column; the first `MOST` of them."""
    return behind_figure(_report(asked, source, names, now), row, column)


def count_hours(asked: Asked, source: Source, names: Names, now: datetime) -> list[Visits]:
    """When the visitors of that report came."""
    return visit_hours(_report(asked, source, names, now))


def _report(asked: Asked, source: Source, names: Names, now: datetime) -> Report:
    if asked.report not in DEFINITIONS:
        raise Problem("report_unknown", "その集計は、ここでは作れません。", "集計の一覧から選んでください。")
    return Report(asked, source, names, now)


def _headed(table: ReportTable, definition: Definition) -> ReportTable:
    compared = _headed(table.compared, definition) if table.compared is not None else None
    return msgspec.structs.replace(table, columns=definition.headed(table.columns), compared=compared)


def _results_table(report: Report) -> ReportTable:
    return with_targets(report, with_planned(report, split_table(report)))


_ROADS: Mapping[ReportCode, Callable[[Report], ReportTable]] = {
    ReportCode.YEARS: years_table,
    ReportCode.CATEGORIES: categories_table,
    ReportCode.SUPPORTERS: supporters_table,
    ReportCode.SESSION: session_table,
    ReportCode.RESULTS: _results_table,
}
"""Those that are more than lines by a split."""
