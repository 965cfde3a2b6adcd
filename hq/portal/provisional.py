"""速報値: what sites told by telephone or FAX, what of it still waits for records, and every version of one."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.clock import JAPAN
from core.number_guard import covered
from core.problem import Problem
from hq.portal import language
from hq.portal.labels import Labels
from hq.portal.provisional_lines import Line, choices, lines, version_lines, what_of, what_words
from hq.portal.provisional_words import PROBLEMS
from hq.portal.reach import for_headquarters
from hq.portal.views import asked_day
from hq.portal.words import translated
from hq.provisional import entering, listing
from hq.provisional.told import HOW_WORDS, Told, how_of, number_of
from hq.records.models import ProvisionalFigure, Site

_FIELDS = ("site", "day", "what", "sessions", "visits", "consultations", "how", "note")


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def provisional(request: HttpRequest) -> HttpResponse:
    """The form, what waits for its records, and what arrived beside what was told."""
    refusal = ""
    if request.method == "POST":
        try:
            return redirect("provisional_one", _add(request).figure_id)
        except Problem as problem:
            refusal = _told(problem, language.of(request))
    found, today = lines(language.of(request)), datetime.now(JAPAN).date()
    shown = {
        "here": "provisional",
        "waiting": [each for each in found if not each.arrived],
        "arrived": [each for each in reversed(found) if each.arrived and each.day >= today - listing.SHOWN_FOR],
        "withdrawn": listing.withdrawn(),
        "sites": _sites(),
        "form": dict.fromkeys(_FIELDS, "") | _typed(request) | _first_time(request),
        "today": today,
        "refusal": refusal,
        **_choices(request),
    }
    return render(request, "provisional.html", shown, status=400 if refusal else 200)


def _sites() -> list[tuple[str, str]]:
    """To choose from, each with its municipality."""
    labels, found = Labels("ja"), Site.objects.order_by("municipality", "name")
    return [(each.site_id, f"{each.name}（{labels.municipality(each.municipality)}）") for each in found]


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def provisional_one(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One with its versions; other numbers, or taken back."""
    refusal = ""
    if request.method == "POST":
        try:
            _change(request, figure_id)
            return redirect("provisional_one", figure_id)
        except Problem as problem:
            refusal = _told(problem, language.of(request))
    last = _found(figure_id)
    shown = {
        "here": "provisional",
        "last": last,
        "line": _line(last, language.of(request)),
        "versions": version_lines(listing.versions(figure_id), language.of(request)),
        "form": _typed(request) or _as_form(last),
        "refusal": refusal,
        **_choices(request),
    }
    return render(request, "provisional_one.html", shown, status=400 if refusal else 200)


def _add(request: HttpRequest) -> ProvisionalFigure:
    site = Site.objects.filter(pk=request.POST.get("site", "")).first()
    if site is None:
        raise Problem("no_such_site", "拠点を選んでください。", "")
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Problem("provisional_day", "日付を入れてください。", "") from error
    return entering.add(site, day, _read(request), _name(request), datetime.now(JAPAN))


def _change(request: HttpRequest, figure_id: str) -> None:
    _found(figure_id)
    by, now = _name(request), datetime.now(JAPAN)
    if "withdraw" in request.POST:
        entering.withdraw(figure_id, by, now, request.POST.get("note", ""))
    else:
        entering.amend(figure_id, _read(request), by, now)


def _read(request: HttpRequest) -> Told:
    posted = request.POST
    return Told(
        what=what_of(posted.get("what", "")),
        sessions=number_of(posted.get("sessions")),
        visits=number_of(posted.get("visits")),
        consultations=number_of(posted.get("consultations")),
        how=how_of(posted.get("how", "")),
        note=posted.get("note", ""),
    )


def _line(last: ProvisionalFigure, lang: str) -> Line | None:
    """What arrived beside it; None where it was taken back."""
    return next((each for each in lines(lang, last.site_id) if each.figure_id == last.figure_id), None)


def _as_form(last: ProvisionalFigure) -> dict[str, object]:
    numbers = {name: getattr(last, name) for name in ("sessions", "visits", "consultations")}
    shown = {name: "" if number is None else number for name, number in numbers.items()}
    return {**shown, "what": what_words(last), "how": last.how, "note": "" if last.withdrawn else last.note}


def _typed(request: HttpRequest) -> dict[str, str]:
    """To stand in the form again: a note without what must not be kept, nor shown."""
    told = {name: request.POST[name] for name in _FIELDS if name in request.POST}
    return told | {"note": covered(told["note"])} if "note" in told else told


def _first_time(request: HttpRequest) -> dict[str, str]:
    """What the page that led here was on: a site, its day, and of what its sessions were."""
    if request.method == "POST":
        return {}
    asked = {name: request.GET.get(name, "") for name in ("site", "what")}
    return {**asked, "day": asked_day(request).isoformat()}


def _choices(request: HttpRequest) -> dict[str, object]:
    return {"groups": choices(language.of(request)), "ways": HOW_WORDS.items()}


def _found(figure_id: str) -> ProvisionalFigure:
    if not ProvisionalFigure.objects.filter(figure_id=figure_id).exists():
        raise Http404
    return get_object_or_404(ProvisionalFigure.objects.select_related("site"), figure_id=figure_id, is_last=True)


def _name(request: HttpRequest) -> str:
    assert isinstance(request.user, User)  # for_headquarters
    return request.user.get_username()


def _told(problem: Problem, lang: str) -> str:
    """The whole in Japanese; in English what sort of fault it is."""
    return str(problem) if lang == "ja" else translated(PROBLEMS.get(problem.code, PROBLEMS["my_number"]), lang)
