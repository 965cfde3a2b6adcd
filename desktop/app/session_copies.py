"""The plan of a week or a month once more in the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from core.facts import Session
from core.holidays import is_holiday, is_year_end
from core.ids import copied_session_id
from core.kinds import SessionCancelled, SessionPlanned
from core.problem import Problem
from core.recurrence import month_span, next_month, same_place_in_month
from desktop.app.calendar import week_of
from desktop.app.desk import NOTHING, Changed, Desk
from desktop.app.session_plans import checked, planned_anew
from desktop.app.sessions import sessions_between, the_session
from desktop.storage.journal import Draft

_Mark = tuple[str, str, str, str]
_Goes = Callable[[date], date | None]


@dataclass(frozen=True)
class Copied:
    """What was planned, and the sessions of which there is none: their day is a holiday, or the month has no such day.

    `known` counts those that stood there already.
    """

    planned: tuple[Session, ...]
    resting: tuple[Session, ...]
    known: int
    changed: Changed


def copy_week(desk: Desk, day: date) -> Copied:
    """Every session of the week of a day, a week later. Raises Problem when there is none to copy."""
    first, last = week_of(day)
    return _copy(desk, first, last, lambda each: each + timedelta(weeks=1))


def copy_month(desk: Desk, day: date) -> Copied:
    """Every session of the month of a day in the next, by weekday: 第2火曜 on the second Tuesday. Raises Problem."""
    year, month = next_month(day)
    return _copy(desk, *month_span(day.year, day.month), lambda each: same_place_in_month(each, year, month))


def take_copies_back(desk: Desk, copied: Copied) -> Copied:
    """They will not be held."""
    drafts = [Draft(each.session_id, SessionCancelled()) for each in copied.planned]
    return replace(copied, planned=(), changed=desk.record(*drafts).changed)


def _copy(desk: Desk, first: date, last: date, goes: _Goes) -> Copied:
    """What a series plans is not copied, it goes on by itself; nor are lessons of a course, which are planned whole."""
    of_days = [each for each in sessions_between(desk, first, last) if each.state != "cancelled"]
    found = [each for each in of_days if not (each.series_id or each.course_id)]
    if not found:
        raise Problem("nothing_to_copy", "写す予定がありません。", "予定のある週か月を開いてから写してください。")
    aims = [(each, goes(date.fromisoformat(each.day))) for each in found]
    open_days = [(each, day) for each, day in aims if day and not (is_holiday(day) or is_year_end(day))]
    there = _there(desk, [day for _, day in open_days])
    wanted = [(each, checked(planned_anew(each, day))) for each, day in open_days]
    drafts = [Draft(_next_id(desk, each, plan), plan) for each, plan in wanted if _mark(plan) not in there]
    changed = desk.record(*drafts).changed if drafts else NOTHING
    return Copied(
        planned=tuple(the_session(desk, each.entity_id) for each in drafts),
        resting=tuple(each for each, day in aims if (each, day) not in open_days),
        known=len(wanted) - len(drafts),
        changed=changed,
    )


def _next_id(desk: Desk, origin: Session, plan: SessionPlanned) -> str:
    """What was copied there before and cancelled, or moved away, stays what it is."""
    day = date.fromisoformat(plan.day)
    ids = (copied_session_id(origin.session_id, day, take) for take in count())
    return next(each for each in ids if desk.store.facts.one(Session, each) is None)


def _there(desk: Desk, days: Sequence[date]) -> set[_Mark]:
    found = sessions_between(desk, min(days), max(days)) if days else []
    return {_mark(each) for each in found if each.state != "cancelled"}


def _mark(plan: Session | SessionPlanned) -> _Mark:
    """By what a person would say that it stands there already."""
    return plan.day, plan.starts, plan.title, plan.venue
