"""Writing and reading fact rows, and the search texts and signs that go with persons and cards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from core.facts import FACTS, Card, Fact, Person, table_of
from core.merging import survivor
from core.placement import placements
from desktop.storage.person_signs import PersonSigns
from desktop.storage.search import PersonSearch
from desktop.storage.tallies import forget_tallies

if TYPE_CHECKING:
    from sqlite_utils.db import Database

F = TypeVar("F", bound=Fact)
_COLUMNS: dict[type[Fact], tuple[str, ...]] = {fact: tuple(placements(fact)) for fact in FACTS}
_PUT: dict[type[Fact], str] = {
    fact: f"INSERT OR REPLACE INTO {table_of(fact)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for fact, names in _COLUMNS.items()
}
_PAIRS_AT_MOST = 3
"""Of one person: a hundred records under one made-up number are no hundred questions."""


def any_of(column: str, values: Sequence[str]) -> str:
    """The SQL condition that a column holds one of these values."""
    return f"{column} IN ({', '.join('?' * len(values))})"


class FactTables:
    """The projections of one open file."""

    SAME_PERSON = """RECURSIVE same (person_id) AS (
        VALUES (?)
        UNION SELECT merged_into FROM fact_person JOIN same USING (person_id) WHERE merged_into IS NOT NULL
        UNION SELECT fact_person.person_id FROM fact_person JOIN same ON merged_into = same.person_id
    )"""
    """To follow WITH: all records of one person."""

    def __init__(self, db: "Database") -> None:
        self._db = db
        self.search = PersonSearch(db)
        self.signs = PersonSigns(db)

    def put(self, fact: Fact) -> None:
        """Write a row over what stood there, and keep the search and the signs of persons in step."""
        names = _COLUMNS[type(fact)]
        self._db.execute(_PUT[type(fact)], [getattr(fact, name) for name in names])
        if isinstance(fact, Person | Card):
            self.search.refresh(fact.person_id)
        if isinstance(fact, Person):
            self.signs.refresh(fact)

    def clear(self) -> None:
        """Empty every projection; the journal is not touched."""
        for fact in FACTS:
            self._db.execute(f"DELETE FROM {table_of(fact)}")
        forget_tallies(self._db)
        self.search.clear()
        self.signs.clear()

    def one(self, fact: type[F], key: str) -> F | None:
        """The row with this key."""
        found = self.where(fact, f"{_COLUMNS[fact][0]} = ?", [key])
        return found[0] if found else None

    def where(self, fact: type[F], condition: str, values: Sequence[object] = (), order: str = "") -> list[F]:
        """Rows by an SQL condition over the fact's own columns; `order` is an SQL ORDER BY list."""
        tail = f" ORDER BY {order}" if order else ""
        names = _COLUMNS[fact]
        rows = self._db.execute(
            f"SELECT {', '.join(names)} FROM {table_of(fact)} WHERE {condition}{tail}", list(values)
        )
        return [fact(**dict(zip(names, row, strict=True))) for row in rows]

    def standing_for(self, person_id: str) -> str:
        """The id of the record that stands for this person after merges; that record may not have arrived yet."""
        return survivor(person_id, self._merged_into)

    def same_person(self, person_id: str) -> set[str]:
        """The ids of all records that are this person after merges."""
        rows = self._db.execute(f"WITH {self.SAME_PERSON} SELECT person_id FROM same", [person_id])
        return {each for (each,) in rows.fetchall()}

    def pairs_of(self, person_id: str) -> list[tuple[str, str]]:
        """The records that stand for this person and for those who share a sign; of very many the first few."""
        mine = self.standing_for(person_id)
        others: dict[str, None] = {}
        for other in map(self.standing_for, self.signs.sharing(person_id)):
            if other != mine:
                others[other] = None
            if len(others) == _PAIRS_AT_MOST:
                break
        return [(mine, other) for other in others]

    def _merged_into(self, person_id: str) -> str | None:
        query = "SELECT merged_into FROM fact_person WHERE person_id = ?"
        row = self._db.execute(query, [person_id]).fetchone()
        return row[0] if row else None

    def count(self, fact: type[Fact], condition: str = "1", values: Sequence[object] = ()) -> int:
        """How many rows meet the condition."""
        row = self._db.execute(f"SELECT count(*) FROM {table_of(fact)} WHERE {condition}", list(values))
        return int(row.fetchone()[0])
