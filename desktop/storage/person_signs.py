"""By which signs somebody may be found registered twice (`core.alike`): looked up, never compared one by one."""

from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from core.alike import signs
from core.facts import Person

if TYPE_CHECKING:
    from sqlite_utils.db import Database

SHAPE = (
    "CREATE TABLE person_sign (sign TEXT, registered_at TEXT, person_id TEXT,"
    " PRIMARY KEY (sign, registered_at, person_id)) WITHOUT ROWID",
    "CREATE INDEX person_sign_of ON person_sign (person_id)",
)
_PUT = "INSERT INTO person_sign (sign, registered_at, person_id) VALUES (?, ?, ?)"
_OF_SIGN = "SELECT registered_at, person_id FROM person_sign WHERE sign = ? ORDER BY registered_at, person_id"
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
            self._db.execute(_PUT, [sign, person.registered_at, person.person_id])

    def sharing(self, person_id: str) -> Iterator[str]:
        """Everybody else with a sign of this person, whoever was registered first at the head.

        Read no further than somebody asks: a made-up number may be that of thousands.
        """
        own = self._db.execute("SELECT sign FROM person_sign WHERE person_id = ?", [person_id]).fetchall()
        of_signs = [self._db.execute(_OF_SIGN, list(sign)) for sign in own]
        return (other for _, other in merge(*of_signs) if other != person_id)

    def shared(self) -> list[str]:
        """Everybody whose signs another one has too."""
        return [person_id for (person_id,) in self._db.execute(_SHARING).fetchall()]

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM person_sign")
