"""The pages."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from hq.portal import counting, language
from hq.portal.labels import Labels, in_order
from hq.portal.paging import page_of
from hq.portal.reach import Reach, for_headquarters, for_readers
from hq.portal.site_days import SiteDay, State, site_days
from hq.portal.site_rows import MOST, rows, sites_on
from hq.portal.unsettled import Span, unsettled
from hq.portal.words import REASONS, UNSETTLED
from hq.provisional.listing import sites_waiting
from hq.quarantine.listing import uncounted
from hq.quarantine.twins import twins
from hq.records.models import Device


@dataclass(frozen=True)
class Counted:
    """A row of a chart or table: its name and its figures; `most` is what the longest bar stands for."""

    name: str
    count: int
    second: int = 0
    most: int = 0


@for_readers
@require_safe
def today(request: HttpRequest, reach: Reach) -> HttpResponse:
    """きょうの拠点: who has reported, and the day's figures of every site."""
    day, labels = asked_day(request), Labels(language.of(request))
    every, town = sites_on(day, reach), request.GET.get("municipality", "")
    sites = every.of(town)
    states = Counter(site.state for site in sites)
    late = [site.missing.since for site in sites if site.missing and site.missing.since < day]
    paged = page_of(sites, request.GET, MOST)
    return render(
        request,
        "today.html",
        {
            **_days(day),
            "here": "today",
            "rows": rows(every, paged.shown, reach, labels, _days(day)),
            "paged": paged,
            "towns": [(code, labels.municipality(code)) for code in every.towns],
            "town": town,
            "kept": f"&municipality={town}" if town else "",
            "reported": states[State.REPORTED],
            "expected": states[State.REPORTED] + states[State.WAITING],
            "without": states[State.NOTHING],
            "late": len(late),
            "late_since": min(late, default=None),
            "sessions": sum(site.sessions for site in sites),
            "visits": sum(site.visits.total for site in sites),
            "persons": sum(site.visits.persons for site in sites),
            "anonymous": sum(site.visits.anonymous for site in sites),
            "consultations": sum(site.consultations for site in sites),
            "groups": _groups(sites, labels),
            "uncounted": uncounted(reach.site_ids),
        },
    )


def _groups(sites: tuple[SiteDay, ...], labels: Labels) -> list[Counted]:
    total: Counter[str] = Counter()
    for site in sites:
        total.update(site.groups)
    known = [group.code for group in labels.catalogue.groups]
    codes = [code for code in known if total[code]] + sorted(total.keys() - set(known))
    return [Counted(labels.group(code), total[code], most=max(total.values())) for code in codes]


@for_readers
@require_safe
def site_day(request: HttpRequest, reach: Reach, site_id: str) -> HttpResponse:
    """One site's day."""
    site, day, labels = reach.site(site_id), asked_day(request), Labels(language.of(request), site_id)
    (figures,) = site_days(day, [site_id])
    sessions = counting.sessions(site_id, day)
    return render(
        request,
        "site.html",
        {
            **_days(day),
            "here": "today",
            "site": figures,
            "municipality": labels.municipality(site.municipality),
            "sessions": sessions,
            "programme": _only_programme(sessions),
            "foretold": site_id in sites_waiting(day),
            "hours": _hours(counting.visits_by_hour(site_id, day)),
            "bands": _bands(site_id, day, labels),
            "topics": _topics(site_id, day, labels),
            "unsettled": _unsettled(site_id, day),
            "apart": _apart(site_id),
            "uncounted": uncounted([site_id]),
        },
    )


def _only_programme(sessions: tuple[counting.SessionLine, ...]) -> str:
    """Of all sessions of a day that were not cancelled; empty where they are of several, or of none."""
    found = {each.programme or "" for each in sessions if each.state != "cancelled"}
    return found.pop() if len(found) == 1 else ""


def _unsettled(site_id: str, day: date) -> list[Counted]:
    """What the site has not decided until now, by sort: what its list has on this day."""
    counts = unsettled(Span.of_site(site_id, day)).get(site_id, Counter())
    return [Counted(name, counts[sort]) for sort, name in UNSETTLED.items() if counts[sort]]


def _hours(visits: Counter[int]) -> list[Counted]:
    """Every hour from the first to the last, so that a quiet one is seen too."""
    hours = range(min(visits), max(visits) + 1) if visits else range(0)
    return [Counted(str(hour), visits[hour], most=max(visits.values())) for hour in hours]


def _bands(site_id: str, day: date, labels: Labels) -> list[Counted]:
    visits = counting.by_age_band(site_id, day, "attendance")
    cases = counting.by_age_band(site_id, day, "consultation")
    codes = in_order(visits.keys() | cases.keys())
    return [Counted(labels.age_band(code), visits[code], cases[code]) for code in codes]


@dataclass(frozen=True)
class Matrix:
    """Topics by outcomes; the last of each row and the last row are totals."""

    outcomes: list[str]
    rows: list[tuple[str, str, list[int]]]
    total: list[int]


def _topics(site_id: str, day: date, labels: Labels) -> Matrix:
    cases = counting.topics_by_outcome(site_id, day)
    outcomes = sorted({outcome for _, outcome in cases})
    rows = [
        (labels.group(topic[:3]), labels.topic(topic), [cases.get((topic, each), 0) for each in outcomes])
        for topic in sorted({topic for topic, _ in cases})
    ]
    total = [sum(row[2][place] for row in rows) for place in range(len(outcomes))]
    return Matrix(
        [labels.outcome(each) for each in outcomes],
        [(group, topic, [*counts, sum(counts)]) for group, topic, counts in rows],
        [*total, sum(total)],
    )


def _apart(site_id: str | None = None) -> list[tuple[str | None, str, counting.Apart]]:
    """Device letter, beside its site's name where it is of all sites, reason in words, and the rest."""
    told = Device.objects.values_list("device_id", "letter", "site__name")
    letters = {device_id: letter if site_id else f"{name} {letter}" for device_id, letter, name in told}
    found = counting.quarantined(site_id)
    return [(letters.get(each.device_id or ""), REASONS.get(each.reason, "読み取れません"), each) for each in found]


@for_headquarters
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """All laptops: last contact, clock, what is kept apart."""
    apart: Counter[str | None] = Counter()
    for each in counting.quarantined():
        apart[each.device_id] += each.count
    found = Device.objects.select_related("site").order_by("site__name", "letter")
    doubled = twins()
    rows = [(device, apart[device.device_id], device.device_id in doubled) for device in found]
    shown = {"here": "devices", "rows": rows, "any_twin": bool(doubled), "apart": _apart()}
    return render(request, "devices.html", shown)


def _days(day: date) -> dict[str, date | bool]:
    now = datetime.now(JAPAN).date()
    step = timedelta(days=1)
    near = {"before": day - step, "after": day + step}
    return {"day": day, "is_today": day == now, "is_ahead": day > now, "today": now, **near}


def asked_day(request: HttpRequest) -> date:
    """The day that was asked for; today in Japan when none was."""
    asked = request.GET.get("day")
    if not asked:
        return datetime.now(JAPAN).date()
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= day.year <= 2100:
        raise Http404
    return day
