"""The days of a site, for lists: what each day holds, whether it was closed and sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.doubles import COUNTED
from desktop.app.desk import Desk
from desktop.app.sending import unsent_by_day

DAYS_SHOWN = 400
_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class DayLine:
    """One day: visits (延べ), cases, whether it is closed, how many of its records wait for headquarters."""

    day: date
    visits: int
    consultations: int
    closed: bool
    unsent: int


def days_with_records(desk: Desk) -> list[DayLine]:
    """Days on which somebody came, asked something, or that were closed; newest first, today among them."""
    unsent = unsent_by_day(desk)
    rows = desk.store.db.execute(
        "SELECT day, sum(visits), sum(cases), max(closed) FROM ("
        " SELECT day, 1 AS visits, 0 AS cases, 0 AS closed FROM fact_attendance"
        f" WHERE {COUNTED} UNION ALL"
        f" SELECT day, 0, 1, 0 FROM fact_consultation WHERE {COUNTED} UNION ALL"
        " SELECT day, 0, 0, closed FROM fact_day UNION ALL SELECT ?, 0, 0, 0"
        ") GROUP BY day ORDER BY day DESC LIMIT ?",
        [desk.today.isoformat(), DAYS_SHOWN],
    )
    return [
        DayLine(date.fromisoformat(day), visits, cases, bool(closed), unsent[day])
        for day, visits, cases, closed in rows.fetchall()
    ]


def days_to_prepare(desk: Desk) -> list[date]:
    """Today, tomorrow, and the days of the next two months that have a session."""
    rows = desk.store.db.execute(
        "SELECT DISTINCT day FROM fact_session WHERE state <> 'cancelled' AND day BETWEEN ? AND ?",
        [desk.today.isoformat(), (desk.today + _AHEAD).isoformat()],
    )
    planned = {date.fromisoformat(day) for (day,) in rows}
    return sorted(planned | {desk.today, desk.today + timedelta(days=1)})
