"""What was counted of each site by itself, kept until something of the site's days changes.

Nobody is on record at two sites, so the persons of a year are those of each site added up: a site of which nothing
changed since is not counted again. Every month of a site has a stamp, a number that grows whenever something of its
days is written; an answer is good as long as the last stamp of its days is the one that stood there before it was
counted. So nobody waits for a lock, and an answer that was counted while something came in is simply not used.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from hashlib import blake2b
from typing import Any

import msgspec

from core.reports.side import Source, of_these_sites
from core.reports.sql import for_postgres
from hq.database import Cursor, cursor

Row = Sequence[Any]
STATEMENTS = (
    "CREATE SEQUENCE IF NOT EXISTS tally_stamp",
    "CREATE TABLE tally_moved (site_id text NOT NULL, session_id text NOT NULL)",
    """
    CREATE TABLE tally_changed (
        site_id text NOT NULL, month text NOT NULL, stamp int8 NOT NULL, PRIMARY KEY (site_id, month)
    )
    """,
    """
    CREATE TABLE tally_known (
        question bytea NOT NULL, first date NOT NULL, last date NOT NULL, site_id text NOT NULL,
        home text NOT NULL, stamp int8 NOT NULL, counted_on date NOT NULL, answer text NOT NULL,
        PRIMARY KEY (question, first, last, site_id)
    )
    """,
    """
    CREATE OR REPLACE FUNCTION mark_sessions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO tally_moved SELECT DISTINCT site_id, session_id FROM written; RETURN NULL;
    END $$
    """,
    *(
        f"CREATE TRIGGER moved_{done} AFTER {done} ON fact_session REFERENCING {rows} TABLE AS written"
        " FOR EACH STATEMENT EXECUTE FUNCTION mark_sessions()"
        for done, rows in (("INSERT", "NEW"), ("DELETE", "OLD"), ("UPDATE", "NEW"))
    ),
)
"""`tally_moved` are sessions that were written: what they are decides under which value their visitors count."""
TABLES = ("tally_moved", "tally_changed", "tally_known")
_STAMP = """
WITH moved AS (DELETE FROM tally_moved RETURNING site_id, session_id)
INSERT INTO tally_changed SELECT site_id, month, nextval('tally_stamp') FROM (
    SELECT site_id, substr(day, 1, 7) FROM stale_day
    UNION SELECT site_id, substr(t.day, 1, 7) FROM moved JOIN tally_visit AS t USING (site_id, session_id)
        WHERE t.split = ''
    UNION SELECT site_id, substr(t.day, 1, 7) FROM moved JOIN tally_case AS t USING (site_id, session_id)
        WHERE t.split = ''
) AS found (site_id, month) ON CONFLICT (site_id, month) DO UPDATE SET stamp = excluded.stamp
"""
_KNOWN = """
SELECT now.site_id, now.stamp, site.municipality, known.answer FROM (
    SELECT site_id, max(stamp) AS stamp FROM tally_changed
    WHERE month BETWEEN to_char(%(first)s, 'YYYY-MM') AND to_char(%(last)s, 'YYYY-MM')
        AND (%(within)s::text[] IS NULL OR site_id = ANY(%(within)s)) GROUP BY site_id
) AS now JOIN site USING (site_id) LEFT JOIN tally_known AS known ON known.question = %(question)s
    AND (known.first, known.last, known.site_id) = (%(first)s, %(last)s, now.site_id)
    AND (known.stamp, known.home) = (now.stamp, site.municipality)
ORDER BY now.site_id
"""
_KEEP = """
INSERT INTO tally_known (question, first, last, site_id, home, stamp, counted_on, answer)
SELECT %s, %s, %s, site_id, home, stamp, current_date, answer
FROM unnest(%s::text[], %s::text[], %s::int8[], %s::text[]) AS counted (site_id, home, stamp, answer)
WHERE pg_relation_size('tally_known') < %s
ON CONFLICT (question, first, last, site_id) DO UPDATE
SET (home, stamp, counted_on, answer) = (excluded.home, excluded.stamp, excluded.counted_on, excluded.answer)
WHERE tally_known.stamp <= excluded.stamp
"""
_FORGET = """
DELETE FROM tally_known
WHERE counted_on < %(whole)s OR extract(day FROM last + 1) <> 1 AND counted_on < %(part)s
    OR pg_relation_size('tally_known') >= %(largest)s
