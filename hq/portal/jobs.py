"""A report on a long period while it is counted: how far it is, cancelled, counted once more.

Its address is that of the report, so there is nothing in it by which another's could be found.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.clock import JAPAN
from core.problem import Problem
from core.reports.period_words import period_words
from hq.portal import language
from hq.portal.job_words import WORDS
from hq.portal.reach import Reach, for_readers
from hq.portal.report_address import Address, Chosen, chosen, offer_of
from hq.portal.report_counting import Counted, wanted
from hq.portal.report_words import problem_words
from hq.records.models import ReportJob
from hq.reports.jobs import JobState, cancel, counted_table, job_for, last_job, takes_long

REFRESHES_S = 2


def counted_first(request: HttpRequest, told: Chosen, reach: Reach, now: datetime) -> HttpResponse | None:
    """To where a report that takes long is counted; None where there is nothing to wait for. Problem: too many."""
    if not takes_long(told.asked) or counted_table(wanted(told, reach), now) is not None:
        return None
    if last_job(wanted(told, reach), _owner(request), now) is None:
        job_for(wanted(told, reach), _owner(request), now)
    return HttpResponseRedirect(_address("job", told))


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def job(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """How far it is; the report itself once it is counted. 404 where nobody asked for it."""
    now, lang = datetime.now(JAPAN), language.of(request)
    try:
        told = chosen(offer_of(code), Address.of(request.GET), reach, now.date())
    except Problem as problem:
        raise Http404 from problem
    row, refusal = last_job(wanted(told, reach), _owner(request), now), ("", "")
    if request.method == "POST":
        try:
            return _changed(request, told, reach, row, now)
        except Problem as problem:
            refusal = problem_words(problem, lang)
    if row is None:
        raise Http404
    if row.state == JobState.DONE and not refusal[0]:
        return HttpResponseRedirect(_address("report", told))
    return _page(request, Counted(told, reach, now), row, refusal)


def _changed(
    request: HttpRequest, told: Chosen, reach: Reach, row: ReportJob | None, now: datetime
) -> HttpResponseRedirect:
    if "cancel" in request.POST and row is not None:
        cancel(row, now)
    elif takes_long(told.asked):
        job_for(wanted(told, reach), _owner(request), now, anew=True)
    return HttpResponseRedirect(_address("job", told))


def _page(request: HttpRequest, counted: Counted, row: ReportJob, refusal: tuple[str, str]) -> HttpResponse:
    lang, told = language.of(request), counted.chosen
    state = JobState(row.state)
    is_open = state in (JobState.WAITING, JobState.RUNNING)
    shown = {
        "here": "reports",
        "offer": told.offer,
        "job": row,
        "period": period_words(told.asked.period, lang),
        "scope": counted.scope(lang),
        "words": WORDS.get(row.state, ""),
        "is_open": is_open,
        "refusal": refusal,
        "back": reverse("reports"),
    }
    response = render(request, "job.html", shown, status=400 if refusal[0] else 200)
    if is_open:
        response.headers["Refresh"] = str(REFRESHES_S)
    return response


def _address(name: str, told: Chosen) -> str:
    return reverse(name, args=[told.offer.code.value]) + told.address.query()


def _owner(request: HttpRequest) -> int:
    assert isinstance(request.user, User)  # for_readers
    return int(request.user.pk)
