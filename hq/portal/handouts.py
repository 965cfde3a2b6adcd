"""配布資料: the versions of every handout, publishing the next one, and what sites say of them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.clock import JAPAN
from core.handouts import LARGEST
from core.problem import Problem
from hq.handouts.feedback import feedback
from hq.handouts.in_force import newest
from hq.handouts.publishing import Publication, look_at, publish
from hq.portal import language
from hq.portal.reach import for_headquarters
from hq.portal.topics import told, uploaded
from hq.records.models import HandoutVersion


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def handouts(request: HttpRequest) -> HttpResponse:
    """The list; with a file, what it would change, and published if that was asked."""
    publication, refusal = None, ""
    if request.method == "POST":
        try:
            publication = _carry_out(request)
        except Problem as problem:
            refusal = told(problem, language.of(request))
    today, present = datetime.now(JAPAN).date(), newest()
    shown = {
        "here": "handouts",
        "present": [(each, each.next_check(), each.next_check() < today) for each in present],
        "versions": HandoutVersion.objects.order_by("handout", "-version"),
        "publication": publication,
        "done": publication is not None and "publish" in request.POST,
        "refusal": refusal,
        "feedback": feedback({each.id: each for each in present}),
    }
    return render(request, "handouts.html", shown, status=400 if refusal else 200)


def _carry_out(request: HttpRequest) -> Publication:
    data = uploaded(request, LARGEST, "配布資料（TOML）のファイルです。")
    return publish([data])[0] if "publish" in request.POST else look_at(data)
