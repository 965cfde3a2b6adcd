"""設置条件 (R8): what each condition of each week is like, what must be looked at first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.conditions_table import ConditionsTable, FindingRow, csv_text, xlsx
from core.reports.files import FileFormat
from core.reports.period import fiscal_year_period
from core.reports.period_words import moment_words, period_words
from core.wareki import fiscal_year
from hq.portal import language
from hq.portal.downloads import TYPES, download
from hq.portal.reach import Reach, for_readers
from hq.portal.recent import TABLES
from hq.portal.report_counting import sites_of, whose_words
from hq.portal.report_words import FORMATS, problem_words, rule_words
from hq.portal.watch_words import STATES
from hq.reports.conditions import conditions_report

_MOST = 400
_FORMATS = {each: FORMATS[each] for each in (FileFormat.XLSX, FileFormat.PDF, FileFormat.CSV)}


@dataclass(frozen=True)
class Asked:
    """The days and the site."""

    first: date | None
    last: date | None
    site_id: str | None

    def query(self, **more: str) -> str:
        """To stand after the path."""
        days = {"from": str(self.first or ""), "to": str(self.last or ""), "site": self.site_id or "", **more}
        return "?" + urlencode({name: value for name, value in days.items() if value})


@dataclass(frozen=True)
class Finding:
    """A finding in the language of the page."""

    row: FindingRow
    state: str
    programme: str
    condition: str
    words: str
    until: str
    year: str
    """Of a planned volume; empty for what is judged by the week."""


@for_readers
@require_safe
def conditions(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The findings of some weeks, this one where nothing is asked for."""
    lang, asked = language.of(request), None
    shown = {"here": "conditions", "sites": reach.names.items(), "asked": Asked(None, None, None)}
    try:
        asked = _asked(request, reach)
        table = _table(asked, reach)
    except Problem as problem:
        told = {**shown, "asked": asked or shown["asked"], "problem": problem_words(problem, lang)}
        return render(request, "conditions.html", told, status=400)
    return render(request, "conditions.html", {**shown, **_shown(table, asked, reach, lang)})


@for_readers
@require_safe
def conditions_file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The same as a file."""
    form = next((each for each in _FORMATS if each.value == request.GET.get("format")), None)
    if form is None:
        raise Http404
    try:
        asked = _asked(request, reach)
        table = _table(asked, reach)
    except Problem as problem:
        raise Http404 from problem
    name = f"r8_{table.first_day}_{table.last_day}.{form.ending}"
    return download(
        request, f"r8 {table.first_day}/{table.last_day}", table.scope, name, _made(table, form), TYPES[form]
    )


def _made(table: ConditionsTable, form: FileFormat) -> bytes:
    match form:
        case FileFormat.XLSX:
            return xlsx(table)
        case FileFormat.PDF:
            from core.reports.conditions_pdf import pdf  # ReportLab: only when paper is wanted

            return pdf(table)
        case _:
            return csv_text(table).encode("utf-8-sig")


def _table(asked: Asked, reach: Reach) -> ConditionsTable:
    """As it was counted a moment ago: its cut-off says when. Problem."""
    now = datetime.now(JAPAN)
    days = (asked.first, asked.last, asked.site_id)
    return TABLES.of(
        reach.common, ("conditions", now.date(), *days), lambda: conditions_report(now, *days, sites=sites_of(reach))
    )


def _asked(request: HttpRequest, reach: Reach) -> Asked:
    site_id = request.GET.get("site") or None
    if site_id is not None:
        reach.site(site_id)
    return Asked(_day(request.GET.get("from")), _day(request.GET.get("to")), site_id)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Problem("period", "その期間はありません。", "はじめの日を、おわりの日より前にしてください。") from error


def _shown(table: ConditionsTable, asked: Asked, reach: Reach, lang: str) -> dict[str, object]:
    first, last = date.fromisoformat(table.first_day), date.fromisoformat(table.last_day)
    counts = Counter(each.state for each in table.findings)
    span = last - first + timedelta(days=1)
    return {
        "asked": Asked(first, last, asked.site_id),
        "first": first,
        "last": last,
        "before": Asked(first - span, last - span, asked.site_id).query(),
        "after": Asked(first + span, last + span, asked.site_id).query(),
        "this_week": Asked(None, None, asked.site_id).query() or "?",
        "findings": [_finding(each, lang) for each in table.findings[:_MOST]],
        "total": len(table.findings),
        "most": _MOST,
        "counts": [(name, counts[state], state) for state, name in STATES.items()],
        "formats": [(each.value, name) for each, name in _FORMATS.items()],
        "scope": [reach.names.get(asked.site_id or "") or whose_words(reach, lang)],
        "rule": rule_words(table.rule, lang),
        "cut_off": moment_words(table.cut_off, lang),
    }


def _finding(row: FindingRow, lang: str) -> Finding:
    year = period_words(fiscal_year_period(fiscal_year(date.fromisoformat(row.first_day))), lang)
    told = (row.state_ja, row.programme_ja, row.condition_ja, row.ja, row.until_ja)
    if lang == "en":
        told = (row.state_en, row.programme_en, row.condition_en, row.en, row.until_en)
    return Finding(row, *told, year if row.is_of_year else "")
