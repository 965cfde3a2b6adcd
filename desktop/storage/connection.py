"""Opening the encrypted file: SQLCipher given to sqlite-utils."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.storage.problems import told

if TYPE_CHECKING:
    from sqlite_utils.db import Database

BUSY_MS = 5_000


def open_database(path: Path, key: bytes) -> "Database":
    """The database at `path`, made if there is none; `key` is its 32 bytes.

    WAL with `synchronous=FULL`: a committed transaction survives a power cut (promise 1). Deleted
    content is overwritten, and nothing temporary touches the disk unencrypted.
    Raises StoreProblem for a damaged file or another key.
    """
    from sqlite_utils.db import Database  # 0.3 s to import: only when a file is really opened

    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
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
