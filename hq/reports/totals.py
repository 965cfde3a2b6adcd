"""Headquarters' finished totals: marked stale by triggers as facts are written, counted anew when they are asked for.

A mark is a row of its own for each statement that wrote, so that no laptop that sends ever waits for a report, nor
a report for a laptop: what somebody has not committed yet keeps its mark and is counted the next time.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from psycopg import sql

from core.reports.side import HEADQUARTERS
from core.reports.tallies import TABLES, Standing, fill_stale, forget_stale, standings
from hq.database import Cursor, cursor
from hq.merging import merges
from hq.reports import by_site

_COUNTING = 0x6D6474
"""The advisory lock of whoever counts."""
_COUNTED = ("attendance", "consultation")
_MERGES = ""
_NAMES = (*TABLES, *by_site.TABLES, "tally_stale")
_STATEMENTS = (
    "CREATE TABLE tally_stale (site_id text NOT NULL, day text NOT NULL)",
    "CREATE INDEX ON tally_visit (site_id, session_id) WHERE split = ''",
    "CREATE INDEX ON tally_case (site_id, session_id) WHERE split = ''",
    *(f"CREATE INDEX ON {table} (site_id, day)" for table in ("tally_visit", "tally_case", "tally_person")),
    """
    CREATE OR REPLACE FUNCTION mark_days() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO tally_stale SELECT DISTINCT site_id, day FROM written; RETURN NULL;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION mark_people() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO tally_stale
        SELECT site_id, t.day FROM written JOIN fact_attendance AS t USING (site_id, person_id)
        UNION SELECT site_id, '' FROM written WHERE merged_into IS NOT NULL; RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION forget_totals() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        TRUNCATE {", ".join(_NAMES)}; RETURN NULL;
    END $$
    """,
    *(
        f"CREATE TRIGGER stale_{done} AFTER {done} ON fact_{fact} REFERENCING {rows} TABLE AS written"
        " FOR EACH STATEMENT EXECUTE FUNCTION mark_days()"
        for fact in _COUNTED
        for done, rows in (("INSERT", "NEW"), ("DELETE", "OLD"), ("UPDATE", "NEW"))
    ),
    *(
        f"CREATE TRIGGER stale_{done} AFTER {done} ON fact_person REFERENCING {rows} TABLE AS written"
        " FOR EACH STATEMENT EXECUTE FUNCTION mark_people()"
        for done, rows in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    "CREATE TRIGGER stale_all AFTER TRUNCATE ON fact_attendance FOR EACH STATEMENT EXECUTE FUNCTION forget_totals()",
    *by_site.STATEMENTS,
)
SHAPE = (TABLES, _STATEMENTS, fill_stale())
"""What the totals are here; when it changes, facts and totals are made anew."""


def make_totals(to: Cursor) -> None:
    """Empty totals instead of what stood there, and the marks on the tables of facts, which must be there already."""
    for name in _NAMES:
        to.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(name)))
    for name, (key, texts, numbers) in TABLES.items():
        columns = [f"{each} text NOT NULL" for each in ("site_id", *key, *texts)]
        columns += [f"{each} int8 NOT NULL" for each in numbers]
        to.execute(f"CREATE TABLE {name} ({', '.join(columns)}, PRIMARY KEY (site_id, {', '.join(key)}))")
    for statement in _STATEMENTS:
        to.execute(statement)


def refresh_totals() -> int:
    """Count stale days anew; how many there were. A transaction of its own."""
    if not any_stale():
        return 0
    with transaction.atomic():
        to = cursor()
        to.execute("SELECT pg_advisory_xact_lock(%s)", [_COUNTING])
        return _count_anew(to, "SELECT DISTINCT site_id, day FROM tally_stale")


def refresh_some(most: int) -> int:
    """So many of them, if nobody else counts just now and nothing is in the way; how many there were."""
    with transaction.atomic():
        to = cursor()
        to.execute("SET LOCAL lock_timeout = '200ms'")  # before a deadlock is looked for: the others go on
        free = to.execute("SELECT pg_try_advisory_xact_lock(%s)", [_COUNTING]).fetchone()
        if free != (True,):
            return 0
        return _count_anew(to, f"SELECT DISTINCT site_id, day FROM tally_stale LIMIT {int(most)}")


def any_stale() -> bool:
    """Whether something was written that no total knows of yet."""
    query = "SELECT EXISTS (SELECT FROM tally_stale) OR EXISTS (SELECT FROM tally_moved)"
    return cursor().execute(query).fetchone() == (True,)


def _count_anew(to: Cursor, which: str) -> int:
    to.execute("CREATE TEMP TABLE IF NOT EXISTS stale_day (site_id text, day text) ON COMMIT DELETE ROWS")
    to.execute(
        f"WITH due AS ({which}), taken AS (DELETE FROM tally_stale AS t USING due"
        " WHERE t.site_id = due.site_id AND t.day = due.day RETURNING t.site_id, t.day)"
        " INSERT INTO stale_day SELECT DISTINCT site_id, day FROM taken"
    )
    merged = to.execute("SELECT site_id FROM stale_day WHERE day = %s", [_MERGES]).fetchall()
    _stand_anew(to, [site_id for (site_id,) in merged])
    to.execute("ANALYZE stale_day")
    for text in (*forget_stale(), *fill_stale()):
        to.execute(HEADQUARTERS.write(text))
    by_site.stamp_changes(to)
    counted = to.execute("SELECT count(*) FROM stale_day").fetchone()
    return int(counted[0]) if counted else 0


def _stand_anew(to: Cursor, sites: list[str]) -> None:
    """Who stands for whom by now; the days of those for whom that changed are stale too."""
    of = merges(to, sites)
    for site_id in sites:
        now = standings(of[site_id], _registered(to, site_id, of[site_id]))
        rows = to.execute("SELECT person_id, standing, since FROM tally_merge WHERE site_id = %s", [site_id])
        before = {person: Standing(standing, since) for person, standing, since in rows}
        _mark(to, site_id, [each for each in now.keys() | before.keys() if now.get(each) != before.get(each)])
        to.execute("DELETE FROM tally_merge WHERE site_id = %s", [site_id])
        to.executemany(
            "INSERT INTO tally_merge (site_id, person_id, standing, since) VALUES (%s, %s, %s, %s)",
            [(site_id, person, *each) for person, each in now.items()],
        )


def _registered(to: Cursor, site_id: str, merged: Mapping[str, str]) -> dict[str, str]:
    query = "SELECT person_id, registered_on FROM fact_person WHERE site_id = %s AND person_id = ANY(%s)"
    return dict(to.execute(query, [site_id, list(merged.keys() | set(merged.values()))]).fetchall())


def _mark(to: Cursor, site_id: str, people: Iterable[str]) -> None:
    for fact in _COUNTED:
        to.execute(
            f"INSERT INTO stale_day SELECT DISTINCT site_id, day FROM fact_{fact}"
            " WHERE site_id = %s AND person_id = ANY(%s)",
            [site_id, list(people)],
        )
