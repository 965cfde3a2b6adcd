"""R8 設置条件 of all sites, of one, or of one municipality: by the same rules as on their laptops."""

from datetime import date, datetime

from core.clock import JAPAN
from core.conditions.reading import Scope, Watching
from core.conditions.values import Span
from core.reports.conditions_table import ConditionsTable, asked_days, conditions_table
from core.reports.unresolved import week_of
from hq.catalogue import programmes as published
from hq.records.models import Site
from hq.reports.totals import refresh_totals
from hq.reports.whose import Sites, source_of


def conditions_report(
    now: datetime,
    first: date | None = None,
    last: date | None = None,
    site_id: str | None = None,
    municipality: str | None = None,
    sites: Sites | None = None,
) -> ConditionsTable:
    """Every finding of the weeks that have one of these days; this week where none is said. Problem: no period.

    `sites` are all that may be in it, whatever else is asked for.
    """
    today = now.astimezone(JAPAN).date()
    days = asked_days(first, last, today)
    refresh_totals()
    judged = Span(week_of(days[0]).monday, week_of(days[1]).sunday)
    source = source_of(sites, (), many=site_id is None)
    programmes = published.of_site(site_id) if site_id else published.newest()
    found = Watching(source, programmes, judged, today, Scope(site_id, municipality)).findings()
    names = dict(Site.objects.values_list("site_id", "name"))
    scope = names.get(site_id, site_id) if site_id else municipality or source.scope
    return conditions_table(
        found, programmes, (judged.first, judged.last), now, scope, lambda site: names.get(site, site)
    )
