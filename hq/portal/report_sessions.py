"""The sessions of a period, to choose the one that a report is of."""

from dataclasses import dataclass

from core.reports.period import Period
from hq.database import cursor
from hq.portal.reach import Reach

MOST = 300
_SESSIONS = """
SELECT s.session_id, s.day, s.starts, s.title, s.venue, home.name
FROM fact_session AS s JOIN site AS home ON home.site_id = s.site_id
WHERE s.day BETWEEN %(first)s AND %(last)s AND s.state <> 'cancelled'
    AND (%(site)s::text IS NULL OR s.site_id = %(site)s)
    AND (%(held_in)s::text IS NULL OR coalesce(nullif(s.municipality, ''), home.municipality) = %(held_in)s)
    AND (%(sites)s::text[] IS NULL OR s.site_id = ANY(%(sites)s))
ORDER BY s.day DESC, s.starts DESC, s.session_id LIMIT %(most)s
"""


@dataclass(frozen=True)
class SessionLine:
    """One of them."""

    session_id: str
    day: str
    starts: str
    title: str
    venue: str
    site: str


def sessions_of(period: Period, site_id: str | None, municipality: str | None, reach: Reach) -> list[SessionLine]:
    """Those of a period that the reader may see, the latest first; `MOST` at the most."""
    told = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "site": site_id,
        "held_in": municipality,
        "sites": None if reach.site_ids is None else list(reach.site_ids),
        "most": MOST,
    }
    return [SessionLine(*row) for row in cursor().execute(_SESSIONS, told)]
