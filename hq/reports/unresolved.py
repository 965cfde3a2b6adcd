"""R9 解決しなかった内容, of one site, of some, or of all together."""

from collections.abc import Collection
from datetime import date, datetime

from core.reports.sql import for_postgres
from core.reports.unresolved import COUNTS, LINES, Cell, Line, asked_weeks, unresolved_week
from core.reports.unresolved_table import Names, WeekTable, week_table
from hq.catalogue.in_force import newest, of_site
from hq.database import cursor
from hq.handouts.in_force import newest as newest_handouts

_BY_SITE = "CASE WHEN substr(topic, 1, 1) = 'V' THEN site_id ELSE '' END"
"""A site's own topics mean something else at each site: they are counted by site."""

_BY_WEEK = "CASE WHEN day < :monday THEN :first ELSE :monday END"


def unresolved(
    now: datetime,
    first: date | None,
    last: date | None,
    site_id: str | None = None,
    sites: Collection[str] | None = None,
    opened: Collection[str] | None = None,
) -> list[WeekTable]:
    """A table for each ISO week that has a day from the first to the last, of one site, of `sites`, or of all.

    The consultations behind the figures are told of the topics that are `opened`, by their codes; of all for None.
    Problem as `asked_weeks`.
    """
    weeks = asked_weeks(first, last, now.date())
    of = [site_id] if site_id else sites
    where = {
        "site": "''" if site_id else _BY_SITE,
        "only": "" if of is None else "AND site_id = ANY(:sites)",
        "day": "day",
    }
    span: dict[str, object] = {
        "first": weeks[0].first_before.isoformat(),
        "last": weeks[-1].sunday.isoformat(),
        "sites": list(of or ()),
    }
    if len(weeks) == 1:  # very many sites have very many days
        where["day"], span["monday"] = _BY_WEEK, weeks[0].monday.isoformat()
    cells = [Cell(*row) for row in cursor().execute(for_postgres(COUNTS.format(**where)), span)]
    lines = _lines(where, span, opened)
    catalogues = {each.site_id: of_site(each.site_id) for each in cells if each.site_id}
    catalogues[""] = of_site(site_id) if site_id else newest()
    names = Names(catalogues.__getitem__, newest_handouts())
    return [week_table(unresolved_week(cells, week), lines, names, now) for week in weeks]


def _lines(where: dict[str, str], span: dict[str, object], opened: Collection[str] | None) -> list[Line]:
    if opened is not None:
        if not opened:
            return []
        where = {**where, "only": f"{where['only']} AND topic = ANY(:opened)"}
        span = {**span, "opened": list(opened)}
    return [Line(*row) for row in cursor().execute(for_postgres(LINES.format(**where)), span)]
