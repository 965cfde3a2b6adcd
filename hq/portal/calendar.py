"""予定表: the sessions of all sites in reach by month, week or day, and the same as a file for other calendars."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.holidays import days_off
from core.icalendar import CalendarEntry, calendar_file, session_entry
from hq.portal import language, planned
from hq.portal.calendar_asked import Asked, View, asked_plans, choices, wish_of
from hq.portal.downloads import download
from hq.portal.labels import Labels
from hq.portal.planned import Planned
from hq.portal.reach import Reach, for_readers
from hq.portal.recent import DAYS
from hq.portal.site_words import VIEWS
from hq.portal.words import translated

_MOST = {View.MONTH: 4, View.WEEK: 12, View.DAY: 400}
"""So many sessions of a day are shown; the day itself has the rest."""
_READ = {View.MONTH: 60, View.WEEK: 60, View.DAY: 400}
"""So many of a day are read, to see which of them share a room."""


@dataclass(frozen=True)
class Line:
    """A session in the calendar. `visits` is None until it is over; `report` is the address of its R5."""

    planned: Planned
    state: str
    shares_room: bool
    visits: int | None
    report: str


@dataclass(frozen=True)
class Cell:
    """A day with the sessions that it has room for; `more` are on its own page."""

    day: date
    off: str
    is_aside: bool
    is_today: bool
    lines: list[Line]
    more: int
    address: str


@dataclass(frozen=True)
class Week:
    """A row of the calendar; `number` is that of ISO 8601."""

    number: int
    address: str
    cells: list[Cell]


@for_readers
@require_safe
def calendar(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A month, a week or a day, of what was chosen."""
    asked, today = asked_plans(request, reach), datetime.now(JAPAN).date()
    first, last = asked.span
    cells, count = DAYS.of(reach.common, ("calendar", asked, today), lambda: _cells(asked, reach, today))
    weeks = [
        Week(monday.day.isocalendar().week, replace(asked, view=View.WEEK, day=monday.day).address, cells[at : at + 7])
        for at, monday in enumerate(cells)
        if at % 7 == 0
    ]
    shown = {
        "here": "calendar",
        "asked": asked,
        "first": first,
        "last": last,
        "weeks": weeks,
        "days": cells,
        "count": count,
        "views": [(view, name, replace(asked, view=View(view)).address) for view, name in VIEWS.items()],
        "before": asked.step(-1).address,
        "after": asked.step(1).address,
        "now": replace(asked, day=today).address,
        "file": reverse("calendar_file") + asked.address,
        **choices(asked, reach, Labels(language.of(request))),
    }
    return render(request, "calendar.html", shown)


@for_readers
@require_safe
def file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What the page shows, with all of its days; cancelled ones as such, so that calendars strike them out."""
    asked = asked_plans(request, reach)
    found = list(planned.plans(*asked.span, wish_of(asked, reach), _READ[View.DAY]).all)
    changed = planned.changes(found)
    named = translated("予定表", language.of(request))
    entries = list(_entries(found, changed))
    data = calendar_file(named, entries, datetime.now(JAPAN))
    what, name = "{}/{}".format(*asked.span), f"madoguchi-{asked.span[0]}.ics"
    return download(request, what, reach.municipality or "all sites", name, data, "text/calendar")


def _cells(asked: Asked, reach: Reach, today: date) -> tuple[list[Cell], int]:
    """Each day, and how many sessions all of them have."""
    first, last = asked.span
    found = planned.plans(first, last, wish_of(asked, reach), _READ[asked.view])
    off = {each.day: each.name for each in days_off(first, last)}
    shown = {day: sessions[: _MOST[asked.view]] for day, sessions in found.by_day.items()}
    lines = _lines([each for day in shown.values() for each in day], planned.sharing_rooms(found.all), today)
    cells = [
        Cell(
            day,
            off.get(day, ""),
            asked.view is View.MONTH and day.month != asked.day.month,
            day == today,
            [lines[each.site_id, each.session.session_id] for each in shown.get(day.isoformat(), ())],
            found.totals.get(day.isoformat(), 0) - len(shown.get(day.isoformat(), ())),
            replace(asked, view=View.DAY, day=day).address,
        )
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    ]
    return cells, sum(found.totals.values())


def _lines(shown: list[Planned], sharing: frozenset[str], today: date) -> dict[tuple[str, str], Line]:
    came = planned.visits([each for each in shown if each.session.state == "closed"])
    lines = {}
    for each in shown:
        key, over = (each.site_id, each.session.session_id), each.session.state == "closed"
        visits = came.get(key, 0) if over else None
        lines[key] = Line(
            each, _state(each, today), each.session.session_id in sharing, visits, _report(key) if over else ""
        )
    return lines


def _report(key: tuple[str, str]) -> str:
    site_id, session_id = key
    return reverse("report", args=["r5"]) + "?" + urlencode({"session": session_id, "site": site_id})


def _state(each: Planned, today: date) -> str:
    """`missed`: its day is over, and nothing says that it was opened."""
    missed = each.session.state == "planned" and each.session.day < today.isoformat()
    return "missed" if missed else each.session.state


def _entries(found: list[Planned], changed: Mapping[tuple[str, str], int]) -> Iterator[CalendarEntry]:
    """Without those at a time that is none: one laptop's fault must not take everybody's calendar away."""
    for each in found:
        with suppress(ValueError):
            yield session_entry(each.session, changed.get((each.site_id, each.session.session_id), 0), each.site)
