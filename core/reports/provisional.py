"""速報値: figures that a site told headquarters by telephone or FAX before its records were there.

Headquarters alone has them, by site, day and what was held. What was told stands in for what has not arrived: as long
as the records of that day are not complete, the part of the told number that no record shows is counted beside them.
So nothing is ever counted twice, and a day whose records came in part shows at least what was told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.facts import Result
from core.reports.held import HELD
from core.reports.period import Period
from core.reports.side import Source
from core.reports.splits import Family, Parts, expression, folded
from core.reports.table import Split

NUMBERS = ("sessions", "visits", "consultations")
"""What can be told; None is what nobody said."""
_OF_WHAT = """
    CASE WHEN p.programme <> '' THEN p.programme IN ({programme}, {whole})
        WHEN p.session_kind <> '' THEN p.session_kind IN ({kind}, {kinds}) ELSE TRUE END
"""
_OF_DAY = "LEFT JOIN fact_session AS s USING (site_id, session_id) WHERE t.split = ''"
_FORETOLD = f"""
SELECT p.figure_id, p.site_id, {{home}}, p.said, p.session_kind, p.programme, p.how,
    p.sessions, p.visits, p.consultations,
    (SELECT count(*) FROM fact_day AS d WHERE d.site_id = p.site_id AND d.day = p.said AND d.closed = 1),
    held.held, held.closed, held.unfinished,
    (SELECT cast(coalesce(sum(t.visits), 0) AS bigint) FROM tally_visit AS t {_OF_DAY}
        AND t.site_id = p.site_id AND t.day = p.said AND {{what}}),
    (SELECT cast(coalesce(sum(t.cases), 0) AS bigint) FROM tally_case AS t {_OF_DAY}
        AND t.site_id = p.site_id AND t.day = p.said AND {{what}})
FROM (
    SELECT *, to_char(day, 'YYYY-MM-DD') AS said FROM provisional
    WHERE is_last AND NOT withdrawn AND day BETWEEN cast(:first AS date) AND cast(:last AS date)
) AS p {{homes}} CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE {HELD}) AS held, count(*) FILTER (WHERE s.state = 'closed') AS closed,
        count(*) FILTER (WHERE s.state IN ('planned', 'open')) AS unfinished
    FROM fact_session AS s WHERE s.site_id = p.site_id AND s.day = p.said AND {{what}}
) AS held ORDER BY p.said, p.site_id, p.programme, p.session_kind
"""


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a site told of a day, beside what is here of the same by now."""

    figure_id: str
    site_id: str
    home: str
    day: str
    session_kind: str
    programme: str
    how: str
    sessions: int | None
    visits: int | None
    consultations: int | None
    day_closed: int
    sessions_here: int
    closed: int
    unfinished: int
    visits_here: int
    consultations_here: int

    @property
    def arrived(self) -> bool:
        """Whether its records are here: the site's closing of that day is, or every session of it, closed."""
        return self.day_closed > 0 or (self.unfinished == 0 and self.closed >= max(1, self.sessions or 0))

    def told(self, name: str) -> int | None:
        """A number as it was told."""
        number: int | None = getattr(self, name)
        return number

    def here(self, name: str) -> int:
        """The same number by the records that are here."""
        number: int = getattr(self, f"{name}_here")
        return number

    def missing(self, name: str) -> int | None:
        """How much of it no record shows yet; None where nothing is left to stand in for."""
        told, here = self.told(name), self.here(name)
        if self.arrived or told is None or 0 < here >= told:
            return None
        return told - here


def foretold(source: Source, parts: Parts, period: Period) -> list[Foretold]:
    """All that was told of these days and not taken back, in order of days. Nothing on a laptop."""
    if not source.side.foretells:
        return []
    what, values = _of_what(parts)
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return [Foretold(*row) for row in source.read(_FORETOLD, {**values, **days}, of="p", what=what)]


def standing_in(source: Source, parts: Parts, period: Period) -> Iterator[tuple[Result, str, str]]:
    """What counts of it for now, as results, each with its site and the site's municipality."""
    for each in foretold(source, parts, period):
        numbers = {name: each.missing(name) for name in NUMBERS}
        if any(number is not None for number in numbers.values()):
            yield _as_result(each, numbers), each.site_id, each.home


def _of_what(parts: Parts) -> tuple[str, Mapping[str, object]]:
    """Whether a session is of what was told; one of a part (定期相談会) is of its whole (相談会) too."""
    programme, kind = (expression(each, Family.SESSIONS) or "''" for each in (Split.PROGRAMME, Split.KIND))
    whole, values = folded(programme, parts.get(Split.PROGRAMME, {}))
    whens = "".join(f" WHEN '{part}' THEN '{of}'" for part, of in parts.get(Split.KIND, {}).items())
    kinds = f"CASE {kind}{whens} ELSE {kind} END"
    return _OF_WHAT.format(programme=programme, whole=whole, kind=kind, kinds=kinds), values


def _as_result(told: Foretold, numbers: Mapping[str, int | None]) -> Result:
    return Result(
        result_id=told.figure_id,
        first_day=told.day,
        last_day=told.day,
        session_kind=told.session_kind,
        programme=told.programme or None,
        strand=None,
        funding=None,
        organiser=None,
        venue=None,
        municipality=None,
        channel="",
        koma=None,
        persons=None,
        venues=None,
        municipalities=None,
        estimated="",
        source=told.how,
        sessions=numbers["sessions"],
        visits=numbers["visits"],
        consultations=numbers["consultations"],
    )
