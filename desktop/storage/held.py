"""Segments that headquarters could not take: they wait apart, and whatever else waits goes past them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

IS_HELD = "hash IN (SELECT hash FROM held_segment)"


class Held:
    """Until a receipt names them, by whichever road."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def hold(self, name: bytes, reason: str, at: str) -> None:
        """From now on, and since when it was held first."""
        self._db.execute(
            "INSERT INTO held_segment (hash, reason, since, tried_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason, tried_at = excluded.tried_at,"
            " tries = tries + 1",
            [name, reason, at, at],
        )

    def segments(self, most: int) -> tuple[bytes, ...]:
        """Their bytes, the one that was tried longest ago first."""
        rows = self._db.execute(
            "SELECT data FROM segment JOIN held_segment USING (hash) WHERE confirmed_at IS NULL"
            " ORDER BY tried_at, tries, hash LIMIT ?",
            [most],
        )
        return tuple(bytes(data) for (data,) in rows.fetchall())

    def events(self) -> int:
        """How many events they hold."""
        row = self._db.execute(
            "SELECT coalesce(sum(last_seq - first_seq + 1), 0) FROM segment JOIN held_segment USING (hash)"
            " WHERE confirmed_at IS NULL"
        ).fetchone()
        return int(row[0])

    def let_go(self) -> None:
        """Those that a receipt has named meanwhile."""
        self._db.execute(
            "DELETE FROM held_segment WHERE hash IN (SELECT hash FROM segment WHERE confirmed_at IS NOT NULL)"
        )
