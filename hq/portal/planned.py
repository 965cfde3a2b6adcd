"""The sessions that sites planned, day by day, for the calendar."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.facts import Session
from core.reports.tallies import WHOLE
from core.rooms import in_each_others_way
from hq.database import cursor
from hq.intake.facts import columns
from hq.reports.totals import refresh_totals

_COLUMNS = tuple(columns(Session))
_CHANGES = ("session.amended", "session.cancelled")


@dataclass(frozen=True)
class Wish:
    """Which sessions: of these sites (of all where it is None), of one programme where it is named."""

    sites: Sequence[str] | None = None
    programme: str = ""


@dataclass(frozen=True)
class Planned:
    """A session, and the site that planned it."""

    site_id: str
    site: str
    municipality: str
    session: Session


@dataclass(frozen=True)
class Plans:
    """By day (YYYY-MM-DD) the first of its sessions in order of time, and how many there are of all days."""

    by_day: Mapping[str, list[Planned]] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> Iterable[Planned]:
        """Those of every day that were read."""
        return (each for day in self.by_day.values() for each in day)


def plans(first: date, last: date, wish: Wish, most: int) -> Plans:
    """From the first to the last day, at most so many of a day; cancelled ones too."""
    asked = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "sites": None if wish.sites is None else list(wish.sites),
        "programme": wish.programme,
        "most": most,
    }
    by_day: defaultdict[str, list[Planned]] = defaultdict(list)
    totals: dict[str, int] = {}
    for site_id, site, municipality, total, *values in cursor().execute(_PLANNED, asked):
        session = Session(**dict(zip(_COLUMNS, values, strict=True)))
        by_day[session.day].append(Planned(site_id, site, municipality, session))
        totals[session.day] = total
    return Plans(by_day, totals)


def sharing_rooms(planned: Iterable[Planned]) -> frozenset[str]:
    """The ids of those in one room at one time. Halls of one name are one hall within a municipality only."""
    towns: defaultdict[str, list[Session]] = defaultdict(list)
    for each in planned:
        towns[each.session.municipality or each.municipality].append(each.session)
    return frozenset(one for sessions in towns.values() for one in in_each_others_way(sessions))


def visits(planned: Iterable[Planned]) -> Mapping[tuple[str, str], int]:
    """Visits by site and session, on whatever day: a session that was moved keeps those that it had."""
    refresh_totals()
    asked = [(each.site_id, each.session.session_id) for each in planned]
    return {(site_id, session_id): count for site_id, session_id, count in _of(_VISITS, asked)}


def changes(planned: Iterable[Planned]) -> Mapping[tuple[str, str], int]:
    """How often each plan was changed, by site and session; those that nobody changed are not in it."""
    asked = [(each.site_id, each.session.session_id) for each in planned]
    return {(site_id, session_id): count for site_id, session_id, count in _of(_CHANGED, asked)}


def _of(query: str, asked: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    values = {"sites": [site for site, _ in asked], "sessions": [each for _, each in asked], "kinds": list(_CHANGES)}
    return [(site, session, int(count)) for site, session, count in cursor().execute(query, values)] if asked else []


_LISTED = (
    f"SELECT x.site_id, site.name AS site, site.municipality AS town, {', '.join(f'x.{each}' for each in _COLUMNS)}"
)
_PLANNED = f"""
SELECT site_id, site, town, of_day, {", ".join(_COLUMNS)} FROM (
    {_LISTED}, count(*) OVER (PARTITION BY x.day) AS of_day, row_number() OVER (
        PARTITION BY x.day ORDER BY x.starts, site.municipality, site.name, x.title, x.session_id) AS nth
    FROM fact_session AS x JOIN site USING (site_id)
    WHERE x.day BETWEEN %(first)s AND %(last)s AND (%(sites)s::text[] IS NULL OR x.site_id = ANY(%(sites)s))
        AND (%(programme)s = '' OR x.programme = %(programme)s)
) AS listed WHERE nth <= %(most)s ORDER BY day, nth
"""
_ASKED = "unnest(%(sites)s::text[], %(sessions)s::text[]) AS asked (site_id, session_id)"
_VISITS = f"""
SELECT t.site_id, t.session_id, sum(t.visits) FROM {_ASKED} JOIN tally_visit AS t USING (site_id, session_id)
WHERE t.split = '{WHOLE}' GROUP BY 1, 2
"""
_CHANGED = f"""
SELECT asked.site_id, asked.session_id, count(*) FROM {_ASKED}
JOIN event ON event.site_id = asked.site_id AND event.entity_id = asked.session_id AND event.kind = ANY(%(kinds)s)
GROUP BY 1, 2
"""
