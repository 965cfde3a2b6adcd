"""One open site: the file, its journal, its facts, its outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock
from desktop.storage.catalogues import Catalogues
from desktop.storage.connection import open_database
from desktop.storage.fact_shapes import is_current, make_tables
from desktop.storage.facts import FactTables
from desktop.storage.handout_texts import HandoutTexts
from desktop.storage.identity import Identity, load_identity, save_identity
from desktop.storage.journal import Draft, Journal, Recorded
from desktop.storage.migrations import migrate
from desktop.storage.outbox import Outbox
from desktop.storage.problems import damaged, told
from desktop.storage.settings import Settings

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(frozen=True)
class Store:
    """What use cases work on. One thread at a time; other processes may have the file open too."""

    path: Path
    db: "Database"
    journal: Journal
    facts: FactTables
    outbox: Outbox
    settings: Settings
    catalogues: Catalogues
    handout_texts: HandoutTexts

    @property
    def identity(self) -> Identity:
        """This laptop and its site."""
        return self.journal.identity

    def record(self, *drafts: Draft, staff_id: str | None) -> Recorded:
        """Write events; durable when it returns. See `Journal.record`."""
        return self.journal.record(drafts, staff_id)

    def change_identity(self, identity: Identity, also: "Callable[[Database], None] | None" = None) -> None:
        """Keep a changed identity (enrolled, joined, key rotated), and what belongs to it, in one transaction."""
        with told(), self.db.atomic():
            save_identity(self.db, identity)
            if also is not None:
                also(self.db)
        self.journal.identity = identity
        self.journal.keys.use(identity)

    def close(self) -> None:
        """Fold the write-ahead log in and let the file go."""
        self.db.close()


def create_store(path: Path, key: bytes, clock: Clock, identity: Identity) -> Store:
    """Make the file of a new site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = open_database(path, key)
    with told():
        migrate(db)
        with db.atomic():
            save_identity(db, identity)
            Settings(db).first_certificate(identity.certificate)
    return _assemble(path, db, clock, identity)


def open_store(path: Path, key: bytes, clock: Clock) -> Store:
    """Open a site's file. Raises StoreProblem when it is damaged, too new, or not a site's file."""
    if not path.exists():
        raise damaged()
    db = open_database(path, key)
    try:
        with told():
            migrate(db)
            identity = load_identity(db)
        if identity is None:
            raise damaged()
        return _assemble(path, db, clock, identity)
    except BaseException:
        db.close()
        raise


def _assemble(path: Path, db: "Database", clock: Clock, identity: Identity) -> Store:
    facts = FactTables(db)
    journal = Journal(db, identity, clock, facts)
    if not is_current(db):
        journal.renew(make_tables)
    outbox = Outbox(db, journal, clock)
    outbox.read_anew_after_upgrade()
    return Store(path, db, journal, facts, outbox, Settings(db), Catalogues(db), HandoutTexts(db))
