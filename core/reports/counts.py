"""Counting itself: finished totals read by the value of a split, and results known as counts alone added to them.

A session counts (回) when it was held: its doors were opened, or somebody was received or helped in it; a cancelled
one never does, though whoever was received in it was there. コマ are its planned minutes by the length of a コマ. か所
are names of venues within a municipality. Visits and consultations are those of `core.doubles.COUNTED`, by their own
day; persons are registered visitors after merges. Nobody is on record at two sites, so persons of sites add up.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from core.reports.count import PEOPLE, Count
from core.reports.held import HELD
from core.reports.period import Period
from core.reports.results import results, value_in
from core.reports.side import Source
from core.reports.splits import TIMES, Family, Kept, expression, folded, value_of
from core.reports.table import Measure, Split
from core.reports.tallies import WHOLE

PLACE = "CASE WHEN s.place = '' THEN {site} ELSE s.place END"
"""Where a session was held: one without a venue at a place of the site's own."""
_SESSIONS = f"""
SELECT {{value}}, coalesce(nullif(s.municipality, ''), {{home}}), {PLACE}, s.koma_minutes, count(*),
    cast(sum(s.minutes) AS bigint)
FROM fact_session AS s {{homes}} WHERE s.day BETWEEN :first AND :last {{only}} AND {HELD} GROUP BY 1, 2, 3, 4
"""
_VISITS = """
SELECT {value}, cast(sum(t.visits) AS bigint), cast(sum(t.anonymous) AS bigint), cast(sum(t.companions) AS bigint)
FROM tally_visit AS t LEFT JOIN fact_session AS s USING ({key}session_id) {homes}
WHERE t.split = '{own}' AND t.day BETWEEN :first AND :last {only} GROUP BY 1
"""
_CASES = """
SELECT {value}, cast(sum(t.cases) AS bigint), cast(sum(t.minutes) AS bigint), cast(sum(t.anonymous) AS bigint)
FROM tally_case AS t LEFT JOIN fact_session AS s USING ({key}session_id) {homes}
WHERE t.split = '{own}' AND t.day BETWEEN :first AND :last {only} GROUP BY 1
"""
_PEOPLE = """
WITH each_person AS (
    SELECT {site} AS site, {value} AS value, t.person_id, max(CASE WHEN t.visits > 0 THEN 1 ELSE 0 END) AS came,
        max(CASE WHEN t.visits > 0 AND {fresh} THEN 1 ELSE 0 END) AS fresh,
        max(CASE WHEN t.visits > 0 AND t.since BETWEEN :first AND :last THEN 1 ELSE 0 END) AS new,
        max(CASE WHEN t.cases > 0 THEN 1 ELSE 0 END) AS asked
    FROM tally_person AS t LEFT JOIN fact_session AS s USING ({key}session_id) {homes}
    WHERE t.day BETWEEN :first AND :last {only} GROUP BY 1, 2, 3
)
SELECT site, 0, value, cast(sum(came) AS bigint), cast(sum(fresh) AS bigint), cast(sum(asked) AS bigint)
FROM each_person GROUP BY site, value
UNION ALL
SELECT site, 1, '', cast(sum(came) AS bigint), cast(sum(new) AS bigint), cast(sum(asked) AS bigint) FROM (
    SELECT site, max(came) AS came, max(new) AS new, max(asked) AS asked FROM each_person GROUP BY site, person_id
) AS once GROUP BY site
"""
Counts = dict[str, Count]
"""By the value of the split."""


@dataclass(frozen=True)
class Counted:
    """What was counted under every value of the split that has anything, and under all together."""

    by_value: Counts
    total: Count


@dataclass(frozen=True)
class Counting:
    """One way of counting: where, kept to what, and on which days."""

    source: Source
    kept: Kept
    period: Period

    def count(self, split: Split, wanted: frozenset[Measure]) -> Counted:
        """Count what is wanted. People are counted for the sum once more: one can be under several values."""
        found: Counts = defaultdict(Count)
        people = Count()
        for step in self.source.steps(self.period):
            part = replace(self, period=step)
            part._add_sessions(found, split)
            part._add_sums(found, split)
        if wanted & PEOPLE:
            self._add_people(found, people, split)
        for told in results(self.source, self.kept, self.period):
            if told.is_within(self.period):
                told.add_to(found[value_in(told, split, self.kept)])
        total = Count()
        for each in found.values():
            total.take(each)
        total.take_people(people)
        return Counted(dict(found), total)

    def _add_sessions(self, found: Counts, split: Split) -> None:
        for value, municipality, place, koma_minutes, sessions, minutes in self._rows(
            _SESSIONS, Family.SESSIONS, split, of="s"
        ):
            count = found[value]
            count.record(Measure.SESSIONS, sessions)
            count.record(Measure.KOMA, Fraction(minutes, koma_minutes or 60))
            count.recorded |= {Measure.VENUES, Measure.MUNICIPALITIES}
            count.places.add((municipality, place))
            count.municipalities.add(municipality)

    def _add_sums(self, found: Counts, split: Split) -> None:
        for value, visits, anonymous, companions in self._rows(_VISITS, Family.VISITS, split):
            found[value].record(Measure.VISITS, visits)
            found[value].record(Measure.ANONYMOUS, anonymous)
            found[value].record(Measure.COMPANIONS, companions)
        for value, cases, minutes, anonymous in self._rows(_CASES, Family.CASES, split):
            found[value].record(Measure.CONSULTATIONS, cases)
            found[value].record(Measure.MINUTES, minutes)
            found[value].unnamed += anonymous

    def _add_people(self, found: Counts, people: Count, split: Split) -> None:
        """`fresh`: first on record within the period; by days, months or years within the very one too."""
        value = expression(split, Family.PERSONS) or "''"
        fresh = "t.since BETWEEN :first AND :last"
        if split in TIMES:
            fresh += f" AND {value} = {value.replace('t.day', 't.since')}"
        apart = replace(self, source=self.source.by_site or self.source)
        for _site, is_whole, each, came, new, asked in apart._rows(_PEOPLE, Family.PERSONS, split, fresh=fresh):
            count = people if is_whole else found[each]
            count.record(Measure.PERSONS, came)
            count.record(Measure.NEW_VISITORS, new)
            count.record(Measure.CONSULTATION_PERSONS, asked)

    def _rows(self, text: str, family: Family, split: Split, of: str = "t", **more: str) -> Sequence[Sequence[Any]]:
        only = self.kept.condition(family, split, totals=True)
        if only is None:
            return ()
        value, parts = folded(value_of(split, family, totals=True, apart=self.kept.apart), self.kept.folding(split))
        own = next(iter(self.kept.own(family, split)), None)
        pieces = {"value": value, "only": only, "own": own.value if own else WHOLE, **more}
        days = {"first": self.period.first.isoformat(), "last": self.period.last.isoformat()}
        return self.source.read(text, {**days, **self.kept.values, **parts}, of, **pieces)
