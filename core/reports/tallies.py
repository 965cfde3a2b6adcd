"""Finished totals: what every record of a day adds up to, so that no report reads all records.

They are projections of the facts, the same in both databases. A write only marks its day as stale; `FILL` counts
stale days anew before a report reads them. What a session was (venue, programme, …) is not in them: reports join
it, so that an amended plan needs no recount.

* `tally_visit`, `tally_case`: sums for each day, session and value of a split; the split '' adds all.
* `tally_person`: registered visitors of each day and session, after merges; `since` is the day on which somebody
  was first on record, by the oldest of the records that are one person.
* `tally_merge`: who stands for whom.
"""

from collections.abc import Mapping
from typing import NamedTuple

from core.doubles import COUNTED
from core.merging import survivor

WHOLE = ""
"""The split that adds all."""
TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "tally_visit": (("split", "day", "session_id", "value"), (), ("visits", "anonymous", "companions")),
    "tally_case": (("split", "day", "session_id", "value"), (), ("cases", "minutes", "anonymous")),
    "tally_person": (("day", "session_id", "person_id", "age_band"), ("since",), ("visits", "cases")),
    "tally_merge": (("person_id",), ("standing", "since"), ()),
}
"""Columns of text that make the key, other text, whole numbers. Headquarters has `site_id` before them."""
BY_DAY = ("tally_visit", "tally_case", "tally_person")

VISIT_SPLITS = {WHOLE: "''", "age_band": "t.age_band", "hour": "substr(cast(100 + t.hour AS text), 2, 2)"}
CASE_SPLITS = {
    **VISIT_SPLITS,
    "topic": "t.topic",
    "outcome": "substr(t.outcome, 1, 2)",
    "channel": "t.channel",
}
"""What a total is told apart by, and where a record says it."""

_VISITS = """
INSERT INTO tally_visit ({{key}}split, day, session_id, value, visits, anonymous, companions)
SELECT {{key}}'{split}', t.day, t.session_id, {value} AS told, count(*),
    sum(CASE WHEN t.person_id IS NULL THEN 1 ELSE 0 END), sum(t.companions)
FROM fact_attendance AS t WHERE {counted} AND {{stale}}
GROUP BY {{key}}t.day, t.session_id, told
"""
_CASES = """
INSERT INTO tally_case ({{key}}split, day, session_id, value, cases, minutes, anonymous)
SELECT {{key}}'{split}', t.day, coalesce(t.session_id, ''), {value} AS told, count(*), sum(t.minutes),
    count(DISTINCT CASE WHEN t.person_id IS NULL THEN coalesce(a.double_of, t.attendance_id, t.consultation_id) END)
FROM fact_consultation AS t LEFT JOIN fact_attendance AS a USING ({{key}}attendance_id)
WHERE t.voided = 0 AND t.double_of IS NULL AND {{stale}}
GROUP BY {{key}}t.day, coalesce(t.session_id, ''), told
"""
_PERSONS = """
INSERT INTO tally_person ({{key}}day, session_id, person_id, age_band, since, visits, cases)
SELECT {{key}}t.day, t.session_id, coalesce(m.standing, t.person_id), t.age_band,
    coalesce(m.since, p.registered_on, ''), sum(t.visits), sum(t.cases)
FROM (
    SELECT {{key}}t.day, t.session_id, t.person_id, t.age_band, 1 AS visits, 0 AS cases
    FROM fact_attendance AS t WHERE t.person_id IS NOT NULL AND {counted} AND {{stale}}
    UNION ALL
    SELECT {{key}}t.day, coalesce(t.session_id, ''), t.person_id, t.age_band, 0, 1
    FROM fact_consultation AS t WHERE t.person_id IS NOT NULL AND {counted} AND {{stale}}
) AS t
LEFT JOIN tally_merge AS m USING ({{key}}person_id) LEFT JOIN fact_person AS p USING ({{key}}person_id)
GROUP BY {{key}}t.day, t.session_id, coalesce(m.standing, t.person_id), t.age_band,
    coalesce(m.since, p.registered_on, '')
"""


def forget_stale() -> tuple[str, ...]:
    """The texts that take the totals of stale days out.

    They name the splits, which begin the key: looking through all totals was half of a report's work.
    """
    return tuple(f"DELETE FROM {table} AS t WHERE {_splits_of(table)}{{stale}}" for table in BY_DAY)


def _splits_of(table: str) -> str:
    splits = {"tally_visit": VISIT_SPLITS, "tally_case": CASE_SPLITS}.get(table)
    return f"t.split IN ({', '.join(map(repr, splits))}) AND " if splits else ""


def fill_stale() -> tuple[str, ...]:
    """The texts that count stale days."""
    visits = (_VISITS.format(split=split, value=value, counted=COUNTED) for split, value in VISIT_SPLITS.items())
    cases = (_CASES.format(split=split, value=value) for split, value in CASE_SPLITS.items())
    return (*visits, *cases, _PERSONS.format(counted=COUNTED))


class Standing(NamedTuple):
    """Who stands for a person, and since which day one of their records stands."""

    standing: str
    since: str


def standings(merged: Mapping[str, str], registered: Mapping[str, str]) -> dict[str, Standing]:
    """For everybody whom merges concern. `registered` gives the day of each record that is here."""
    people = {each: survivor(each, merged.get) for each in merged.keys() | set(merged.values())}
    since: dict[str, str] = {}
    for person, standing in people.items():
        day = registered.get(person, "")
        since[standing] = min(filter(None, (since.get(standing, ""), day)), default="")
    return {person: Standing(standing, since[standing]) for person, standing in people.items()}
