"""The figures of a day, counted from the fact tables. Voided records count nowhere, nor do receptions of a visit that
another one counts (`core.doubles`), nor cancelled sessions."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from psycopg import sql

from core.clock import in_japan
from core.doubles import COUNTED
from core.merging import survivor
from hq.database import Row, cursor
from hq.merging import merges
from hq.portal.unsettled import Span, unsettled


@dataclass(frozen=True)
class Visits:
    """延べ, and 実人員: registered visitors once each after merges, so anonymous visits are outside it."""

    total: int = 0
    persons: int = 0
    anonymous: int = 0


@dataclass(frozen=True)
class SiteDay:
    """One site on one day. `closed_at` is set while the day is closed: that is what reporting means."""

    site_id: str
    name: str
    municipality: str
    closed_at: str | None
    unsent: int
    last_contact: datetime | None
    sessions: int
    visits: Visits
    groups: Mapping[str, int]
    unsettled: int = 0
    """What its laptops recorded differently, until somebody at the site decides."""

    @property
    def reported(self) -> bool:
        return self.closed_at is not None

    @property
    def consultations(self) -> int:
        return sum(self.groups.values())


def site_days(day: date) -> tuple[SiteDay, ...]:
    """Every site on this day: first those that have not reported."""
    closed = {site: (at, unsent) for site, at, unsent in _rows(_CLOSED, day)}
    held: dict[str, int] = dict(_rows(_SESSIONS, day))
    visits = count_visits(day)
    undecided = unsettled(Span(day, day))
    groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for site, group, cases in _rows(_GROUPS, day):
        groups[site][group] = cases
    found = (
        SiteDay(
            site,
            name,
            municipality,
            *closed.get(site, (None, 0)),
            heard,
            held.get(site, 0),
            visits.get(site, Visits()),
            groups[site],
            undecided[site].total() if site in undecided else 0,
        )
        for site, name, municipality, heard in cursor().execute(_SITES)
    )
    return tuple(sorted(found, key=lambda each: (each.reported, each.municipality, each.name)))


_SITES = (
    "SELECT s.site_id, s.name, s.municipality, max(d.last_contact) FROM site AS s"
    " LEFT JOIN device AS d ON d.site_id = s.site_id GROUP BY 1, 2, 3"
)
_CLOSED = "SELECT site_id, closed_at, unsent FROM fact_day WHERE day = %s AND closed = 1"
_SESSIONS = "SELECT site_id, count(*) FROM fact_session WHERE day = %s AND state <> 'cancelled' GROUP BY 1"
_GROUPS = f"SELECT site_id, left(topic, 3), count(*) FROM fact_consultation WHERE day = %s AND {COUNTED} GROUP BY 1, 2"


def _rows(query: str, day: date) -> list[Row]:
    return cursor().execute(query, [day.isoformat()]).fetchall()


def count_visits(day: date) -> Mapping[str, Visits]:
    """The visits of a day by site."""
    query = f"SELECT site_id, person_id, count(*) FROM fact_attendance WHERE day = %s AND {COUNTED} GROUP BY 1, 2"
    found: defaultdict[str, dict[str | None, int]] = defaultdict(dict)
    for site, person, count in _rows(query, day):
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


def sessions(site_id: str, day: date) -> tuple[SessionLine, ...]:
    """The sessions of a site's day, cancelled ones too."""
    query = (
        "SELECT s.title, s.venue, s.starts, s.ends, s.state, s.opened_at, s.closed_at, s.quota,"
        " count(a.attendance_id) FROM fact_session AS s LEFT JOIN fact_attendance AS a"
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
