"""要確認 as a site sees it: what its laptops recorded differently while apart, and nobody there has decided.

Headquarters counts and decides nothing. What only a sealed field could tell, such as two spellings of a name, counts
as a difference here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from core.conflicts import CHOICES, Conflict, Decision, about
from core.doubles import COUNTED
from core.facts import VERSIONED, Session, table_of
from core.slip_doubles import BY_NUMBER_ALONE
from hq.database import cursor
from hq.intake.facts import columns

LOOK_BACK = timedelta(days=31)
"""As far back as the site's own list goes; versions are told of however old."""


@dataclass(frozen=True)
class Span:
    """Of which days, both inclusive, and of which sites: of all where it is None."""

    first: date
    last: date
    sites: tuple[str, ...] | None = None

    @classmethod
    def of_site(cls, site_id: str, today: date) -> "Span":
        """Everything that the site's own list has."""
        return cls(today - LOOK_BACK, date.max, (site_id,))

    @property
    def values(self) -> dict[str, object]:
        """For the queries."""
        sites = None if self.sites is None else list(self.sites)
        return {"sites": sites, "first": self.first.isoformat(), "last": self.last.isoformat()}


def unsettled(span: Span) -> Mapping[str, Counter[Conflict]]:
    """How many of each sort are open, by site."""
    found = list(_found(span))
    decided = _decided(span, [what for _, _, what in found])
    counts: defaultdict[str, Counter[Conflict]] = defaultdict(Counter)
    for site_id, conflict, what in found:
        if decided.get((site_id, conflict, what), "") not in set(CHOICES[conflict]):
            counts[site_id][conflict] += 1
    for site_id, number in _versions(span):
        counts[site_id][Conflict.VERSIONS] += number
    return counts


def _found(span: Span) -> Iterator[tuple[str, Conflict, str]]:
    """Each site, sort, and what it is about, decided or not."""
    for conflict, site_id, ids in cursor().execute(_FOUND, span.values):
        yield site_id, Conflict(conflict), about(*ids)


def _decided(span: Span, what: list[str]) -> dict[tuple[str, str, str], str]:
    query = (
        f"SELECT site_id, conflict, about, decision FROM fact_settlement AS x WHERE about = ANY(%(about)s) AND {_SITE}"
    )
    rows = cursor().execute(query, {**span.values, "about": what}) if what else ()
    return {(site_id, conflict, about): decision for site_id, conflict, about, decision in rows}


def _versions(span: Span) -> Iterator[tuple[str, int]]:
    """A row tells itself what is open: a line for each set of versions. Of one day, what has a day."""
    for site_id, number in cursor().execute(_diverging(of_days=span.last != date.max), span.values):
        yield site_id, int(number)


@cache
def _diverging(of_days: bool) -> str:
    day = " AND x.day BETWEEN %(first)s AND %(last)s" if of_days else ""
    return " UNION ALL ".join(
        "SELECT site_id, sum(cardinality(string_to_array(diverging, chr(10))))"
        f" FROM {table_of(fact)} AS x WHERE diverging <> ''{day} AND {_SITE}"
        f"{_TOLD_ONCE if fact is Session else ''} GROUP BY site_id"
        for fact in VERSIONED
        if "day" in columns(fact) or not of_days
    )


