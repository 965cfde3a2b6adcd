"""アンケート, of some sites or of all together: the counts of the sites, as there. The words stay sealed."""

from collections.abc import Collection
from datetime import date

from core.reports.sql import for_postgres
from core.reports.surveys import GROUPS, OF_SITES, SurveyCount, count_surveys, sheet_groups
from core.surveys import shipped_surveys
from hq.database import cursor


def surveys(first: date, last: date, sites: Collection[str] | None = None) -> tuple[SurveyCount, ...]:
    """The answers counted, from the first day to the last, of these sites or of all."""
    query = for_postgres(GROUPS.format(only="" if sites is None else OF_SITES))
    told = {"first": first.isoformat(), "last": last.isoformat(), "sites": list(sites or ())}
    return count_surveys(sheet_groups(cursor().execute(query, told)), shipped_surveys())
