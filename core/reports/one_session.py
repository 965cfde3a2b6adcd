"""R5: one session with who worked in it and who asked."""

from datetime import date

import msgspec

from core.english_dates import english_day
from core.problem import Problem
from core.reports.counting import Report
from core.reports.counts import Counting
from core.reports.period import Period, PeriodKind, day_period
from core.reports.splits import Family
from core.reports.table import Behind, Measure, ReportTable, Split
from core.wareki import wareki

_SESSION = "SELECT s.title, s.day, s.starts, s.ends, s.venue FROM fact_session AS s {homes} WHERE 1 = 1 {only}"
_SUPPORTERS = """
SELECT {site}, t.supporter_id, coalesce(s.day, ''), coalesce(f.display_name, '') FROM (
    SELECT {key}session_id, supporter_id FROM fact_duty WHERE session_id = :session
    UNION SELECT {key}session_id, supporter_id FROM fact_consultation
    WHERE session_id = :session AND supporter_id IS NOT NULL AND voided = 0 AND double_of IS NULL
) AS t LEFT JOIN fact_supporter AS f USING ({key}supporter_id) LEFT JOIN fact_session AS s USING ({key}session_id)
{homes} ORDER BY 4, 2
"""
ALWAYS = Period(kind=PeriodKind.FREE, first=date.min, last=date.max)
"""Whoever was received after midnight was at the session too."""


def session_table(report: Report) -> ReportTable:
    """The session that was asked for. Problem for one that is not there."""
    values = {"session": report.asked.session_id or "", **report.kept.values}
    only = report.kept.condition(Family.SESSIONS, Split.NONE, totals=True)
    rows = report.source.read(_SESSION, values, of="s", only=only or "")
    if not rows or report.asked.session_id is None:
        raise Problem("session_unknown", "その会は見つかりません。", "会の番号を確かめてください。")
    title, day, starts, ends, venue = rows[0]
    asked = msgspec.structs.replace(report.asked, period=day_period(date.fromisoformat(day)))
    of_day = Report(asked, report.source, report.names, report.now)
    counting = Counting(report.source, report.kept, ALWAYS)
    count = counting.count(Split.NONE, frozenset(report.measures)).total
    count.record(Measure.SUPPORTERS, len(supporters_of(report)))
    held, place = date.fromisoformat(day), venue or title
    label = (f"{wareki(held)} {starts}～{ends} {place}", f"{english_day(held)} {starts}–{ends} {place}")
    row = of_day.row(report.asked.session_id, label, count)
    return of_day.table([row], [count])


def supporters_of(report: Report) -> list[Behind]:
    """Whoever was on duty for the session or is named in one of its consultations, on its day."""
    return [
        Behind(record="supporter", record_id=key, site_id=site_id, day=day, time="", title=name, place="", detail="")
        for site_id, key, day, name in report.source.read(_SUPPORTERS, {"session": report.asked.session_id or ""})
    ]
