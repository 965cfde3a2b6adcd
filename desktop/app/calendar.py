"""A week or a month of the calendar, as a person turns its pages."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Session
from core.holidays import days_off
from core.programmes import Programmes
from core.recurrence import month_span
from core.rooms import in_each_others_way
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_now
from desktop.app.sessions import sessions_between


@dataclass(frozen=True)
class CalendarDay:
    """A day with its sessions in order of time, cancelled ones too.

    `off` is the name of the holiday, or 年末年始; `is_aside` a day of the month before or after, in the same week.
    """

    day: date
    off: str
    is_aside: bool
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Span:
    """Whole weeks, Monday to Sunday. Of a month, `first` and `last` are those of its weeks, `anchor` is a day in it.

    `in_the_way` are the ids of sessions that share a room with another at the same time. `venue` is where the latest
    session was held: what the next one begins with. `programmes` name the codes of its sessions.
    """

    anchor: date
    days: tuple[CalendarDay, ...]
    today: date
    in_the_way: frozenset[str]
    venue: str
    programmes: Programmes

    @property
    def first(self) -> date:
        """A Monday."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """A Sunday."""
        return self.days[-1].day

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Of all its days, cancelled ones too."""
        return tuple(session for day in self.days for session in day.sessions)

    def day(self, day: date) -> CalendarDay | None:
        """One of its days."""
        place = (day - self.first).days
        return self.days[place] if 0 <= place < len(self.days) else None


def week_plan(desk: Desk, day: date | None = None) -> Span:
    """The week around a day (today by default)."""
    anchor = day or desk.today
    return _span(desk, anchor, *week_of(anchor))


def month_plan(desk: Desk, day: date | None = None) -> Span:
    """The weeks that have a day of the month of this day (today's by default)."""
    anchor = day or desk.today
    first, last = month_span(anchor.year, anchor.month)
    return _span(desk, anchor, week_of(first)[0], week_of(last)[1], month=anchor.month)


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _span(desk: Desk, anchor: date, first: date, last: date, month: int | None = None) -> Span:
    sessions = sessions_between(desk, first, last)
    off = {each.day: each.name for each in days_off(first, last)}
    days = tuple(
        CalendarDay(
            day=day,
            off=off.get(day, ""),
            is_aside=month is not None and day.month != month,
            sessions=tuple(each for each in sessions if each.day == day.isoformat()),
        )
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    )
    return Span(anchor, days, desk.today, in_each_others_way(sessions), _venue(desk), programmes_now(desk))


def _venue(desk: Desk) -> str:
    latest = desk.store.facts.where(Session, "venue <> ''", order="day DESC, starts DESC LIMIT 1")
    return latest[0].venue if latest else desk.identity.site_name