"""
_LARGEST = 1_000_000_000
"""Bytes of answers, some millions: beyond that none is kept until all are forgotten, whatever readers think of."""
_LONGEST = timedelta(days=366)
_PARTS_KEPT, _KEPT = timedelta(days=2), timedelta(days=35)
"""A part of a month is another one tomorrow."""


class Changed(msgspec.Struct, frozen=True):
    """The last stamp, and the first day of the first month of which something is here."""

    stamp: int
    since: date


class _Due(msgspec.Struct, frozen=True):
    """A site that is to be counted: its stamp and its municipality before that."""

    site_id: str
    stamp: int
    home: str


class _Question(msgspec.Struct, frozen=True):
    """What is asked of which days, whoever asks."""

    key: bytes
    first: date
    last: date

    @property
    def is_kept(self) -> bool:
        """Whether it is likely to be asked again: of days that begin with a month, and are no more than a year."""
        return self.first.day == 1 and self.last - self.first < _LONGEST


def by_site(within: Sequence[str] | None) -> Source:
    """Where each of these sites, or of all, is counted by itself."""
    return Source(of_these_sites(), partial(_answers, within))


def stamp_changes(to: Cursor) -> None:
    """Give new stamps to the months of `stale_day` and of sessions that were written. Under the lock of who counts."""
    to.execute(_STAMP)


def changed_between(first: date, last: date) -> Changed | None:
    """What is stamped of the months of these days; None where no site has written anything of them that counts."""
    query = "SELECT max(stamp), min(month) FROM tally_changed WHERE month BETWEEN %s AND %s"
    row = cursor().execute(query, [f"{first:%Y-%m}", f"{last:%Y-%m}"]).fetchone()
    return Changed(row[0], date.fromisoformat(f"{row[1]}-01")) if row and row[0] is not None else None


def forget_old(today: date) -> None:
    """Answers that nobody will ask for again, or only seldom; all of them, where they are far too many."""
    cursor().execute(_FORGET, {"part": today - _PARTS_KEPT, "whole": today - _KEPT, "largest": _LARGEST})


def _answers(within: Sequence[str] | None, text: str, values: Mapping[str, object]) -> Sequence[Row]:
    question = _question(text, values)
    asked = {"question": question.key, "first": question.first, "last": question.last, "within": within}
    known: list[Row] = []
    due: list[_Due] = []
    for site_id, stamp, home, answer in cursor().execute(_KNOWN, asked).fetchall():
        if answer is None:
            due.append(_Due(site_id, stamp, home))
        else:
            known += msgspec.json.decode(answer)
    if not due:
        return known
    counted = _count(text, {**values, "sites": [each.site_id for each in due]})
    if question.is_kept:
        _keep(question, due, counted)
    return [*known, *counted]


def _question(text: str, values: Mapping[str, object]) -> _Question:
    first, last = (date.fromisoformat(str(values[name])) for name in ("first", "last"))
    rest = sorted((name, str(value)) for name, value in values.items() if name not in ("first", "last"))
    return _Question(blake2b(msgspec.json.encode((text, rest)), digest_size=16).digest(), first, last)


def _count(text: str, values: Mapping[str, object]) -> list[Row]:
    return list(cursor().execute(for_postgres(text), values).fetchall())


def _keep(question: _Question, due: Sequence[_Due], counted: Sequence[Row]) -> None:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in counted:
        rows[row[0]].append(row)
    answers = [msgspec.json.encode(rows[each.site_id]).decode() for each in due]
    told = [[each.site_id for each in due], [each.home for each in due], [each.stamp for each in due], answers]
    cursor().execute(_KEEP, [question.key, question.first, question.last, *told, _LARGEST])
