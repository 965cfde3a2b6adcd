"""R9 解決しなかった内容 of this site, week by week."""

from datetime import date

from core.reports.unresolved import COUNTS, LINES, Cell, Line, asked_weeks, unresolved_week
from core.reports.unresolved_table import Names, WeekTable, week_table
from desktop.app.desk import Desk
from desktop.app.own_handouts import handouts_here

_HERE = {"site": "''", "only": "", "day": "day"}


def unresolved(desk: Desk, first: date | None = None, last: date | None = None) -> list[WeekTable]:
    """A table for each ISO week that has a day from the first to the last. Problem as `asked_weeks`."""
    weeks = asked_weeks(first, last, desk.today)
    span = {"first": weeks[0].first_before.isoformat(), "last": weeks[-1].sunday.isoformat()}
    cells = [Cell(*row) for row in desk.store.db.execute(COUNTS.format(**_HERE), span).fetchall()]
    lines = [Line(*row) for row in desk.store.db.execute(LINES.format(**_HERE), span).fetchall()]
    catalogue = desk.catalogue
    names = Names(lambda _site: catalogue, handouts_here(desk))
    return [week_table(unresolved_week(cells, week), lines, names, desk.clock.now()) for week in weeks]