_TOLD_ONCE = (
    " AND NOT EXISTS (SELECT 1 FROM fact_series AS series WHERE series.site_id = x.site_id"
    " AND series.series_id = x.series_id AND series.diverging <> '')"
)
"""Sessions of a series that was changed apart are told, and settled, with their series."""
_SITE = "(%(sites)s::text[] IS NULL OR x.site_id = ANY(%(sites)s))"
_DAYS = f"x.day BETWEEN %(first)s AND %(last)s AND {_SITE}"
_QUERIES = {
    Conflict.DOUBLE_VISIT: (
        "SELECT site_id, ARRAY[attendance_id, double_of] FROM came AS x WHERE voided = 0 AND double_of IS NOT NULL"
    ),
    Conflict.SAME_SLIP: (
        "SELECT x.site_id, ARRAY[x.consultation_id, x.double_of] FROM fact_consultation AS x"
        " JOIN fact_consultation AS counted ON counted.site_id = x.site_id AND counted.consultation_id = x.double_of"
        f" AND counted.attendance_id = x.attendance_id WHERE x.voided = 0 AND x.double_of IS NOT NULL AND {_DAYS}"
    ),
    Conflict.SAME_PERSON: (
        "SELECT x.site_id, string_to_array(x.about, chr(10)) FROM fact_settlement AS x"
        " JOIN fact_person AS one ON one.site_id = x.site_id AND one.person_id = split_part(x.about, chr(10), 1)"
        " JOIN fact_person AS other ON other.site_id = x.site_id AND other.person_id = split_part(x.about, chr(10), 2)"
        f" WHERE x.conflict = '{Conflict.SAME_PERSON.value}' AND x.decision = '{Decision.OPEN.value}' AND {_SITE}"
        " AND greatest(one.registered_on, other.registered_on) BETWEEN %(first)s AND %(last)s"
        " AND one.merged_into IS NULL AND other.merged_into IS NULL AND one.erased = 0 AND other.erased = 0"
    ),
    Conflict.OVER_QUOTA: (
        "SELECT x.site_id, ARRAY[x.session_id, (count(*) - x.quota)::text] FROM fact_session AS x"
        " JOIN fact_attendance AS visit ON visit.site_id = x.site_id AND visit.session_id = x.session_id"
        " AND visit.day = x.day AND visit.voided = 0 AND visit.double_of IS NULL"
        f" WHERE x.quota IS NOT NULL AND x.state <> 'cancelled' AND {_DAYS}"
        " GROUP BY x.site_id, x.session_id, x.quota HAVING count(*) > x.quota"
    ),
    Conflict.SAME_TICKET: (
        "SELECT site_id, array_agg(attendance_id) FROM came AS x"
        f" WHERE {COUNTED} AND ticket IS NOT NULL AND NOT ({BY_NUMBER_ALONE.replace('visit.', 'x.')})"
        " GROUP BY site_id, day, ticket HAVING count(*) > 1"
    ),
    Conflict.SAME_PLACE: (
        "SELECT x.site_id, array_agg(booking_id) FROM fact_session AS x"
        " JOIN fact_booking AS held ON held.site_id = x.site_id AND held.session_id = x.session_id"
        " AND cancelled = 0 AND waiting = 0 AND slot IS NOT NULL AND desk IS NOT NULL"
        f" WHERE x.state IN ('planned', 'open') AND {_DAYS}"
        " GROUP BY x.site_id, x.session_id, slot, desk HAVING count(*) > 1"
    ),
    Conflict.VOIDED_VISIT: (
        "SELECT x.site_id, array_agg(held.consultation_id) || x.attendance_id FROM came AS x"
        " JOIN fact_consultation AS held ON held.site_id = x.site_id AND held.attendance_id = x.attendance_id"
        " AND held.voided = 0 WHERE x.voided = 1"
        " AND EXISTS (SELECT FROM event WHERE event.site_id = x.site_id AND entity_id = x.attendance_id"
        " AND kind = 'attendance.voided' AND event.device_id <> held.device_id)"
        " GROUP BY x.site_id, x.attendance_id"
    ),
}
_CAME = f"WITH came AS MATERIALIZED (SELECT * FROM fact_attendance AS x WHERE {_DAYS}) "
"""Read once for all sorts, and by this process alone: of a few days, workers would cost more than they save."""
_FOUND = _CAME + " UNION ALL ".join(
    f"SELECT '{sort.value}' AS sort, of_sort.* FROM ({query}) AS of_sort (site_id, ids)"
    for sort, query in _QUERIES.items()
)
"""All at once: a page asks this of every site, and each question is a way to the database and back."""
