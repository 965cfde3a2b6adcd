"""Small named values of this laptop: settings and secrets."""

from typing import TYPE_CHECKING

import msgspec

from core.certificates import DeviceCertificate
from desktop.storage.problems import told

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Settings:
    """Reads and writes the setting and secret tables."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def get(self, name: str) -> str | None:
        """The setting's text; None when it was never set."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Keep a setting, durable when it returns."""
        with told():
            self._db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [name, value])

    def secret(self, name: str) -> bytes | None:
        """A secret's bytes; None when it was never set."""
        row = self._db.execute("SELECT value FROM secret WHERE name = ?", [name]).fetchone()
        return None if row is None else bytes(row[0])

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a secret, durable when it returns."""
        with told():
            self._db.execute("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)", [name, value])

    def first_certificate(self, certificate: DeviceCertificate) -> None:
        """The device's own certificate, to be sent with the first exchange."""
        self._db.execute(
            "INSERT OR IGNORE INTO certificate (device_id, data) VALUES (?, ?)",
            [certificate.device_id, msgspec.msgpack.encode(certificate)],
        )
