"""The figures of a day, counted from the fact tables. Voided records count nowhere, nor do receptions of a visit that
another one counts (`core.doubles`), nor cancelled sessions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from psycopg import sql

from core.clock import in_japan
from core.doubles import COUNTED
from core.merging import survivor
from hq.database import cursor
from hq.merging import merges


@dataclass(frozen=True)
class Visits:
    """延べ, and 実人員: registered visitors once each after merges, so anonymous visits are outside it."""

    total: int = 0
    persons: int = 0
    anonymous: int = 0


def count_visits(day: date, sites: Collection[str] | None = None) -> Mapping[str, Visits]:
    """The visits of a day by site: of these, or of all."""
    query = (
        f"SELECT site_id, person_id, count(*) FROM fact_attendance WHERE day = %s AND {COUNTED}"
        " AND (%s::text[] IS NULL OR site_id = ANY(%s)) GROUP BY 1, 2"
    )
    ours = None if sites is None else list(sites)
    found: defaultdict[str, dict[str | None, int]] = defaultdict(dict)
    for site, person, count in cursor().execute(query, [day.isoformat(), ours, ours]):
        found[site][person] = int(count)
    merged = merges(cursor(), found)
    return {site: _visits(each, merged[site]) for site, each in found.items()}


def _visits(by_person: Mapping[str | None, int], merged: Mapping[str, str]) -> Visits:
    persons = {survivor(person, merged.get) for person in by_person if person is not None}
    return Visits(sum(by_person.values()), len(persons), by_person.get(None, 0))


@dataclass(frozen=True)
class SessionLine:
    """One session with its visits."""

    title: str
    venue: str
    starts: str
    ends: str
    state: str
    opened_at: str | None
    closed_at: str | None
    quota: int | None
    visits: int
    programme: str | None = None


def sessions(site_id: str, day: date) -> tuple[SessionLine, ...]:
    """The sessions of a site's day, cancelled ones too."""
    query = (
        "SELECT s.title, s.venue, s.starts, s.ends, s.state, s.opened_at, s.closed_at, s.quota,"
        " count(a.attendance_id), s.programme FROM fact_session AS s LEFT JOIN fact_attendance AS a"
        " ON a.site_id = s.site_id AND a.session_id = s.session_id AND a.day = s.day"
        " AND a.voided = 0 AND a.double_of IS NULL"
        " WHERE s.site_id = %s AND s.day = %s GROUP BY s.site_id, s.session_id ORDER BY s.starts, s.title"
    )
    return tuple(SessionLine(*row) for row in cursor().execute(query, [site_id, day.isoformat()]))


def visits_by_hour(site_id: str, day: date) -> Counter[int]:
    """Visits by the hour that the clock on the venue's wall showed."""
    query = f"SELECT at FROM fact_attendance WHERE site_id = %s AND day = %s AND {COUNTED}"
    moments = cursor().execute(query, [site_id, day.isoformat()])
    return Counter(in_japan(at).hour for (at,) in moments)


def by_age_band(site_id: str, day: date, table: Literal["attendance", "consultation"]) -> Counter[str]:
    """Attendances or consultations of a site's day by age band."""
    query = sql.SQL("SELECT age_band, count(*) FROM {} WHERE site_id = %s AND day = %s AND {} GROUP BY 1").format(
        sql.Identifier(f"fact_{table}"), sql.SQL(COUNTED)
    )
    return Counter(dict(cursor().execute(query, [site_id, day.isoformat()]).fetchall()))


def topics_by_outcome(site_id: str, day: date) -> Mapping[tuple[str, str], int]:
    """Cases of a site's day by topic and outcome (O1 …, without what follows it)."""
    query = (
        "SELECT topic, left(outcome, 2), count(*) FROM fact_consultation"
        f" WHERE site_id = %s AND day = %s AND {COUNTED} GROUP BY 1, 2"
    )
    rows = cursor().execute(query, [site_id, day.isoformat()])
    return {(topic, outcome): cases for topic, outcome, cases in rows}


@dataclass(frozen=True)
class Apart:
    """Things in quarantine, by device and reason."""

    device_id: str | None
    reason: str
    count: int
    latest: datetime


def quarantined(site_id: str | None = None) -> tuple[Apart, ...]:
    """What is kept apart, of one site or all; a whole segment counts its events."""
    query = (
        "SELECT device_id, reason, sum(coalesce(last_seq - first_seq + 1, 1))::int8, max(received_at)"
        " FROM quarantined WHERE released_at IS NULL AND decision IS NULL AND (%s::text IS NULL OR site_id = %s)"
        " GROUP BY 1, 2 ORDER BY 4 DESC"
    )
    return tuple(Apart(*row) for row in cursor().execute(query, [site_id, site_id]))
