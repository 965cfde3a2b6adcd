"""The fact tables follow core.facts: made at start, and made anew when a column or a rule has changed."""

from psycopg import sql

from core.facts import FACTS, VERSIONED, Attendance, Consultation, Day, Fact, Person, Settlement, table_of
from core.fail_points import FailPoint, reach
from core.rules import fingerprint
from hq.database import Cursor
from hq.intake.facts import columns, rebuild
from hq.reports.totals import SHAPE, make_totals

_INDEXES: dict[type[Fact], tuple[str, ...]] = {
    Attendance: (
        "CREATE INDEX ON fact_attendance (site_id, person_id)",
        "CREATE INDEX ON fact_attendance (site_id, booking_id) WHERE booking_id IS NOT NULL",
        "CREATE INDEX ON fact_attendance (site_id) WHERE how = 'paper'",
    ),
    Consultation: (
        "CREATE INDEX ON fact_consultation (site_id, attendance_id) WHERE attendance_id IS NOT NULL",
        "CREATE INDEX ON fact_consultation (site_id, attendance_id) WHERE from_paper = 1",
    ),
    Day: ("CREATE INDEX ON fact_day (site_id, day) WHERE closed = 1",),
    Settlement: ("CREATE INDEX ON fact_settlement (site_id, conflict) WHERE decision = 'open'",),
    Person: ("CREATE INDEX ON fact_person (site_id) WHERE merged_into IS NOT NULL",),
}


def make_ready(to: Cursor) -> bool:
    """Create or renew the tables; whether they were filled anew. Belongs in one transaction."""
    to.execute("LOCK TABLE fact_shape IN EXCLUSIVE MODE")
    known: dict[str, str] = dict(to.execute('SELECT "table", shape FROM fact_shape').fetchall())
    wanted = {table_of(fact): _shape(fact) for fact in FACTS} | {"tally_stale": fingerprint(SHAPE)}
    if known == wanted:
        return False
    for name in known.keys() | wanted.keys():
        to.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(name)))
    for fact in FACTS:
        _create(to, fact)
    make_totals(to)
    to.execute("DELETE FROM fact_shape")
    to.executemany('INSERT INTO fact_shape ("table", shape) VALUES (%s, %s)', list(wanted.items()))
    reach(FailPoint.HQ_SHAPING)
    rebuild(to)
    return True


def _create(to: Cursor, fact: type[Fact]) -> None:
    table, (key, *_) = table_of(fact), columns(fact)
    typed = [map(sql.Identifier, each) for each in _typed(fact)]
    parts = [sql.SQL("{} {}").format(name, kind) for name, kind in typed]
    parts.append(sql.SQL("PRIMARY KEY (site_id, {})").format(sql.Identifier(key)))
    to.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(table), sql.SQL(", ").join(parts)))
    if "day" in columns(fact):
        index = sql.SQL("CREATE INDEX ON {} (day, site_id)").format(sql.Identifier(table))
        to.execute(index)
    for statement in _indexes(fact):
        to.execute(statement)


def _indexes(fact: type[Fact]) -> tuple[str, ...]:
    """Its own ones, and one by which the few rows are found that wait for somebody to decide."""
    waiting = (f"CREATE INDEX ON {table_of(fact)} (site_id) WHERE diverging <> ''",) if fact in VERSIONED else ()
    return (*_INDEXES.get(fact, ()), *waiting)


def _typed(fact: type[Fact]) -> list[tuple[str, str]]:
    return [("site_id", "text"), *columns(fact).items()]


def _shape(fact: type[Fact]) -> str:
    return fingerprint((_typed(fact), _indexes(fact)))
