"""Which rows of tables were taken in before: keyed hashes beside what came of them, never sent and never readable.

A mark is written before its event, in a transaction of its own, and holds only once the event is there. So a crash
in between leaves nothing that counts.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from desktop.storage.problems import told

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_SECRET = "imported"
_AT_ONCE = 500


class ImportedRows:
    """The marks of one open file."""

    def __init__(self, db: "Database") -> None:
        self._db = db
        self._key = self._secret()

    def mark(self, values: Sequence[str | None]) -> bytes:
        """The mark of a row: 16 bytes that tell nothing without this file's own key."""
        return blake2b(msgspec.json.encode(values), key=self._key, digest_size=16).digest()

    def known(self, marks: Iterable[bytes]) -> Iterator[tuple[bytes, str]]:
        """What came of rows with these marks: mark and entity, in the order of entities."""
        asked = sorted(set(marks))
        for place in range(0, len(asked), _AT_ONCE):
            some = asked[place : place + _AT_ONCE]
            yield from self._db.execute(
                f"SELECT mark, entity_id FROM imported WHERE mark IN ({', '.join('?' * len(some))})"
                " AND EXISTS (SELECT 1 FROM event WHERE event.entity_id = imported.entity_id)"
                " ORDER BY mark, entity_id",
                some,
            ).fetchall()

    def add(self, marks: Iterable[tuple[bytes, str]]) -> None:
        """Remember marks with the entities that are about to be recorded."""
        with told(), self._db.atomic():
            self._db.conn.executemany("INSERT OR IGNORE INTO imported (mark, entity_id) VALUES (?, ?)", list(marks))

    def forget(self, entity_ids: Iterable[str]) -> None:
        """The rows that these came of may be taken in again."""
        with told(), self._db.atomic():
            self._db.conn.executemany("DELETE FROM imported WHERE entity_id = ?", [(each,) for each in entity_ids])

    def _secret(self) -> bytes:
        """Made on first use."""
        row = self._db.execute("SELECT value FROM secret WHERE name = ?", [_SECRET]).fetchone()
        if row is not None:
            return bytes(row[0])
        made = os.urandom(32)
        with told(), self._db.atomic():
            self._db.execute("INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)", [_SECRET, made])
        return self._secret()


def forget_imported(db: "Database", person_id: str) -> None:
    """Somebody is erased: so are the marks of the rows that told of them. The caller holds the transaction."""
    db.execute(
        "DELETE FROM imported WHERE entity_id = ?1"
        " OR entity_id IN (SELECT booking_id FROM fact_booking WHERE person_id = ?1)",
        [person_id],
    )
