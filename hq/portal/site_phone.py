"""The telephone number of a site's office: kept by headquarters, shown to whoever may see the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.number_guard import covered
from core.phone_number import phone_number
from core.problem import Problem
from hq import audit
from hq.portal import language
from hq.portal.reach import for_headquarters
from hq.portal.site_words import PHONE_PROBLEMS
from hq.portal.words import translated
from hq.records.models import Site


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def site_phone(request: HttpRequest, site_id: str) -> HttpResponse:
    """A form with the number of now; what is no number stays in it, with the reason."""
    site, refusal = get_object_or_404(Site, pk=site_id), ""
    typed = request.POST.get("phone", site.phone)
    if request.method == "POST":
        try:
            _keep(site, typed, request.user.get_username())
            return redirect("site", site_id)
        except Problem as problem:
            refusal = _told(problem, language.of(request))
    shown = {"here": "today", "site": site, "typed": covered(typed), "refusal": refusal}
    return render(request, "site_phone.html", shown, status=400 if refusal else 200)


def _keep(site: Site, typed: str, by: str) -> None:
    site.phone = phone_number(typed)
    site.save(update_fields=["phone"])
    audit.note("telephone of site %s changed by %s", site.site_id, by)


def _told(problem: Problem, lang: str) -> str:
    """The whole in Japanese; in English what sort of fault it is."""
    return str(problem) if lang == "ja" else translated(PHONE_PROBLEMS[problem.code], lang)
