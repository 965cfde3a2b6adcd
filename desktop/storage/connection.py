"""Opening the encrypted file: SQLCipher given to sqlite-utils."""

from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.storage.problems import told

if TYPE_CHECKING:
    from sqlite_utils.db import Database

BUSY_MS = 5_000


class Connection(sqlcipher.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that two threads may ask at once: one waits for the other.

    The driver's own list of prepared statements does not bear it. Two threads that prepare the same statement leave it
    there twice, and from then on each new statement fails with a KeyError, until the program ends.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._one_at_a_time = RLock()

    def execute(self, *given: Any) -> sqlcipher.Cursor:
        with self._one_at_a_time:
            return super().execute(*given)

    def executemany(self, *given: Any) -> sqlcipher.Cursor:
        with self._one_at_a_time:
            return super().executemany(*given)


def open_database(path: Path, key: bytes) -> "Database":
    """The database at `path`, made if there is none; `key` is its 32 bytes.

    WAL with `synchronous=FULL`: a committed transaction survives a power cut (promise 1). Deleted
    content is overwritten, and nothing temporary touches the disk unencrypted.
    Raises StoreProblem for a damaged file or another key.
    """
    from sqlite_utils.db import Database  # 0.3 s to import: only when a file is really opened

    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, factory=Connection)
    try:
        with told():
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "cache_size = -32768",
            ):
                connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return Database(connection, use_counts_table=False)


def read_only(path: Path, key: bytes) -> sqlcipher.Connection:
    """The file to look into, with nothing of it changed. Raises StoreProblem for a damaged file or another key."""
    with told():
        connection = sqlcipher.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection
