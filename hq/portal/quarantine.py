"""保留: what was not taken in, thing by thing, and a person's word on it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.clock import in_japan
from core.problem import Problem
from hq.portal import language
from hq.portal.apart_words import DONE, PROBLEMS
from hq.portal.reach import for_headquarters
from hq.portal.tags import when
from hq.portal.words import translated
from hq.quarantine import deciding
from hq.quarantine.contents import Contents, contents
from hq.quarantine.listing import PAGE, WAITING, Kept, find, kept, told
from hq.quarantine.reasons import REASONS
from hq.records.models import Quarantined, QuarantineDecision, Site


@dataclass(frozen=True)
class Line:
    """One kept thing, and what it holds."""

    kept: Kept
    contents: Contents
    span: str


@for_headquarters
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, oldest first, by site and reason; or what was decided."""
    site_id, reason = request.GET.get("site") or None, request.GET.get("reason") or None
    decided = "decided" in request.GET
    found = kept(site_id, reason, decided=decided)
    present = Quarantined.objects.filter(WAITING).values_list("reason", flat=True).distinct()
    shown = {
        "here": "quarantine",
        "lines": [_line(each, language.of(request)) for each in found[:PAGE]],
        "total": found.count(),
        "most": PAGE,
        "decided": decided,
        "site_id": site_id,
        "reason": reason,
        "sites": Site.objects.order_by("municipality", "name").values_list("site_id", "name"),
        "reasons": [(code, REASONS[code].name) for code in sorted({*present, reason or ""} & REASONS.keys())],
        "other": "?"
        + urlencode({"site": site_id or "", "reason": reason or "", **({} if decided else {"decided": 1})}),
    }
    return render(request, "quarantine.html", shown)


def _address(site_id: str | None, reason: str | None, *, decided: bool) -> str:
    asked = {"site": site_id or "", "reason": reason or ""}
    return "?" + urlencode(asked | {"decided": "1"} if decided else asked)


@for_headquarters
@require_safe
def one(request: HttpRequest, kept_id: int) -> HttpResponse:
    """What it is, why it is here, what to do, and the two buttons."""
    return _page(request, _found(kept_id))


@for_headquarters
@require_POST
def release(request: HttpRequest, kept_id: int) -> HttpResponse:
    """受け入れる."""
    return _decide(request, kept_id, deciding.release)


@for_headquarters
@require_POST
def reject(request: HttpRequest, kept_id: int) -> HttpResponse:
    """受け入れない."""
    return _decide(request, kept_id, deciding.reject)


def _decide(request: HttpRequest, kept_id: int, decide: deciding.Decide) -> HttpResponse:
    row = _found(kept_id)
    assert isinstance(request.user, User)  # login_required
    try:
        decide(kept_id, request.user.get_username(), request.POST.get("note", ""))
    except Problem as problem:
        return _page(request, row, _told(problem, language.of(request)))
    return redirect("kept", kept_id)


def _page(request: HttpRequest, row: Quarantined, refusal: str = "") -> HttpResponse:
    line = _line(row, language.of(request))
    shown = {
        "here": "quarantine",
        "line": line,
        "done": DONE.get(line.kept.decision, ""),
        "history": QuarantineDecision.objects.filter(quarantined=row).order_by("id"),
        "refusal": refusal,
        "note": request.POST.get("note", ""),
    }
    return render(request, "kept.html", shown, status=400 if refusal else 200)


def _line(row: Quarantined, lang: str) -> Line:
    held = contents(row)
    first, last = (when(in_japan(at), lang) if at else "" for at in (held.first_at, held.last_at))
    return Line(told(row), held, first if first == last else f"{first} – {last}")


def _found(kept_id: int) -> Quarantined:
    try:
        return find(kept_id)
    except Problem as problem:
        raise Http404 from problem


def _told(problem: Problem, lang: str) -> str:
    """The whole in Japanese; in English what sort of refusal it is."""
    return str(problem) if lang == "ja" else translated(PROBLEMS.get(problem.code, problem.sentence), lang)
