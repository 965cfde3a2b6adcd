"""R5: one session with who worked in it and who asked."""

from datetime import date

import msgspec

from core.problem import Problem
from core.reports.counting import Report
from core.reports.counts import Counting
from core.reports.period import Period, PeriodKind, day_period
from core.reports.splits import Family
from core.reports.table import Measure, ReportTable, Split
from core.wareki import wareki

_SESSION = "SELECT s.title, s.day, s.starts, s.ends, s.venue FROM fact_session AS s {homes} WHERE 1 = 1 {only}"
_SUPPORTERS = """
SELECT count(*) FROM (
    SELECT t.supporter_id FROM fact_duty AS t WHERE t.session_id = :session
    UNION SELECT t.supporter_id FROM fact_consultation AS t
    WHERE t.session_id = :session AND t.supporter_id IS NOT NULL AND t.voided = 0 AND t.double_of IS NULL
) AS worked
"""
_ALWAYS = Period(kind=PeriodKind.FREE, first=date.min, last=date.max)
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
    counting = Counting(report.source, report.kept, _ALWAYS)
    count = counting.whole(counting.counts(Split.NONE, frozenset(report.measures)), frozenset(report.measures))
    ((supporters,),) = report.source.read(_SUPPORTERS, values)
    count.record(Measure.SUPPORTERS, supporters)
    label = (f"{wareki(date.fromisoformat(day))} {starts}～{ends} {venue or title}", f"{day} {starts}-{ends} {venue}")
    row = of_day.row(report.asked.session_id, label, count)
    return of_day.table([row], [count])
