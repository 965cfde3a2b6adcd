"""The fact tables follow core.facts: made when the file is made, and made anew when a column or a rule has changed."""

from functools import cache
from typing import TYPE_CHECKING

from core.facts import FACTS, VERSIONED, Fact, table_of
from core.placement import placements
from core.rules import fingerprint
from desktop.storage.migrations import run_script
from desktop.storage.person_signs import SHAPE as SIGNS
from desktop.storage.person_signs import make_signs
from desktop.storage.tallies import SHAPE, make_tallies

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_NAME = "fact_shape"
_INDEXES = """
CREATE INDEX attendance_day ON fact_attendance (day, ticket, voided, double_of);
CREATE INDEX attendance_person ON fact_attendance (person_id, session_id) WHERE person_id IS NOT NULL;
CREATE INDEX attendance_booking ON fact_attendance (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX attendance_double ON fact_attendance (day) WHERE double_of IS NOT NULL;
CREATE INDEX attendance_session ON fact_attendance (session_id);
CREATE INDEX consultation_day ON fact_consultation (day);
CREATE INDEX consultation_double ON fact_consultation (day) WHERE double_of IS NOT NULL;
CREATE INDEX consultation_attendance ON fact_consultation (attendance_id) WHERE attendance_id IS NOT NULL;
CREATE INDEX consultation_person ON fact_consultation (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX card_code ON fact_card (code);
CREATE INDEX card_person ON fact_card (person_id);
CREATE INDEX session_day ON fact_session (day);
CREATE INDEX booking_session ON fact_booking (session_id);
CREATE INDEX booking_person ON fact_booking (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX person_merged ON fact_person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX settlement_conflict ON fact_settlement (conflict, decision);
CREATE INDEX duty_day ON fact_duty (day);
CREATE INDEX loan_day ON fact_loan (day);
CREATE INDEX fee_day ON fact_fee (day);
CREATE INDEX incident_day ON fact_incident (day);
"""


_DIVERGING = [
    f"CREATE INDEX {table_of(fact)}_diverging ON {table_of(fact)} (diverging) WHERE diverging <> '';\n"
    for fact in VERSIONED
]


def is_current(db: "Database") -> bool:
    """Whether the tables were made with this program's columns and rules."""
    known = db.execute("SELECT value FROM setting WHERE name = ?", [_NAME]).fetchone()
    return known is not None and known[0] == _shape()


def make_tables(db: "Database") -> None:
    """Empty tables in today's shape, instead of what stood there. The caller's transaction."""
    for name in _fact_tables(db):
        db.execute(f"DROP TABLE {name}")
    for fact in FACTS:
        db.execute(_create_table(fact))
    run_script(db, _INDEXES + "".join(_DIVERGING))
    make_tallies(db)
    make_signs(db)
    db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [_NAME, _shape()])


def _fact_tables(db: "Database") -> list[str]:
    rows = db.execute(r"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'fact\_%' ESCAPE '\'")
    return [name for (name,) in rows.fetchall()]


@cache
def _shape() -> str:
    return fingerprint(([_create_table(fact) for fact in FACTS], _INDEXES, _DIVERGING, SHAPE, SIGNS))


@cache
def _create_table(fact: type[Fact]) -> str:
    """INTEGER for whole numbers, TEXT for all else, key first."""
    columns = ", ".join(
        f"{name} {_sql_type(fact, name)}{' PRIMARY KEY' if place == 0 else ''}"
        for place, name in enumerate(placements(fact))
    )
    return f"CREATE TABLE {table_of(fact)} ({columns}) WITHOUT ROWID"


def _sql_type(fact: type[Fact], name: str) -> str:
    return "INTEGER" if "int" in str(fact.__annotations__[name]) else "TEXT"
