"""提出した報告: what sites handed in, the table as it was then, and what has changed since."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.changes import Change, ChangeKind
from core.reports.figures import difference, figure_text
from core.reports.files import FileFormat, report_file
from core.reports.handed_in import asked_again
from core.reports.period import free_period
from core.reports.period_words import moment_words, period_words
from core.reports.table import Cell, ReportTable, Split
from hq.portal import language
from hq.portal.downloads import TYPES, download
from hq.portal.reach import Reach, for_readers
from hq.portal.report_grid import grid_of
from hq.portal.report_offers import OFFERS, SPLITS
from hq.portal.report_words import FORMATS, problem_words, rule_words
from hq.portal.watch_words import MARKS, NOTHING
from hq.portal.words import translated
from hq.reports.handed_in import MOST, HandedIn, changed_since, handed_in, table_of, the_one


@dataclass(frozen=True)
class Line:
    """A report that was handed in, in words; `marks` are what must be known of it."""

    handed: HandedIn
    title: str
    split: str
    period: str
    at: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Differs:
    """A figure that is counted otherwise now."""

    row: str
    column: str
    before: str
    after: str
    more: str


@for_readers
@require_safe
def listing(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The latest first, of all sites that may be seen or of one."""
    site_id, lang = request.GET.get("site") or None, language.of(request)
    if site_id is not None:
        reach.site(site_id)
    found = handed_in(reach.site_ids if site_id is None else [site_id])
    shown = {
        "here": "handed_in",
        "lines": [_line(each, lang) for each in found],
        "is_first": len(found) >= MOST,
        "sites": reach.names.items(),
        "site_id": site_id,
    }
    return render(request, "handed_in.html", shown)


@for_readers
@require_safe
def one(request: HttpRequest, reach: Reach, site_id: str, submission_id: str) -> HttpResponse:
    """The very table that was handed in; what is not that any more is told (409)."""
    handed, lang = _found(reach, site_id, submission_id), language.of(request)
    shown = {"here": "handed_in", "line": _line(handed, lang), "formats": FORMATS.items()}
    try:
        table = table_of(handed)
    except Problem as problem:
        return render(request, "handed_in_one.html", {**shown, "problem": problem_words(problem, lang)}, status=409)
    return render(request, "handed_in_one.html", {**shown, **_then(table, lang), **_since(handed, lang)})


@for_readers
@require_safe
def file(request: HttpRequest, reach: Reach, site_id: str, submission_id: str) -> HttpResponse:
    """That very table as a file."""
    handed = _found(reach, site_id, submission_id)
    try:
        form, table = FileFormat(request.GET.get("format", "")), table_of(handed)
    except (ValueError, Problem) as error:
        raise Http404 from error
    made = report_file(table, form)
    what = f"{handed.report} {handed.period_from}/{handed.period_to} version {handed.version}"
    return download(request, what, handed.site, f"v{handed.version}_{made.name}", made.data, TYPES[form])


def _found(reach: Reach, site_id: str, submission_id: str) -> HandedIn:
    try:
        return the_one(reach.site(site_id).site_id, submission_id)
    except Problem as problem:
        raise Http404 from problem


def _line(handed: HandedIn, lang: str) -> Line:
    offer = next((each for each in OFFERS.values() if each.code.value == handed.report), None)
    marks = zip((handed.is_replaced, handed.is_apart), MARKS, strict=True)
    return Line(
        handed=handed,
        title=translated(offer.title, lang) if offer else handed.report,
        split=_split(handed, lang),
        period=_period(handed, lang),
        at=moment_words(handed.at, lang),
        marks=tuple(text for holds, text in marks if holds),
    )


def _split(handed: HandedIn, lang: str) -> str:
    try:
        split = asked_again(handed.report, handed.period_from, handed.period_to, handed.by).split
    except Problem:
        return ""
    return "" if split is Split.NONE else translated(SPLITS[split], lang)


def _period(handed: HandedIn, lang: str) -> str:
    try:
        days = free_period(date.fromisoformat(handed.period_from), date.fromisoformat(handed.period_to))
    except (ValueError, Problem):
        return f"{handed.period_from} – {handed.period_to}"
    return period_words(days, lang)


def _then(table: ReportTable, lang: str) -> dict[str, object]:
    english = lang == "en"
    return {
        "grid": grid_of(table, lang),
        "title": table.en if english else table.ja,
        "is_part": table.is_part,
        "compared": period_words(table.compared.period, lang) if table.compared is not None else "",
        "cut_off": moment_words(table.cut_off, lang),
        "scope": [table.scope],
        "rule": rule_words(table.rule, lang),
        "notes": tuple(dict.fromkeys(each.en if english else each.ja for each in table.notes)),
    }


def _since(handed: HandedIn, lang: str) -> dict[str, object]:
    """What is counted otherwise now, or why that cannot be told."""
    try:
        since = changed_since(handed, datetime.now(JAPAN))
    except Problem as problem:
        return {"uncounted": problem_words(problem, lang)}
    differs = [_differs(each, lang) for each in since.changes]
    return {"differs": differs, "now": moment_words(since.after.cut_off, lang)}


def _differs(change: Change, lang: str) -> Differs:
    english = lang == "en"
    row = f"{change.group} {change.row_en if english else change.row_ja}".strip()
    if change.compared:
        row = f"{row} ({translated('前の年', lang)})"
    nothing = translated(NOTHING, lang)
    return Differs(
        row,
        change.column_en if english else change.column_ja,
        nothing if change.kind is ChangeKind.ADDED else figure_text(change.before),
        nothing if change.kind is ChangeKind.GONE else figure_text(change.after),
        _more(difference(change.after, change.before)),
    )


def _more(more: Cell) -> str:
    return f"+{figure_text(more)}" if more is not None and more.value > 0 else figure_text(more)
