"""By which signs somebody may be found registered twice (`core.alike`): looked up, never compared one by one."""

from typing import TYPE_CHECKING

from core.alike import signs
from core.facts import Person

if TYPE_CHECKING:
    from sqlite_utils.db import Database

SHAPE = (
    "CREATE TABLE person_sign (sign TEXT, person_id TEXT, PRIMARY KEY (sign, person_id)) WITHOUT ROWID",
    "CREATE INDEX person_sign_of ON person_sign (person_id)",
)
_OTHERS = """
    SELECT DISTINCT other.person_id FROM person_sign AS mine JOIN person_sign AS other USING (sign)
    JOIN fact_person AS known ON known.person_id = other.person_id
    WHERE mine.person_id = ? AND other.person_id <> mine.person_id ORDER BY registered_at, other.person_id
"""
_SHARING = """
    SELECT DISTINCT person_id FROM person_sign
    WHERE sign IN (SELECT sign FROM person_sign GROUP BY sign HAVING count(*) > 1) ORDER BY person_id
"""


def make_signs(db: "Database") -> None:
    """An empty table instead of what stood there."""
    db.execute("DROP TABLE IF EXISTS person_sign")
    for statement in SHAPE:
        db.execute(statement)


class PersonSigns:
    """The signs of one open file, in step with the rows of persons."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def refresh(self, person: Person) -> None:
        """Take down the present signs of a person; somebody who was erased has none."""
        self._db.execute("DELETE FROM person_sign WHERE person_id = ?", [person.person_id])
        for sign in sorted(signs(person)):
            self._db.execute("INSERT INTO person_sign (sign, person_id) VALUES (?, ?)", [sign, person.person_id])

    def sharing(self, person_id: str) -> list[str]:
        """Everybody else with a sign of this person, whoever was registered first at the head."""
        return [other for (other,) in self._db.execute(_OTHERS, [person_id]).fetchall()]

    def shared(self) -> list[str]:
        """Everybody whose signs another one has too."""
        return [person_id for (person_id,) in self._db.execute(_SHARING).fetchall()]

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM person_sign")
