"""アンケート: what the sheets of thirty days said, of all sites in reach together or of one."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.reports.surveys import QuestionCount, SurveyCount
from core.surveys import Ask, Choice, Question, Survey
from hq.portal import language
from hq.portal.reach import Reach, for_readers
from hq.portal.views import Counted, asked_day
from hq.reports.surveys import surveys

_SPAN = timedelta(days=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A question with the sheets that answer it, and its answers."""

    name: str
    answered: int
    sheets: int
    answers: list[Counted]


@dataclass(frozen=True)
class Said:
    """One questionnaire; `unknown` sheets are of a version that this program does not have."""

    name: str
    sheets: int
    unknown: int
    questions: list[Asked]


@for_readers
@require_safe
def survey_counts(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The thirty days that end with the chosen one. What was written stays sealed at the sites."""
    day, site_id = asked_day(request), request.GET.get("site") or None
    if site_id is not None:
        reach.site(site_id)
    english = language.of(request) == "en"
    first = day - _SPAN + _DAY
    shown = {
        "here": "surveys",
        "day": day,
        "first": first,
        "before": _address(first - _DAY, site_id),
        "after": _address(day + _SPAN, site_id),
        "site_id": site_id,
        "sites": reach.names.items(),
        "surveys": [_said(each, english) for each in surveys(first, day, [site_id] if site_id else reach.site_ids)],
    }
    return render(request, "surveys.html", shown)


def _said(count: SurveyCount, english: bool) -> Said:
    questions = [_asked(each, english) for each in count.questions if each.question.ask is not Ask.WORDS]
    return Said(_named(count.survey, english), count.sheets, count.unknown, questions)


def _asked(count: QuestionCount, english: bool) -> Asked:
    answers = [
        Counted(f"{choice.code}　{_named(choice, english)}", times, most=count.sheets)
        for choice, times in zip(count.question.choices, count.counts, strict=True)
    ]
    return Asked(_named(count.question, english), count.answered, count.sheets, answers)


def _named(item: Survey | Question | Choice, english: bool) -> str:
    return item.en if english else item.ja


def _address(day: object, site_id: str | None) -> str:
    return "?" + urlencode({"day": str(day), "site": site_id or ""})
