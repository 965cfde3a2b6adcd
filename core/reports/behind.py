"""The records behind a figure: the very ones that were counted, by the same conditions, without a word on a visitor.

A figure of people names one visit or consultation of each. What came as counts alone is named with its counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from core.clock import time_of_day
from core.reports.categories import SUBTOTAL, headed
from core.reports.counting import Report
from core.reports.held import HELD
from core.reports.one_session import ALWAYS, supporters_of
from core.reports.period import Period
from core.reports.results import COUNTED as TOLD
from core.reports.results import results
from core.reports.splits import TIMES, Family, Kept, expression, kept
from core.reports.supporters import registered_behind
from core.reports.table import TOTAL, Behind, Measure, ReportCode, Split
from core.reports.years import year_and_kind

MOST = 1_000
"""So many are named at once; a figure may stand for millions."""
_COUNTED = "t.voided = 0 AND t.double_of IS NULL AND t.day BETWEEN :first AND :last {only}"
_SESSIONS = f"""
SELECT {{site}}, s.session_id, s.day, s.starts, s.title, s.venue, s.starts || '～' || s.ends, 1
FROM fact_session AS s {{homes}} WHERE s.day BETWEEN :first AND :last {{only}} AND {HELD}
ORDER BY s.day, s.starts, s.session_id LIMIT :most
"""
_OF_SESSION = "LEFT JOIN fact_session AS s USING ({key}session_id)"
_VISITS = f"""
SELECT {{site}}, t.attendance_id, t.day, t.at, coalesce(s.title, ''), coalesce(s.venue, ''), t.age_band, {{number}}
FROM fact_attendance AS t {_OF_SESSION} {{homes}} WHERE {_COUNTED} AND {{more}}
ORDER BY t.day, t.at, t.attendance_id LIMIT :most
"""
_CASES = f"""
SELECT {{site}}, t.consultation_id, t.day, t.at, coalesce(s.title, ''), coalesce(s.venue, ''),
    t.topic || ' ' || t.outcome, {{number}}
FROM fact_consultation AS t {_OF_SESSION} {{homes}} WHERE {_COUNTED} AND {{more}}
ORDER BY t.day, t.at, t.consultation_id LIMIT :most
"""
_ONE_VISIT_EACH = f"""t.attendance_id IN (
    SELECT min(t.attendance_id) FROM fact_attendance AS t {_OF_SESSION}
    LEFT JOIN tally_merge AS m USING ({{key}}person_id) LEFT JOIN fact_person AS p USING ({{key}}person_id) {{homes}}
    WHERE {_COUNTED} AND t.person_id IS NOT NULL AND {{fresh}} GROUP BY coalesce(m.standing, t.person_id))"""
_ONE_CASE_EACH = f"""t.consultation_id IN (
    SELECT min(t.consultation_id) FROM fact_consultation AS t {_OF_SESSION}
    LEFT JOIN tally_merge AS m USING ({{key}}person_id)
    LEFT JOIN fact_attendance AS a USING ({{key}}attendance_id) {{homes}}
    WHERE {_COUNTED} GROUP BY
        coalesce(m.standing, t.person_id, coalesce(a.double_of, t.attendance_id, t.consultation_id) || ' ' || t.day))"""
_SINCE = "coalesce(m.since, p.registered_on, '')"
_ALL = "1 = 1"


@dataclass(frozen=True, slots=True)
class _Way:
    """How the records of a measure are listed: which of them, and what each adds to the figure."""

    family: Family
    text: str
    record: str
    more: str = _ALL
    number: str = "1"


_CASE = "consultation"
_WAYS: Mapping[Measure, _Way] = {
    **dict.fromkeys(
        (Measure.SESSIONS, Measure.KOMA, Measure.VENUES, Measure.MUNICIPALITIES),
        _Way(Family.SESSIONS, _SESSIONS, "session"),
    ),
    Measure.VISITS: _Way(Family.VISITS, _VISITS, "attendance"),
    Measure.ANONYMOUS: _Way(Family.VISITS, _VISITS, "attendance", "t.person_id IS NULL"),
    Measure.COMPANIONS: _Way(Family.VISITS, _VISITS, "attendance", "t.companions > 0", "t.companions"),
    Measure.PERSONS: _Way(Family.VISITS, _VISITS, "attendance", _ONE_VISIT_EACH),
    Measure.NEW_VISITORS: _Way(Family.VISITS, _VISITS, "attendance", _ONE_VISIT_EACH),
    Measure.CONSULTATIONS: _Way(Family.CASES, _CASES, _CASE),
    Measure.MINUTES: _Way(Family.CASES, _CASES, _CASE, number="t.minutes"),
    Measure.CONSULTATION_PERSONS: _Way(Family.CASES, _CASES, _CASE, _ONE_CASE_EACH),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row of a table keeps to."""

    kept: Kept
    period: Period
    split: Split
    value: str


