"""So many days in each week or month, at the same venue where it is told: the standing desk, the social session.

Days are counted, not sessions: a desk that opens in the morning and in the afternoon opened once. A venue is asked for
it from its first session on, in every week up to its last one and in those between, unless it rested for more than
four weeks. After its last session a programme that may be held for a limited period (期間限定も可) is over once the
week that follows is; another is asked for it for four weeks more. A limited period that begins in the middle of a
week is asked for no more days than that week has left.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from core.conditions.values import Finding, Meeting, Rule, Span, State
from core.programme_parts import Condition
from core.reports.unresolved import week_of

REST = timedelta(weeks=4)
_DAY = timedelta(days=1)


def frequency(
    programme: str, condition: Condition, meetings: Iterable[Meeting], judged: Span, today: date
) -> Iterator[Finding]:
    """A finding for each venue and each week (or month) that has a day among those judged.

    The meetings are the programme's, also of five weeks before those days, so that it is known who goes on.
    """
    by_place: defaultdict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for each in meetings:
        if each.counts_on(today):
            by_place[each.site_id, each.venue if condition.same_venue else ""].append(each)
    for (site, venue), here in sorted(by_place.items()):
        days = {each.day: False for each in here}
        days.update({each.day: True for each in here if each.held})
        for span in spans(condition, judged):
            asked = _asked(condition, sorted(days), span, today)
            if asked:
                yield _judge(condition, programme, site, venue, days, span, asked, today)


def spans(condition: Condition, judged: Span) -> Iterator[Span]:
    """The whole weeks or months that have one of these days."""
    first = judged.first
    while first <= judged.last:
        span = _span(condition, first)
        yield span
        first = span.last + _DAY


def _span(condition: Condition, day: date) -> Span:
    if condition.per == "month":
        return Span(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    week = week_of(day)
    return Span(week.monday, week.sunday)


def _asked(condition: Condition, days: Sequence[date], span: Span, today: date) -> int:
    """On how many days it must be held in this span; 0 where it is not asked for."""
    before = [day for day in days if day < span.first]
    inside = [day for day in days if span.holds(day)]
    after = [day for day in days if day > span.last]
    is_going_on = bool(before) and span.first - before[-1] <= REST + timedelta(days=7)
    if inside:
        begins = condition.may_be_limited and not is_going_on
        return min(condition.at_least, (span.last - inside[0]).days + 1) if begins else condition.at_least
    if not is_going_on:
        return 0
    if after and after[0] - before[-1] <= REST + timedelta(days=7):
        return condition.at_least
    is_next = _span(condition, before[-1]).last + _DAY == span.first
    is_over = condition.may_be_limited and not (is_next and span.last >= today)
    return 0 if is_over or span.first > today else condition.at_least


def _judge(
    condition: Condition,
    programme: str,
    site: str,
    venue: str,
    days: dict[date, bool],
    span: Span,
    asked: int,
    today: date,
) -> Finding:
    held = sum(was_held for day, was_held in days.items() if span.holds(day))
    planned = sum(not was_held for day, was_held in days.items() if span.holds(day))
    missing = max(asked - held - planned, 0)
    free = _free_days(days, span, today)
    short = State.AT_RISK if len(free) >= missing else State.BROKEN
    state = short if missing else State.MET
    return Finding(
        rule=Rule.FREQUENCY,
        code=condition.code,
        state=state,
        span=span,
        site_id=site,
        programme=programme,
        should=asked,
        actual=held,
        planned=planned,
        until=free[-missing] if state is State.AT_RISK else None,
        venue=venue,
    )


def _free_days(days: dict[date, bool], span: Span, today: date) -> list[date]:
    """Days to come (today too) on which nothing is planned yet."""
    number = (span.last - span.first).days + 1
    every = (span.first + timedelta(days=place) for place in range(number))
    return [day for day in every if day >= today and day not in days]
