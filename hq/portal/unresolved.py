"""解決しなかった内容: report R9 of a week, of all sites in reach or of one, with the consultations behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.clock import JAPAN
from core.lessons import Lesson
from core.reports.unresolved_table import BehindRow, HandoutName, TopicRow, WeekTable
from hq.portal import language
from hq.portal.labels import Labels
from hq.portal.reach import Reach, for_readers
from hq.portal.recent import TABLES
from hq.portal.views import asked_day
from hq.reports.unresolved import unresolved

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Line:
    """A topic with its names in the language of the page, and the address of what stands behind it."""

    row: TopicRow
    title: str
    site: str
    lesson: str
    handout: str
    address: str


@for_readers
@require_safe
def unresolved_week(request: HttpRequest, reach: Reach) -> HttpResponse:
    """One week beside the four before it; with `topic`, its consultations."""
    day, site_id = asked_day(request), request.GET.get("site") or None
    if site_id is not None:
        reach.site(site_id)
    opens = request.GET.get("topic", "")
    table = _table(reach, day, site_id, opens)
    monday = date.fromisoformat(table.first_day)
    labels = Labels(language.of(request), site_id)
    lines = [_line(each, labels, reach.names, day, site_id) for each in table.topics]
    chosen = (opens, request.GET.get("of", ""))
    opened = next((each for each in lines if (each.row.topic, each.row.site_id) == chosen), None)
    shown = {
        "here": "unresolved",
        "table": table,
        "monday": monday,
        "sunday": date.fromisoformat(table.last_day),
        "day": day,
        "before": _address(monday - _WEEK, site_id),
        "after": _address(monday + _WEEK, site_id) if table.finished else "",
        "counted": datetime.fromisoformat(table.cut_off),
        "site_id": site_id,
        "sites": reach.names.items(),
        "lines": lines,
        "suggested": _suggested(table, labels),
        "opened": opened,
        "behind": [(each, *_ended(each, labels)) for each in opened.row.consultations] if opened else [],
    }
    return render(request, "unresolved.html", shown)


def _table(reach: Reach, day: date, site_id: str | None, opens: str) -> WeekTable:
    """As it was counted a moment ago: its cut-off says when."""
    now, topics = datetime.now(JAPAN), {opens} - {""}
    asked = ("unresolved", now.date(), day, site_id, opens)
    return TABLES.of(reach.common, asked, lambda: unresolved(now, None, day, site_id, reach.site_ids, topics)[0])


def _line(row: TopicRow, labels: Labels, names: Mapping[str, str], day: date, site_id: str | None) -> Line:
    own = row.site_id or site_id or ""
    title = row.title if row.site_id else labels.topic(row.topic)
    address = _address(day, site_id, topic=row.topic, of=row.site_id) + "#behind"
    lesson, handout = _met_by(row.lesson, row.handout, labels)
    return Line(row, title, names.get(own, "") if row.site_id else "", lesson, handout, address)


def _suggested(table: WeekTable, labels: Labels) -> tuple[str, str]:
    return _met_by(table.next_lesson, table.next_handout, labels)


def _met_by(lesson: Lesson | None, handout: HandoutName | None, labels: Labels) -> tuple[str, str]:
    """A lesson's and a handout's title, or nothing."""
    english = labels.language == "en"
    return (
        (lesson.en if english else lesson.ja) if lesson else "",
        f"{handout.handout} {handout.en if english else handout.ja}" if handout else "",
    )


def _ended(row: BehindRow, labels: Labels) -> tuple[date, str]:
    """The day, and how it ended with its reason."""
    reason = labels.reason(row.reason) if row.reason else ""
    return date.fromisoformat(row.day), "・".join(filter(None, (labels.outcome(row.outcome), reason)))


def _address(day: date, site_id: str | None, **more: str) -> str:
    return "?" + urlencode({"day": day.isoformat(), "site": site_id or "", **more})
