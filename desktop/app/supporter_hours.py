"""Hours and sessions of supporters in a period, from their duties; nothing counts twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.facts import Duty, Session, Supporter
from core.wareki import fiscal_year, fiscal_year_bounds
from core.worked_hours import Worked, worked
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_between


@dataclass(frozen=True)
class HoursLine:
    """What one supporter did."""

    supporter: Supporter
    worked: Worked


def hours_of(desk: Desk, supporter_id: str, first: date, last: date) -> Worked:
    """One supporter's, both days within."""
    return hours_by_supporter(desk, first, last, [supporter_id]).get(supporter_id, Worked())


def hours_by_supporter(
    desk: Desk, first: date, last: date, supporter_ids: Iterable[str] | None = None
) -> dict[str, Worked]:
    """Of all who were on duty in the period, or of these; two queries for everybody."""
    span = [first.isoformat(), last.isoformat()]
    duties: dict[str, list[Duty]] = {}
    for each in desk.store.facts.where(Duty, "day BETWEEN ? AND ?", span, order="day, started_at, duty_id"):
        duties.setdefault(each.supporter_id, []).append(each)
    by_day: dict[str, list[Session]] = {}
    for session in sessions_between(desk, first, last):
        by_day.setdefault(session.day, []).append(session)
    wanted = duties.keys() if supporter_ids is None else duties.keys() & set(supporter_ids)
    return {each: _worked(desk, duties[each], by_day) for each in sorted(wanted)}


def hours_list(desk: Desk, first: date, last: date) -> list[HoursLine]:
    """Who did something in the period, by kana; also those who no longer work here."""
    found = hours_by_supporter(desk, first, last)
    people = desk.store.facts.where(Supporter, "1", order="kana, display_name, supporter_id")
    return [HoursLine(each, found[each.supporter_id]) for each in people if each.supporter_id in found]


def this_fiscal_year(desk: Desk) -> tuple[date, date]:
    """April to March around today."""
    return fiscal_year_bounds(fiscal_year(desk.today))


def _worked(desk: Desk, duties: list[Duty], by_day: dict[str, list[Session]]) -> Worked:
    """Sessions of those days; one that a duty names may be of another day, or may have been moved since."""
    sessions = {session.session_id: session for day in {each.day for each in duties} for session in by_day.get(day, ())}
    for named in {each.session_id for each in duties if each.session_id} - sessions.keys():
        moved = desk.store.facts.one(Session, named)
        if moved is not None:
            sessions[named] = moved
    return worked(duties, sorted(sessions.values(), key=lambda each: (each.day, each.starts, each.session_id)))
