"""アンケート, of one site or of all together: the counts of the sites, from the same events. The words stay sealed."""

from datetime import date

from core.reports.sql import for_postgres
from core.reports.surveys import GROUPS, OF_SITE, SurveyCount, count_surveys, sheet_groups
from core.surveys import shipped_surveys
from hq.database import cursor


def surveys(first: date, last: date, site_id: str | None = None) -> tuple[SurveyCount, ...]:
    """The answers counted, from the first day to the last."""
    query = for_postgres(GROUPS.format(only=OF_SITE if site_id else ""))
    told = {"first": first.isoformat(), "last": last.isoformat(), "site": site_id}
    return count_surveys(sheet_groups(cursor().execute(query, told)), shipped_surveys())
