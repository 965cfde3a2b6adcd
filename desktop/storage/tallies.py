"""The finished totals of one file: marked stale by triggers as facts are written, counted anew when they are asked for.

The triggers belong to the tables of facts, so that no way of writing a fact can forget them; each costs one insert
into a table of days.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.reports.side import LAPTOP
from core.reports.tallies import TABLES, Standing, fill_stale, forget_stale, standings

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_COUNTED = ("attendance", "consultation")
_MERGES = ""
"""The mark, in place of a day, that somebody was merged or is apart again."""
_TABLES = (
    "CREATE TABLE tally_stale (day TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE INDEX tally_visit_session ON tally_visit (session_id) WHERE split = ''",
    "CREATE INDEX tally_case_session ON tally_case (session_id) WHERE split = ''",
)
_OF_PERSON = "INSERT OR IGNORE INTO tally_stale SELECT day FROM fact_{fact} WHERE person_id = "
_MARKS = (
    f"""CREATE TRIGGER stale_person BEFORE INSERT ON fact_person
        WHEN NOT EXISTS (SELECT 1 FROM fact_person AS p WHERE p.person_id = new.person_id
            AND p.registered_on = new.registered_on)
        BEGIN {"; ".join(_OF_PERSON.format(fact=fact) + "new.person_id" for fact in _COUNTED)}; END""",
    """CREATE TRIGGER stale_merge BEFORE INSERT ON fact_person
        WHEN new.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM fact_person AS p
            WHERE p.person_id = new.person_id AND p.merged_into IS NOT NULL)
        BEGIN INSERT OR IGNORE INTO tally_stale VALUES (''); END""",
    *(
        f"""CREATE TRIGGER stale_{fact} BEFORE INSERT ON fact_{fact} BEGIN
            INSERT OR IGNORE INTO tally_stale SELECT day FROM fact_{fact} WHERE {fact}_id = new.{fact}_id;
            INSERT OR IGNORE INTO tally_stale VALUES (new.day); END"""
        for fact in _COUNTED
    ),
    *(
        f"""CREATE TRIGGER stale_{fact}_double AFTER UPDATE ON fact_{fact}
            BEGIN INSERT OR IGNORE INTO tally_stale VALUES (new.day); END"""
        for fact in _COUNTED
    ),
)
SHAPE = (TABLES, _TABLES, _MARKS, fill_stale())
"""What the totals are here; when it changes, facts and totals are made anew."""


def make_tallies(db: "Database") -> None:
    """Empty totals instead of what stood there, and the marks on the tables of facts, which must be there already."""
    for name in (*TABLES, "tally_stale"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    for name, (key, texts, numbers) in TABLES.items():
        columns = [*(f"{each} TEXT" for each in (*key, *texts)), *(f"{each} INTEGER" for each in numbers)]
        db.execute(f"CREATE TABLE {name} ({', '.join(columns)}, PRIMARY KEY ({', '.join(key)})) WITHOUT ROWID")
    for statement in (*_TABLES, *_MARKS):
        db.execute(statement)


def forget_tallies(db: "Database") -> None:
    """All totals, when all facts are made anew. The caller's transaction."""
    for name in (*TABLES, "tally_stale"):
        db.execute(f"DELETE FROM {name}")


def refresh_tallies(db: "Database") -> int:
    """Count stale days anew; how many there were. One transaction of its own."""
    if db.execute("SELECT 1 FROM tally_stale LIMIT 1").fetchone() is None:
        return 0
    with db.atomic():
        if db.execute("SELECT 1 FROM tally_stale WHERE day = ?", [_MERGES]).fetchone():
            _stand_anew(db)
        for text in (*forget_stale(), *fill_stale()):
            db.execute(LAPTOP.write(text))
        counted = db.execute("SELECT count(*) FROM tally_stale").fetchone()[0]
        db.execute("DELETE FROM tally_stale")
    return int(counted)


def _stand_anew(db: "Database") -> None:
    """Who stands for whom by now; the days of those for whom that changed are stale too."""
    merged = dict(db.execute("SELECT person_id, merged_into FROM fact_person WHERE merged_into IS NOT NULL").fetchall())
    concerned = merged.keys() | set(merged.values())
    now = standings(merged, dict(_registered(db, concerned)))
    rows = db.execute("SELECT person_id, standing, since FROM tally_merge").fetchall()
    before = {person: Standing(standing, since) for person, standing, since in rows}
    for person in (each for each in now.keys() | before.keys() if now.get(each) != before.get(each)):
        for fact in _COUNTED:
            db.execute(_OF_PERSON.format(fact=fact) + "?", [person])
    db.execute("DELETE FROM tally_merge")
    for person, each in now.items():
        db.execute("INSERT INTO tally_merge (person_id, standing, since) VALUES (?, ?, ?)", [person, *each])


def _registered(db: "Database", people: set[str]) -> Iterator[tuple[str, str]]:
    for person in people:
        yield from db.execute("SELECT person_id, registered_on FROM fact_person WHERE person_id = ?", [person])
