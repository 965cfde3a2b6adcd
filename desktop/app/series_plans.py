"""What a series plans: its rule as it stands, its days, and the plan of each of its sessions."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import msgspec

from core.facts import Series, Session
from core.holidays import is_holiday
from core.ids import series_session_id
from core.kinds import SeriesAmended, SeriesFields, SeriesPlanned, SessionAmended, SessionFields, SessionPlanned
from core.problem import Problem
from core.recurrence import check_rule, days_of, resting_days
from desktop.app.desk import Desk
from desktop.app.session_plans import checked, plan_of

Told = TypeVar("Told", SeriesPlanned, SeriesAmended)


def the_series(desk: Desk, series_id: str) -> Series:
    """The series with this id. Raises Problem."""
    found = desk.store.facts.one(Series, series_id)
    if found is None:
        raise series_unknown()
    return found


def series_unknown() -> Problem:
    """It was not planned here, or has not arrived from another laptop."""
    return Problem("series_unknown", "そのくり返しの予定が見つかりません。", "「予定」から選び直してください。")


def fields_of(series: Series) -> SeriesAmended:
    """Its whole plan, to be changed in part or put back; `until` is the day on which it was ended, if it was."""
    plan = msgspec.json.decode(series.plan, type=SeriesAmended)
    return msgspec.structs.replace(plan, until=min(plan.until, series.ends_on))


def checked_series(told: Told) -> Told:
    """As it is kept. Raises Problem for a plan or a rule that cannot be."""
    check_rule(told)
    return msgspec.structs.replace(
        checked(told), weekdays=tuple(sorted(set(told.weekdays))), left_out=tuple(sorted(set(told.left_out)))
    )


def days_from(plan: SeriesFields, first: date) -> tuple[date, ...]:
    """Its days that are not before `first`."""
    return tuple(day for day in _days(plan) if day >= first)


def rests_from(plan: SeriesFields, first: date) -> tuple[date, ...]:
    """The holidays and days of the year's end that it leaves out, not before `first`."""
    return tuple(day for day in resting_days(plan, is_holiday) if day >= first)


def session_plan(plan: SeriesFields, series_id: str, day: date) -> SessionPlanned:
    """The plan of its session on a day."""
    kept = {name: getattr(plan, name) for name in SessionFields.__struct_fields__}
    return SessionPlanned(**kept | {"day": day.isoformat(), "series_id": series_id})


def amended_plan(plan: SeriesFields, series_id: str, day: date) -> SessionAmended:
    """The same, for one that stands already."""
    return msgspec.convert(msgspec.structs.asdict(session_plan(plan, series_id, day)), SessionAmended)


def is_as_planned(session: Session, plan: SeriesFields, days: Sequence[date]) -> bool:
    """Whether nobody changed a session of the series by hand."""
    day = date.fromisoformat(session.day)
    return day in days and plan_of(session) == amended_plan(plan, session.series_id or "", day)


def sessions_of(desk: Desk, series_id: str) -> list[Session]:
    """Every session of a series by day, cancelled ones too."""
    return desk.store.facts.where(Session, "series_id = ?", [series_id], order="day, starts, session_id")


def takes(series_id: str, day: date, known: Sequence[Session]) -> tuple[list[Session], str]:
    """The sessions that were ever planned for this day of the series, and the id of the next."""
    by_id = {each.session_id: each for each in known}
    found: list[Session] = []
    while (session_id := series_session_id(series_id, day, len(found))) in by_id:
        found.append(by_id[session_id])
    return found, session_id


def _days(plan: SeriesFields) -> tuple[date, ...]:
    return days_of(plan, is_holiday) if plan.until >= plan.day else ()
