"""Every site on one day: what it has reported, and since when something is missing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.conflicts import Conflict
from core.doubles import COUNTED
from hq.database import Row, cursor
from hq.portal.counting import Visits, count_visits
from hq.portal.unsettled import Span, unsettled

LOOK_BACK = timedelta(days=31)
"""So far back unclosed days are looked for."""


class State(StrEnum):
    """What is to be said of a site's day; NOTHING: it planned no session and sent no record."""

    REPORTED = "reported"
    WAITING = "waiting"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Missing:
    """Days of sessions that are not closed: the first of them, and how many."""

    since: date
    days: int


@dataclass(frozen=True)
class SiteDay:
    """One site on one day. `closed_at` is set while the day is closed: that is what reporting means.

    `last_closed` is the last day until this one that is closed; `missing` may tell of days before this one.
    `planned` are all sessions that were not cancelled, `sessions` those of them that were held, as in reports.
    """

    site_id: str
    name: str
    municipality: str
    closed_at: str | None
    unsent: int
    last_contact: datetime | None
    sessions: int
    visits: Visits
    groups: Mapping[str, int]
    last_closed: date | None = None
    missing: Missing | None = None
    unsettled: int = 0
    """What its laptops recorded differently, until somebody at the site decides."""
    planned: int = 0
    phone: str = ""
    """Of its office, to ring."""

    @property
    def state(self) -> State:
        """What is to be said of it."""
        if self.closed_at is not None:
            return State.REPORTED
        return State.WAITING if self.planned or self.visits.total or self.consultations else State.NOTHING

    @property
    def is_late(self) -> bool:
        """Whether a report of this day, or of one before it, is missing."""
        return self.missing is not None or self.state is State.WAITING

    @property
    def consultations(self) -> int:
        """Of all groups of topics."""
        return sum(self.groups.values())


@dataclass(frozen=True)
class _Records:
    """What is here of a day, by site: `closings` with how much was unsent, `sessions` held and planned."""

    closings: Mapping[str, tuple[str, int]]
    missing: Mapping[str, Missing]
    sessions: Mapping[str, tuple[int, int]]
    visits: Mapping[str, Visits]
    groups: Mapping[str, Mapping[str, int]]
    unsettled: Mapping[str, Counter[Conflict]]

    def of(
        self, site_id: str, name: str, municipality: str, phone: str, heard: datetime | None, closed: str | None
    ) -> SiteDay:
        """One site; `closed` is its last day that is."""
        closed_at, unsent = self.closings.get(site_id, (None, 0))
        held, planned = self.sessions.get(site_id, (0, 0))
        return SiteDay(
            site_id=site_id,
            name=name,
            municipality=municipality,
            closed_at=closed_at,
            unsent=unsent,
            last_contact=heard,
            sessions=held,
            visits=self.visits.get(site_id, Visits()),
            groups=self.groups.get(site_id, {}),
            last_closed=date.fromisoformat(closed) if closed else None,
            missing=self.missing.get(site_id),
            unsettled=self.unsettled[site_id].total() if site_id in self.unsettled else 0,
            planned=planned,
            phone=phone,
        )


def site_days(day: date, sites: Collection[str] | None = None) -> tuple[SiteDay, ...]:
    """These sites, or all, on this day: first those that miss a report, the longest before all."""
    asked = {
        "day": day.isoformat(),
        "first": (day - LOOK_BACK).isoformat(),
        "sites": None if sites is None else list(sites),
    }
    groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for site, group, cases in _rows(_GROUPS, asked):
        groups[site][group] = cases
    records = _Records(
        closings={site: (at, unsent) for site, at, unsent in _rows(_CLOSED, asked)},
        missing={site: Missing(date.fromisoformat(since), days) for site, since, days in _rows(_MISSING, asked)},
        sessions={site: (held, planned) for site, held, planned in _rows(_SESSIONS, asked)},
        visits=count_visits(day, sites),
        groups=groups,
        unsettled=unsettled(Span(day, day, None if sites is None else tuple(sites))),
    )
    return tuple(sorted((records.of(*row) for row in _rows(_SITES, asked)), key=_need))


def _need(site: SiteDay) -> tuple[int, str, str, str]:
    since = site.missing.since.isoformat() if site.missing else ""
    rank = 0 if site.is_late else 2 if site.state is State.NOTHING else 1
    return rank, since or "9", site.municipality, site.name


_OURS = "(%(sites)s::text[] IS NULL OR x.site_id = ANY(%(sites)s))"
_SITES = (
    "SELECT x.site_id, x.name, x.municipality, x.phone,"
    " (SELECT max(last_contact) FROM device AS d WHERE d.site_id = x.site_id),"
    " (SELECT max(day) FROM fact_day AS d WHERE d.site_id = x.site_id AND d.closed = 1 AND d.day <= %(day)s)"
    f" FROM site AS x WHERE {_OURS}"
)
_CLOSED = f"SELECT site_id, closed_at, unsent FROM fact_day AS x WHERE day = %(day)s AND closed = 1 AND {_OURS}"
_OF_IT = "v.site_id = x.site_id AND v.session_id = x.session_id"
_SESSIONS = (
    "SELECT site_id, count(*) FILTER (WHERE x.state <> 'planned'"
    f" OR EXISTS (SELECT FROM fact_attendance AS v WHERE {_OF_IT} AND {COUNTED})"
    f" OR EXISTS (SELECT FROM fact_consultation AS v WHERE {_OF_IT} AND {COUNTED})), count(*)"
    f" FROM fact_session AS x WHERE day = %(day)s AND state <> 'cancelled' AND {_OURS} GROUP BY 1"
)
_MISSING = (
    "SELECT x.site_id, min(x.day), count(DISTINCT x.day) FROM fact_session AS x"
    " WHERE x.day BETWEEN %(first)s AND %(day)s AND x.state <> 'cancelled'"
    " AND NOT EXISTS (SELECT FROM fact_day AS d WHERE d.site_id = x.site_id AND d.day = x.day AND d.closed = 1)"
    f" AND {_OURS} GROUP BY 1"
)
_GROUPS = (
    "SELECT site_id, left(topic, 3), count(*) FROM fact_consultation AS x"
    f" WHERE day = %(day)s AND {COUNTED} AND {_OURS} GROUP BY 1, 2"
)


def _rows(query: str, asked: Mapping[str, object]) -> list[Row]:
    return cursor().execute(query, asked).fetchall()
