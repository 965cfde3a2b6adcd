"""The versions of the catalogue that headquarters published, as this laptop got them."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from core.ids import catalogue_id
from core.kinds import CataloguePublished
from core.published import PublishedCatalogue
from desktop.storage.journal import Draft

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(frozen=True)
class KeptCatalogue:
    """One version: its file, and its first day in force (YYYY-MM-DD). A newer program may be needed to read it."""

    version: int
    valid_from: str
    data: bytes


class Catalogues:
    """Reads and writes the table."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def newest(self) -> int:
        """The newest version that came; 0 for none."""
        row = self._db.execute("SELECT coalesce(max(version), 0) FROM catalogue").fetchone()
        return int(row[0])

    def versions(self) -> tuple[tuple[int, str], ...]:
        """Version and first day of each, oldest first."""
        rows = self._db.execute("SELECT version, valid_from FROM catalogue ORDER BY version")
        return tuple((version, valid_from) for version, valid_from in rows.fetchall())

    def read(self, version: int) -> KeptCatalogue:
        """A version that `versions` names."""
        row = self._db.execute("SELECT version, valid_from, data FROM catalogue WHERE version = ?", [version])
        return KeptCatalogue(*row.fetchone())

    def keep(self, published: PublishedCatalogue) -> bool:
        """Whether it was new here; the first file of a version stays. The caller's transaction."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO catalogue (version, valid_from, data) VALUES (?, ?, ?)",
            [published.version, published.valid_from, published.data],
        )
        return bool(done.rowcount)


def arrival(site_id: str, published: PublishedCatalogue) -> Draft:
    """What the journal says of a version that came."""
    content = CataloguePublished(
        catalogue_version=published.version,
        valid_from=published.valid_from,
        content_hash=blake2b(published.data, digest_size=32).hexdigest(),
    )
    return Draft(catalogue_id(site_id, published.version), content)
