"""Every plan that goes on recurring, with what is still to come of it."""

from dataclasses import dataclass
from datetime import date

from core.facts import Series, Session
from core.kinds import SeriesAmended
from desktop.app.desk import Desk
from desktop.app.series import series_list
from desktop.app.series_plans import fields_of, sessions_of


@dataclass(frozen=True)
class SeriesLine:
    """A series, its whole plan, and its sessions from today on that are not cancelled."""

    series: Series
    plan: SeriesAmended
    ahead: tuple[Session, ...]
    today: date


def series_overview(desk: Desk) -> tuple[SeriesLine, ...]:
    """Those that go on, by when they began."""
    return tuple(_line(desk, each) for each in series_list(desk))


def _line(desk: Desk, series: Series) -> SeriesLine:
    today = desk.today.isoformat()
    held = (each for each in sessions_of(desk, series.series_id) if each.state != "cancelled")
    return SeriesLine(series, fields_of(series), tuple(each for each in held if each.day >= today), desk.today)
