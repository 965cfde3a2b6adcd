"""All rules of all programmes over what was planned, held and staffed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from core.conditions.frequency import REST, frequency
from core.conditions.one_to_one import one_to_one
from core.conditions.people import people
from core.conditions.ratio import ratio
from core.conditions.trained import trained
from core.conditions.values import Finding, Meeting, Span, State, Used
from core.conditions.volume import volume
from core.programme_parts import RuleKind, StaffingRule
from core.programmes import Programme, Programmes
from core.wareki import fiscal_year, fiscal_year_bounds

_ORDER = (State.BROKEN, State.AT_RISK, State.MET)


def to_read(judged: Span) -> Span:
    """The days whose sessions must be known to judge these: whole months, and whoever went on from before."""
    first = judged.first.replace(day=1) - REST - timedelta(days=14)
    last = (judged.last.replace(day=28) + timedelta(days=4)).replace(day=1) + timedelta(days=13)
    return Span(first, max(last, judged.last + timedelta(days=13)))


def watch(
    programmes: Programmes, meetings: Iterable[Meeting], used: Iterable[Used], judged: Span, today: date
) -> tuple[Finding, ...]:
    """What is broken first, then what can still be mended (the soonest first), then what is met."""
    by_programme: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_programme[meeting.programme].append(meeting)
    found = [
        finding
        for code, own in by_programme.items()
        if (programme := programmes.find(code)) is not None
        for finding in _of_programme(programme, own, judged, today)
    ]
    found += _of_volumes(programmes, used, judged, today)
    return tuple(sorted(found, key=_rank))


def told_now(findings: Sequence[Finding], today: date) -> tuple[Finding, ...]:
    """What a coordinator should know today: of days that are not over, and not met."""
    return tuple(each for each in findings if each.state is not State.MET and each.span.holds(today))


def fiscal_span(day: date) -> Span:
    """The fiscal year of a day."""
    return Span(*fiscal_year_bounds(fiscal_year(day)))


def _of_programme(programme: Programme, meetings: list[Meeting], judged: Span, today: date) -> Iterator[Finding]:
    for condition in programme.conditions:
        yield from frequency(programme.code, condition, meetings, judged, today)
    for meeting in meetings:
        if judged.holds(meeting.day) and meeting.counts_on(today):
            yield from filter(None, (_of_session(rule, meeting, today) for rule in programme.staffing))


def _of_session(rule: StaffingRule, meeting: Meeting, today: date) -> Finding | None:
    match rule.kind:
        case RuleKind.TRAINED:
            return trained(rule, meeting, today)
        case RuleKind.PEOPLE:
            return people(rule, meeting, today)
        case RuleKind.VISITORS_EACH if rule.number == 1:
            return one_to_one(rule, meeting, today)
        case RuleKind.VISITORS_EACH:
            return ratio(rule, meeting, today)


def _of_volumes(programmes: Programmes, used: Iterable[Used], judged: Span, today: date) -> Iterator[Finding]:
    year = fiscal_span(min(judged.last, max(today, judged.first)))
    for each in used:
        programme = programmes.find(each.programme)
        if programme is not None and programme.planned_volume is not None:
            yield from volume(programme.planned_volume, each, year)


def _rank(finding: Finding) -> tuple[int, date, date, str, str, str, str, str]:
    until = finding.until or finding.span.last
    named = (finding.site_id, finding.programme, finding.venue, finding.session_id, finding.code)
    return (_ORDER.index(finding.state), finding.span.first, until, *named)
