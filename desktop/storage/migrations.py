"""The store's schema, step by step; a step that was ever released is never edited.

The fact tables are none of its business: they hold nothing of their own (`storage/fact_shapes.py`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.storage.problems import too_new

if TYPE_CHECKING:
    from sqlite_utils.db import Database

SET = "madoguchi"

_JOURNAL = """
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    device_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    device_seq INTEGER NOT NULL,
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    hlc TEXT NOT NULL,
    hash BLOB NOT NULL,
    data BLOB NOT NULL,
    local BLOB,
    UNIQUE (device_id, epoch, device_seq)
);
CREATE INDEX event_entity ON event (entity_id);
CREATE TABLE segment (
    hash BLOB PRIMARY KEY,
    device_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    data BLOB NOT NULL,
    confirmed_at TEXT
);
CREATE INDEX segment_seq ON segment (device_id, epoch, first_seq, last_seq);
CREATE INDEX segment_pending ON segment (device_id, epoch, first_seq, last_seq) WHERE confirmed_at IS NULL;
CREATE TABLE key_record (
    key_id TEXT PRIMARY KEY,
    entity_id TEXT NOT NULL,
    data BLOB NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX key_record_entity ON key_record (entity_id);
CREATE INDEX key_record_pending ON key_record (confirmed) WHERE confirmed = 0;
CREATE TABLE erased_key (key_id TEXT PRIMARY KEY);
CREATE TABLE bad_segment (hash BLOB PRIMARY KEY, reason TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE certificate (
    device_id TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE key_grant (
    privacy_key_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    data BLOB NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (privacy_key_id, device_id)
);
CREATE TABLE refused_event (
    device_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    device_seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (device_id, epoch, device_seq)
);
CREATE TABLE receipt (position INTEGER PRIMARY KEY, data BLOB NOT NULL, signature BLOB NOT NULL);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE person_text (position INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE person_gram USING fts5 (
    grams, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61'
);
CREATE VIRTUAL TABLE person_trigram USING fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
INSERT INTO person_gram (person_gram, rank) VALUES ('secure-delete', 1);
INSERT INTO person_trigram (person_trigram, rank) VALUES ('secure-delete', 1);
"""

_IMPORTED = """
CREATE TABLE imported (mark BLOB NOT NULL, entity_id TEXT NOT NULL, PRIMARY KEY (mark, entity_id)) WITHOUT ROWID;
CREATE INDEX imported_entity ON imported (entity_id);
"""

_CATALOGUE = """
CREATE TABLE catalogue (version INTEGER PRIMARY KEY, valid_from TEXT NOT NULL, data BLOB NOT NULL);
"""

_HANDOUTS = """
CREATE TABLE handout_text (
    handout TEXT NOT NULL, version INTEGER NOT NULL, valid_from TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (handout, version)
) WITHOUT ROWID;
"""

_REVOCATIONS = """
CREATE TABLE revocation (
    device_id TEXT PRIMARY KEY, data BLOB NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
ALTER TABLE refused_event ADD COLUMN decision TEXT;
ALTER TABLE refused_event ADD COLUMN decided_at TEXT;
"""

_PEERS = """
CREATE TABLE arrival (
    position INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, name NOT NULL, mark BLOB NOT NULL
);
CREATE TABLE peer (
    device_id TEXT PRIMARY KEY, position INTEGER NOT NULL, mark BLOB NOT NULL, whole INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL
) WITHOUT ROWID;
"""

_ARRIVING = (
    ("certificate", "device_id"),
    ("revocation", "device_id"),
    ("key_grant", "privacy_key_id || ' ' || {}device_id"),
    ("key_record", "key_id"),
    ("erased_key", "key_id"),
    ("segment", "hash"),
)
"""What other laptops of the site are given, and the name by which it is found again."""

_CARRIED = """
CREATE TABLE carried (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    parcel_id TEXT NOT NULL UNIQUE,
    written_at TEXT NOT NULL, written_by TEXT,
    file TEXT NOT NULL, medium TEXT NOT NULL,
    events INTEGER NOT NULL, first_at TEXT NOT NULL DEFAULT '', last_at TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL, state TEXT NOT NULL,
    receipt_seen INTEGER NOT NULL DEFAULT 0,
    answered_at TEXT, answered_by TEXT
);
CREATE TABLE carried_request (
    hash BLOB PRIMARY KEY, serial INTEGER NOT NULL, place INTEGER NOT NULL, pull_after INTEGER NOT NULL,
    names BLOB NOT NULL, pages_done INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX carried_request_serial ON carried_request (serial);
"""


_HELD_BACK = """
CREATE TABLE held_segment (
    hash BLOB PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL, tried_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
"""

_APART = """
ALTER TABLE bad_segment ADD COLUMN kept_at TEXT;
ALTER TABLE bad_segment ADD COLUMN from_hq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bad_segment ADD COLUMN decision TEXT;
ALTER TABLE bad_segment ADD COLUMN decided_at TEXT;
ALTER TABLE refused_event ADD COLUMN put_away_at TEXT;
CREATE TABLE occurrence (
    position INTEGER PRIMARY KEY, what TEXT NOT NULL, at TEXT NOT NULL, records INTEGER NOT NULL, seen_at TEXT
);
"""

_APART_ROOM = """
ALTER TABLE bad_segment ADD COLUMN maker TEXT NOT NULL DEFAULT '';
ALTER TABLE bad_segment ADD COLUMN records INTEGER NOT NULL DEFAULT 1;
ALTER TABLE bad_segment ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bad_segment ADD COLUMN brought_by TEXT NOT NULL DEFAULT '';
CREATE INDEX bad_segment_room ON bad_segment (brought_by) WHERE decision IS NULL;
"""


def migrate(db: "Database") -> None:
    """Bring the file to this program's schema. Raises StoreProblem when it is newer."""
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(SET)
    for name, step in STEPS:
        migrations(name=name)(step)
    if {done.name for done in migrations.applied(db)} - {name for name, _ in STEPS}:
        raise too_new()
    migrations.apply(db)


def _journal(db: "Database") -> None:
    run_script(db, _JOURNAL)


def _local_parts(db: "Database") -> None:
    """Closing a day finds the few events with a local part among millions."""
    db.execute("CREATE INDEX event_local ON event (entity_id) WHERE local IS NOT NULL")


def _imported_rows(db: "Database") -> None:
    """Rows of tables that were taken in, so that the same file adds nothing (`storage/imported.py`)."""
    run_script(db, _IMPORTED)


def _catalogues(db: "Database") -> None:
    """The versions of the topics that headquarters published (`storage/catalogues.py`)."""
    run_script(db, _CATALOGUE)


def _handouts(db: "Database") -> None:
    """The handout texts that headquarters published (`storage/handout_texts.py`)."""
    run_script(db, _HANDOUTS)


def _revocations(db: "Database") -> None:
    """Laptops that take part no more, and what headquarters decided about refused records."""
    run_script(db, _REVOCATIONS)


def _peers(db: "Database") -> None:
    """The order in which this file took things in, and how far it has read of others' (`storage/peering.py`).

    A number is never given twice, and each entry has a mark of its own: a copy of the file goes on with other marks.
    """
    run_script(db, _PEERS)
    for table, name in _ARRIVING:
        old = "segment ORDER BY rowid" if table == "segment" else table
        db.execute(
            f"INSERT INTO arrival (what, name, mark) SELECT '{table}', {name.format('')}, randomblob(8) FROM {old}"
        )
        db.execute(
            f"CREATE TRIGGER arrival_{table} AFTER INSERT ON {table} BEGIN INSERT INTO arrival (what, name, mark)"
            f" VALUES ('{table}', new.{name.format('new.')}, randomblob(8)); END"
        )


def _carried(db: "Database") -> None:
    """What was written to which stick, and whether headquarters' answer came back (`storage/carried.py`)."""
    run_script(db, _CARRIED)


def _held_back(db: "Database") -> None:
    """Segments that headquarters could not take (`storage/held.py`)."""
    run_script(db, _HELD_BACK)


def _apart(db: "Database") -> None:
    """A person's word on what is kept apart, and copied disks and restored backups (`storage/apart.py`)."""
    run_script(db, _APART)


def _apart_room(db: "Database") -> None:
    """Of what is kept apart: whose it says to be, how much, and who brought it (`storage/apart.py`)."""
    from desktop.storage.apart import told_of

    run_script(db, _APART_ROOM)
    for (name,) in db.execute("SELECT hash FROM bad_segment").fetchall():
        data = db.execute("SELECT data FROM bad_segment WHERE hash = ?", [name]).fetchone()[0]
        db.execute("UPDATE bad_segment SET maker = ?, records = ?, size = ? WHERE hash = ?", [*told_of(data), name])


def run_script(db: "Database", script: str) -> None:
    """Several statements, each ended by a semicolon at the end of a line, within the caller's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


Step = Callable[["Database"], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("0001_journal", _journal),
    ("0002_local_parts", _local_parts),
    ("0003_imported_rows", _imported_rows),
    ("0004_catalogues", _catalogues),
    ("0005_handouts", _handouts),
    ("0006_revocations", _revocations),
    ("0007_peers", _peers),
    ("0008_carried", _carried),
    ("0009_apart", _apart),
    ("0011_held_back", _held_back),
    ("0012_apart_room", _apart_room),
)
