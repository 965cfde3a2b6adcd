"""A week of the calendar, as a person turns its pages."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Session
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_between


@dataclass(frozen=True)
class Week:
    """Monday to Sunday with its sessions in order of time, cancelled ones too.

    `venue` is where the latest session was held: what the next one begins with.
    """

    first: date
    last: date
    today: date
    sessions: tuple[Session, ...]
    venue: str


def week_plan(desk: Desk, day: date | None = None) -> Week:
    """The week around a day (today by default)."""
    today = desk.today
    first, last = week_of(day or today)
    return Week(first, last, today, tuple(sessions_between(desk, first, last)), _venue(desk))


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _venue(desk: Desk) -> str:
    latest = desk.store.facts.where(Session, "venue <> ''", order="day DESC, starts DESC LIMIT 1")
    return latest[0].venue if latest else desk.identity.site_name
