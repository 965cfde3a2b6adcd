"""集計 of what the sites sent: of all of them, of one, or of one municipality, by the rules of the laptops."""

from dataclasses import replace
from datetime import datetime
from functools import cache

import msgspec

from core.reports.hours import Visits
from core.reports.names import Names
from core.reports.reporting import count_behind, count_hours, count_report
from core.reports.side import HEADQUARTERS, Source, Steps, at_once
from core.reports.table import Asked, Behind, ReportTable, Split
from hq.catalogue import municipalities, programmes
from hq.catalogue.in_force import newest, of_site
from hq.records.models import Site
from hq.reports.by_site import by_site
from hq.reports.totals import refresh_totals
from hq.reports.whose import Sites, source_of


def report_table(
    asked: Asked,
    now: datetime,
    site_id: str | None = None,
    municipality: str | None = None,
    sites: Sites | None = None,
    steps: Steps = at_once,
) -> ReportTable:
    """Count a report, of one site or of what was held in one municipality alone where they are named. Problem.

    `sites` are all that may be in it, whatever else is asked for; its days are counted in these `steps`.
    """
    refresh_totals()
    names = names_of(site_id)
    source = replace(_source(names, site_id, municipality, sites), steps=steps)
    return count_report(_within(asked, site_id, municipality), source, names, now)


def steps_of(asked: Asked, now: datetime, steps: Steps) -> None:
    """Walk through the steps of that report without counting anything. Problem as `report_table`."""
    nothing = Source(HEADQUARTERS, lambda text, values: (), many=True, steps=steps)
    count_report(asked, nothing, names_of(None), now)


def count_persons(asked: Asked, now: datetime) -> None:
    """Count the persons of that report alone, of all sites, so that they are known when it is asked for."""
    persons = Source(HEADQUARTERS, lambda text, values: (), many=True, by_site=by_site(None))
    count_report(asked, persons, names_of(None), now)


def behind(
    asked: Asked,
    now: datetime,
    row: str,
    column: str,
    site_id: str | None = None,
    municipality: str | None = None,
    sites: Sites | None = None,
) -> list[Behind]:
    """The records behind a cell of that report, by the keys of its row and column; the first thousand."""
    refresh_totals()
    names = names_of(site_id)
    source = _source(names, site_id, municipality, sites)
    return count_behind(_within(asked, site_id, municipality), source, names, now, row, column)


def hours(
    asked: Asked,
    now: datetime,
    site_id: str | None = None,
    municipality: str | None = None,
    sites: Sites | None = None,
) -> list[Visits]:
    """When the visitors of that report came, by weekday and hour."""
    refresh_totals()
    names = names_of(site_id)
    return count_hours(_within(asked, site_id, municipality), _source(names, site_id, municipality, sites), names, now)


def _within(asked: Asked, site_id: str | None, municipality: str | None) -> Asked:
    scope = ((Split.SITE, site_id), (Split.MUNICIPALITY, municipality))
    only = tuple((split, value) for split, value in scope if value is not None)
    return msgspec.structs.replace(asked, only=(*asked.only, *only))


def _source(names: Names, site_id: str | None, municipality: str | None, sites: Sites | None) -> Source:
    scope = (
        names.label(split, value)[0]
        for split, value in ((Split.MUNICIPALITY, municipality), (Split.SITE, site_id))
        if value is not None
    )
    return source_of(sites, scope, many=site_id is None, only=site_id)


def names_of(site_id: str | None) -> Names:
    """By which codes are named: on the pages of one site with its own, and without the name of any other."""
    sites = Site.objects.filter(**{} if site_id is None else {"pk": site_id}).order_by("municipality", "name")
    return Names(
        of_site(site_id) if site_id else newest(),
        programmes.of_site(site_id) if site_id else programmes.newest(),
        municipalities.newest().by_code,
        dict(sites.values_list("site_id", "name")),
        own=cache(names_of),
    )