def behind_figure(report: Report, row: str, column: str, most: int = MOST) -> list[Behind]:
    """The records of a cell, in order of time. Nothing for a figure that no record makes, such as a target."""
    if report.asked.report is ReportCode.SUPPORTERS:
        return registered_behind(report, row, column, most)
    measure = next((each for each in report.measures if each.value == column), None)
    if measure is Measure.SUPPORTERS:
        return supporters_of(report)
    way = _WAYS.get(measure) if measure else None
    if measure is None or way is None:
        return []
    at = _row(report, row)
    return [*_records(report, at, measure, way, most), *_told(report, at, measure)]


def _row(report: Report, row: str) -> _Row:
    split, value, period = report.split, row, report.asked.period
    parts = report.names.parts
    match report.asked.report:
        case ReportCode.SESSION:
            value, period = TOTAL, ALWAYS
        case ReportCode.YEARS:
            value, period = year_and_kind(report, row)
            split = Split.KIND
        case ReportCode.CATEGORIES if row.endswith(SUBTOTAL):
            parts = headed(report, row.removesuffix(SUBTOTAL))
        case _:
            pass
    only = report.kept.asked.only if value == TOTAL else (*report.kept.asked.only, (split, value))
    asked = msgspec.structs.replace(report.asked, only=only)
    return _Row(kept(asked, parts, report.source.many), period.until(report.last_day), split, value)


def _records(report: Report, at: _Row, measure: Measure, way: _Way, most: int) -> Iterator[Behind]:
    only = at.kept.condition(way.family, Split.NONE, totals=False)
    if only is None:
        return
    values = {
        **at.kept.values,
        "first": at.period.first.isoformat(),
        "last": at.period.last.isoformat(),
        "most": most,
    }
    of = "s" if way.family is Family.SESSIONS else "t"
    more = report.source.side.write(way.more, of, only=only, fresh=_fresh(at, measure, values))
    for site_id, key, day, moment, title, place, detail, number in report.source.read(
        way.text, values, of, only=only, more=more, number=way.number
    ):
        yield Behind(
            record=way.record,
            record_id=key,
            site_id=site_id,
            day=day,
            time=time_of_day(moment) if len(moment) > len(day) else moment,
            title=title,
            place=place,
            detail=detail,
            count=number,
        )


def _fresh(at: _Row, measure: Measure, values: dict[str, object]) -> str:
    """Who counts as new: first on record in the period, and in the very day, month or year of the row."""
    if measure is not Measure.NEW_VISITORS:
        return _ALL
    within = f"{_SINCE} BETWEEN :first AND :last"
    if at.split not in TIMES or at.value == TOTAL:
        return within
    values["same"] = at.value
    return f"{within} AND {(expression(at.split, Family.PERSONS) or '').replace('t.day', _SINCE)} = :same"


def _told(report: Report, at: _Row, measure: Measure) -> Iterator[Behind]:
    """Results known as counts alone, and what was told ahead of its records."""
    for told in results(report.source, at.kept, at.period):
        number = getattr(told.result, TOLD[measure], None) if measure in TOLD else None
        if number is None or not told.is_within(at.period):
            continue
        about = "約" if TOLD[measure] in told.result.estimated.split() else ""
        yield Behind(
            record="provisional" if told.is_provisional else "result",
            record_id=told.result.result_id,
            site_id=told.site_id,
            day=told.result.first_day,
            time="",
            title=told.title,
            place=told.result.venue or "",
            detail=f"{about}{number:,}",
            count=number,
        )
