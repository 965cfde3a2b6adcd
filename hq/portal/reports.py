"""集計: a report as a table with its chart."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.charts import Chart, chart_svg, charts_of
from core.reports.form import form_names
from core.reports.period_words import moment_words, period_words
from core.reports.progress import progress_of
from core.reports.stepping import period_of
from core.reports.table import ReportCode, ReportTable, figures_of
from hq.portal import language
from hq.portal.jobs import counted_first
from hq.portal.paging import page_of
from hq.portal.reach import Reach, for_readers
from hq.portal.report_address import Address, chosen, offer_of
from hq.portal.report_choosing import choosing
from hq.portal.report_counting import Counted, whose_words
from hq.portal.report_grid import grid_of
from hq.portal.report_offers import OFFERS, Offer
from hq.portal.report_periods import as_typed
from hq.portal.report_sessions import sessions_of
from hq.portal.report_words import FORMATS, problem_words, rule_words
from hq.reports.jobs import takes_long
from hq.reports.tables import names_of

_MOST_BARS = 120


@for_readers
@require_safe
def reports(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What can be counted."""
    shown = {"here": "reports", "offers": OFFERS.values(), "whose": whose_words(reach, language.of(request))}
    return render(request, "reports.html", shown)


@for_readers
@require_safe
def report(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """One report as it is asked for; why it cannot be counted where it cannot (400)."""
    offer, address, now = offer_of(code), Address.of(request.GET), datetime.now(JAPAN)
    try:
        told = chosen(offer, address, reach, now.date())
        waits = counted_first(request, told, reach, now)
        if waits is not None:
            return waits
        counted = Counted(told, reach, now)
        chooses = told.is_of_session and not told.asked.session_id
        shown = _sessions(request, counted) if chooses else _shown(request, counted)
    except Problem as problem:
        return refused(request, reach, offer, address, problem)
    return render(request, "report.html", {**_choosing(request, counted), **shown})


def refused(
    request: HttpRequest, reach: Reach, offer: Offer, address: Address, problem: Problem, status: int = 400
) -> HttpResponse:
    """Why there is no table, with the form to ask for another."""
    today, lang = datetime.now(JAPAN).date(), language.of(request)
    plain = address.without("from", "to", "day", "month", "quarter", "year", "fiscal-year", "until", "by", "only")
    period = period_of(offer.usual, today)
    form = choosing(offer, plain.of_period(period), period, names_of(None), reach, today, lang)
    form = replace(form, periods=as_typed(form.periods, address))
    shown = {"here": "reports", "offer": offer, "choosing": form, "problem": problem_words(problem, lang)}
    return render(request, "report.html", shown, status=status)


def _choosing(request: HttpRequest, counted: Counted) -> dict[str, object]:
    told, lang, today = counted.chosen, language.of(request), counted.now.date()
    form = choosing(told.offer, told.address, told.asked.period, counted.names, counted.reach, today, lang)
    return {"here": "reports", "offer": told.offer, "choosing": form}


def _sessions(request: HttpRequest, counted: Counted) -> dict[str, object]:
    """Of a period, to choose one from."""
    told = counted.chosen
    found = sessions_of(told.asked.period, told.site_id, told.municipality, counted.reach)
    paged = page_of(found, request.GET)
    lines = [(each, told.address.query(session=each.session_id)) for each in paged.shown]
    return {"sessions": lines, "paged": paged}


def _shown(request: HttpRequest, counted: Counted) -> dict[str, object]:
    lang, table, address = language.of(request), counted.table, counted.chosen.address
    return {
        "table": table,
        "grid": grid_of(table, lang),
        "is_empty": not any(each.value or each.suppressed for _, _, each in figures_of(table)),
        "behind": reverse("report_behind", args=[counted.chosen.offer.code.value]) + address.without("publish").query(),
        "query": address.query(),
        "formats": FORMATS.items(),
        "charts": [SafeString(chart_svg(each, english=lang == "en").decode()) for each in _charts(table, lang)],
        "more_charts": _has_charts(counted),
        "form_names": form_names(table),
        "is_long": takes_long(counted.chosen.asked),
        **told_beside(counted, table, lang),
    }


def _has_charts(counted: Counted) -> bool:
    """Whether there are charts beside those of its lines."""
    told = counted.chosen
    return told.offer.code is ReportCode.RESULTS and not told.publishes and not takes_long(told.asked)


def _charts(table: ReportTable, lang: str) -> tuple[Chart, ...]:
    """How near its targets are; what a chart of a few hundred bars would say is said by the table."""
    english = lang == "en"
    own = charts_of(table, english=english) if len(table.rows) <= _MOST_BARS else ()
    return (*progress_of(table, english=english), *own)


def told_beside(counted: Counted, table: ReportTable, lang: str) -> dict[str, object]:
    """What must be known beside the figures."""
    english = lang == "en"
    notes = (*table.notes, *(table.compared.notes if table.compared is not None else ()))
    return {
        "title": table.en if english else table.ja,
        "period": period_words(table.period, lang),
        "compared": period_words(table.compared.period, lang) if table.compared is not None else "",
        "is_part": table.is_part,
        "cut_off": moment_words(table.cut_off, lang),
        "scope": counted.scope(lang),
        "rule": rule_words(table.rule, lang),
        "notes": tuple(dict.fromkeys(each.en if english else each.ja for each in notes)),
    }
