"""R9 解決しなかった内容, of one site or of all together."""

from datetime import date, datetime

from core.reports.sql import for_postgres
from core.reports.unresolved import COUNTS, LINES, Cell, Line, asked_weeks, unresolved_week
from core.reports.unresolved_table import Names, WeekTable, week_table
from hq.catalogue.in_force import newest, of_site
from hq.database import cursor
from hq.handouts.in_force import newest as newest_handouts

_ONE = {"site": "''", "only": "AND site_id = :site"}
_ALL = {"site": "CASE WHEN substr(topic, 1, 1) = 'V' THEN site_id ELSE '' END", "only": ""}
"""A site's own topics mean something else at each site: they are counted by site."""


def unresolved(now: datetime, first: date | None, last: date | None, site_id: str | None = None) -> list[WeekTable]:
    """A table for each ISO week that has a day from the first to the last. Problem as `asked_weeks`."""
    weeks = asked_weeks(first, last, now.date())
    where = _ONE if site_id else _ALL
    span = {"first": weeks[0].first_before.isoformat(), "last": weeks[-1].sunday.isoformat(), "site": site_id}
    cells = [Cell(*row) for row in cursor().execute(for_postgres(COUNTS.format(**where)), span)]
    lines = [Line(*row) for row in cursor().execute(for_postgres(LINES.format(**where)), span)]
    catalogues = {each.site_id: of_site(each.site_id) for each in cells if each.site_id}
    catalogues[""] = of_site(site_id) if site_id else newest()
    names = Names(catalogues.__getitem__, newest_handouts())
    return [week_table(unresolved_week(cells, week), lines, names, now) for week in weeks]
