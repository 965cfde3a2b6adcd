"""オープンデータ for everybody: the sessions of all sites, of one, or held in one municipality, as a file."""

from dataclasses import dataclass
from typing import Any

from core.facts import Session
from core.reports.csv_text import Encoded, Encoding
from core.reports.open_data import Publisher, events_csv
from core.reports.period import Period
from hq.catalogue import municipalities
from hq.database import cursor
from hq.intake.facts import columns


@dataclass(frozen=True)
class Who:
    """Who publishes: name, municipality of what says none, telephone and page."""

    name: str
    municipality: str = ""
    phone: str = ""
    url: str = ""


def open_events(
    period: Period, who: Who, site_id: str | None, municipality: str | None, encoding: Encoding
) -> tuple[Encoded, int]:
    """The file and how many sessions are in it. A session that names no municipality is in that of its site."""
    sessions = _sessions(period, site_id, municipality)
    places = municipalities.newest().by_code
    told = Publisher(who.name, who.municipality, places, who.phone, who.url)
    return events_csv(sessions, told, encoding), len(sessions)


def _sessions(period: Period, site_id: str | None, municipality: str | None) -> list[Session]:
    names = [name for name in columns(Session) if name != "municipality"]
    place = "coalesce(nullif(s.municipality, ''), home.municipality)"
    query = (
        f"SELECT {', '.join(f's.{name}' for name in names)}, {place} FROM fact_session AS s"
        " JOIN site AS home USING (site_id) WHERE s.day BETWEEN %(first)s AND %(last)s"
        " AND (%(site)s::text IS NULL OR s.site_id = %(site)s)"
        f" AND (%(place)s::text IS NULL OR {place} = %(place)s) ORDER BY s.day, s.starts, s.session_id"
    )
    values = {"first": str(period.first), "last": str(period.last), "site": site_id, "place": municipality}
    rows: list[tuple[Any, ...]] = cursor().execute(query, values).fetchall()
    return [Session(**dict(zip((*names, "municipality"), row, strict=True))) for row in rows]
