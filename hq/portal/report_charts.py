"""A report as charts, each with its figures as a table beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.charts import Bars, Chart, HeatMap, Trend, chart_svg
from core.reports.figures import figure_text
from core.reports.period_words import period_words
from core.reports.progress import Progress
from core.reports.table import Cell
from hq.portal import language
from hq.portal.reach import Reach, for_readers
from hq.portal.report_address import Address, chosen, offer_of
from hq.portal.report_counting import Counted
from hq.portal.reports import refused


@dataclass(frozen=True)
class Drawn:
    """A chart as a picture, and as rows of words: a name and its figures, under `heads`."""

    title: str
    svg: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@for_readers
@require_safe
def report_charts(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """The charts of what the address asks for; small figures are not hidden in them."""
    offer, address, now = offer_of(code), Address.of(request.GET), datetime.now(JAPAN)
    lang = language.of(request)
    try:
        counted = Counted(chosen(offer, address.without("publish"), reach, now.date()), reach, now)
        charts = [drawn(each, lang) for each in counted.charts(lang)]
    except Problem as problem:
        return refused(request, reach, offer, address, problem)
    shown = {
        "here": "reports",
        "offer": offer,
        "back": address.query(),
        "charts": charts,
        "period": period_words(counted.chosen.asked.period, lang),
        "scope": counted.scope(lang),
    }
    return render(request, "report_charts.html", shown)


def drawn(chart: Chart, lang: str) -> Drawn:
    """The picture and its words. What it is made of is escaped where it is drawn."""
    svg = chart_svg(chart, english=lang == "en").decode()
    return Drawn(chart.title, SafeString(svg), _heads(chart), tuple(_rows(chart)))


def _heads(chart: Chart) -> tuple[str, ...]:
    match chart:
        case Bars() | Progress():
            return ("",)
        case HeatMap():
            return chart.columns
        case Trend():
            return tuple(each.label for each in (chart.now, chart.before) if each is not None)


def _rows(chart: Chart) -> Iterator[tuple[str, tuple[str, ...]]]:
    match chart:
        case Bars():
            yield from ((bar.label, _texts(bar.cell)) for bar in chart.bars)
        case Progress():
            yield from ((step.label, (step.told,)) for step in chart.steps)
        case HeatMap():
            yield from ((row.label, _texts(*row.cells)) for row in chart.rows)
        case Trend():
            lines = [each.cells for each in (chart.now, chart.before) if each is not None]
            for place, month in enumerate(chart.months):
                yield month, _texts(*(cells[place] for cells in lines))


def _texts(*cells: Cell) -> tuple[str, ...]:
    return tuple(map(figure_text, cells))
