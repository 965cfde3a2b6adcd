"""Data keys in use: made when something is first sealed, remembered while the file is open."""

from typing import TYPE_CHECKING

import msgspec

from core.keys import KeyProblem, PrivacyKey
from core.problem import Problem
from core.sealing import DataKey, KeyRecord, key_record, new_data_key, open_key_record
from desktop.storage.identity import Identity

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_REMEMBERED = 4_096


class DataKeys:
    """Finds and makes data keys; every new one becomes a key record in the same transaction."""

    def __init__(self, db: "Database", identity: Identity) -> None:
        self._db = db
        self._open: dict[str, DataKey] = {}
        self.use(identity)

    def use(self, identity: Identity) -> None:
        """Work with this identity's ring from now on."""
        self._identity = identity
        self._ring = {key.privacy_key_id: key for key in identity.ring}
        self._open.clear()

    def of(self, owner: str) -> DataKey:
        """The key that seals for `owner` (a person, or the entity of a text), made if there is none."""
        rows = self._db.execute("SELECT key_id FROM key_record WHERE entity_id = ? ORDER BY rowid DESC", [owner])
        known = (self.find(key_id) for (key_id,) in rows.fetchall())
        return next((key for key in known if key and self._is_sealed_anew(key)), None) or self._make(owner)

    def find(self, data_key_id: str) -> DataKey | None:
        """The key with this id; None when it was destroyed, or is not for this laptop."""
        if data_key_id not in self._open:
            opened = self._open_record(data_key_id)
            if opened is None:
                return None
            if len(self._open) >= _REMEMBERED:
                self._open.clear()
            self._open[data_key_id] = opened
        return self._open[data_key_id]

    def destroy(self, owner: str) -> None:
        """Delete every key of `owner` and remember that they must never come back."""
        self._open.clear()
        self._db.execute("INSERT OR IGNORE INTO erased_key SELECT key_id FROM key_record WHERE entity_id = ?", [owner])
        self._db.execute("DELETE FROM key_record WHERE entity_id = ?", [owner])

    def forget(self) -> None:
        """After a rollback nothing remembered may outlive what was not written."""
        self._open.clear()

    def _is_sealed_anew(self, key: DataKey) -> bool:
        """A key that an older privacy key wraps is read with, never sealed with: a lost laptop could open it."""
        return bool(self._identity.ring) and key.privacy_key_id == self._identity.ring[-1].privacy_key_id

    def _make(self, owner: str) -> DataKey:
        privacy = self._newest()
        made = new_data_key(privacy)
        me = (self._identity.device_id, self._identity.device)
        record = key_record(made, privacy.public, self._identity.site_id, owner, me)
        self._db.execute(
            "INSERT INTO key_record (key_id, entity_id, data) VALUES (?, ?, ?)",
            [record.key_id, owner, msgspec.msgpack.encode(record)],
        )
        self._open[made.key_id] = made
        return made

    def _newest(self) -> PrivacyKey:
        if not self._identity.ring:
            raise Problem(
                "not_joined",
                "この端末はまだ拠点に加わっていないため、お名前などは記録できません。",
                "復旧用紙を使って、拠点に加わってください。",
            )
        return self._identity.ring[-1]

    def _open_record(self, data_key_id: str) -> DataKey | None:
        row = self._db.execute("SELECT data FROM key_record WHERE key_id = ?", [data_key_id]).fetchone()
        if row is None:
            return None
        record = msgspec.msgpack.decode(row[0], type=KeyRecord)
        ring = self._ring.get(record.privacy_key_id)
        try:
            return None if ring is None else open_key_record(record, ring)
        except KeyProblem:
            return None
