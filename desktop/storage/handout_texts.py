"""The versions of handouts that headquarters published, as this laptop got them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.published import PublishedHandout
from core.wire import HandoutHeld

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(frozen=True)
class KeptHandout:
    """One version: its file, and its first day in force (YYYY-MM-DD). A newer program may be needed to read it."""

    handout: str
    version: int
    valid_from: str
    data: bytes


class HandoutTexts:
    """Reads and writes the table."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def newest(self) -> tuple[HandoutHeld, ...]:
        """The newest version of each handout that came."""
        rows = self._db.execute("SELECT handout, max(version) FROM handout_text GROUP BY handout ORDER BY handout")
        return tuple(HandoutHeld(handout, version) for handout, version in rows.fetchall())

    def all(self) -> tuple[KeptHandout, ...]:
        """Every version that came, oldest first, by handout."""
        rows = self._db.execute("SELECT handout, version, valid_from, data FROM handout_text ORDER BY handout, version")
        return tuple(KeptHandout(*row) for row in rows.fetchall())

    def of(self, handout: str) -> tuple[KeptHandout, ...]:
        """Every version of this one that came, oldest first."""
        rows = self._db.execute(
            "SELECT handout, version, valid_from, data FROM handout_text WHERE handout = ? ORDER BY version", [handout]
        )
        return tuple(KeptHandout(*row) for row in rows.fetchall())

    def keep(self, published: PublishedHandout) -> None:
        """The first file of a version stays. The caller's transaction."""
        self._db.execute(
            "INSERT OR IGNORE INTO handout_text (handout, version, valid_from, data) VALUES (?, ?, ?, ?)",
            [published.handout, published.version, published.valid_from, published.data],
        )
