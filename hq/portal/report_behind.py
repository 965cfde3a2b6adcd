"""The records behind each figure of a report."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.behind import MOST
from core.reports.figures import figure_text
from core.reports.spread import Shown
from core.reports.table import Behind, Cell, Column, ReportTable, Row
from hq.portal import language
from hq.portal.paging import page_of
from hq.portal.reach import Reach, for_readers
from hq.portal.report_address import Address, chosen, offer_of
from hq.portal.report_counting import Counted
from hq.portal.report_grid import SHOWN, row_words
from hq.portal.report_words import KINDS
from hq.portal.reports import refused, told_beside


@dataclass(frozen=True)
class Opened:
    """The figure that is opened: where it stands in its report, and the table of the period that it is of."""

    row: Row
    column: Column
    shown: Shown
    table: ReportTable

    @property
    def figure(self) -> Cell:
        """As it was counted."""
        return self.table.cell(self.row.key, self.column.key)


@for_readers
@require_safe
def report_behind(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """The records behind one figure, with the rule, the period and up to when they were written."""
    offer, address, lang = offer_of(code), Address.of(request.GET), language.of(request)
    now = datetime.now(JAPAN)
    try:
        counted = Counted(chosen(offer, address.without("publish"), reach, now.date()), reach, now)
        opened = _opened(request, counted.table)
        records, names = counted.behind(opened.row.key, opened.column.key, opened.shown), counted.names
    except Problem as problem:
        return refused(request, reach, offer, address, problem)
    paged = page_of(records, request.GET)
    lines = counted.in_words(paged.shown)
    told = {
        "here": "reports",
        "offer": offer,
        "back": address.query(),
        "row": row_words(counted.table, opened.row, lang),
        "column": opened.column,
        "of": SHOWN[opened.shown] if counted.table.compared is not None else "",
        "lines": [(each, KINDS[each.record.record], names.sites.get(each.record.site_id, "")) for each in lines],
        "paged": paged,
        **_sum(opened.figure, records),
        **told_beside(counted, opened.table, lang),
    }
    return render(request, "report_behind.html", told)


def _opened(request: HttpRequest, table: ReportTable) -> Opened:
    """What the address names. 404 for what is not in the table."""
    row, shown = table.row(request.GET.get("row", "")), request.GET.get("of", Shown.NOW.value)
    column = next((each for each in table.columns if each.key == request.GET.get("column", "")), None)
    tables = {Shown.NOW.value: table, Shown.BEFORE.value: table.compared}
    of = tables.get(shown)
    if row is None or column is None or of is None:
        raise Http404
    return Opened(row, column, Shown(shown), of)


def _sum(figure: Cell, records: list[Behind]) -> dict[str, object]:
    """The figure beside the sum of its records, which are not all where there are too many."""
    added = sum(each.count for each in records)
    return {
        "figure": figure_text(figure),
        "added": added,
        "adds_up": figure is not None and figure.value == added,
        "is_first": len(records) >= MOST,
    }
