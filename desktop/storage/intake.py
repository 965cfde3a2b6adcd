"""Taking in what other laptops of the site wrote, as headquarters relays it: nothing is taken on trust."""

from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import DeviceCertificate, KeyGrant, is_certified, open_grant
from core.keys import KeyProblem, is_signed
from core.problem import Problem
from core.sealing import is_genuine
from core.segment import check_signature, open_segment, segment_hash, take_apart
from desktop.storage.forks import REASON as FORK
from desktop.storage.forks import Forks
from desktop.storage.identity import Identity
from desktop.storage.journal import Journal
from desktop.sync.ports import Incoming

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")


class Intake:
    """One delivery, within the caller's transaction."""

    def __init__(self, db: "Database", journal: Journal) -> None:
        self._db = db
        self._journal = journal
        self._forks = Forks(db, journal)
        self._clashing: list[str] = []

    def take(self, incoming: Incoming) -> Identity:
        """Keep the delivery; the identity as it is afterwards (a grant may have widened the ring)."""
        for certificate in incoming.certificates:
            self._keep_certificate(certificate)
        identity = self._widened(incoming.grants)
        owners = self._keep_keys(incoming)
        self._journal.keys.use(identity)
        lines = [line for data in incoming.segments for line in self._keep_segment(data, incoming.from_hq)]
        clashing = self._forks.withdraw(self._clashing)
        self._journal.absorb(lines)
        self._forks.write_anew([each for each in clashing if each.event.device_id == identity.device_id])
        self._bury(incoming)
        self._journal.keys.forget()
        if clashing or len(identity.ring) > len(self._journal.identity.ring):
            self._journal.refresh_all()
        else:
            for owner in owners:
                self._journal.refresh_owned(owner)
        return identity

    def _keep_certificate(self, certificate: DeviceCertificate) -> None:
        if is_certified(certificate, self._journal.identity.root_public):
            self._db.execute(
                "INSERT OR IGNORE INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
                [certificate.device_id, msgspec.msgpack.encode(certificate)],
            )

    def _widened(self, grants: tuple[KeyGrant, ...]) -> Identity:
        me = self._journal.identity
        ring = list(me.ring)
        known = {key.privacy_key_id for key in ring}
        for granted in grants:
            giver = self._certificate(granted.granted_by)
            fits = granted.device_id == me.device_id and granted.privacy_key_id not in known
            if fits and giver and is_signed(granted.message(), granted.signature, giver.signing_public):
                ring.append(open_grant(granted, me.device))
        return msgspec.structs.replace(me, ring=tuple(ring))

    def _keep_keys(self, incoming: Incoming) -> set[str]:
        """Whose keys are new here: what they sealed may have come before them."""
        owners: set[str] = set()
        for record in incoming.key_records:
            maker = self._certificate(record.device_id)
            if maker is not None and is_genuine(record, maker.signing_public):
                kept = self._db.execute(
                    "INSERT OR IGNORE INTO key_record (key_id, entity_id, data, confirmed) VALUES (?, ?, ?, 1)",
                    [record.key_id, record.entity_id, msgspec.msgpack.encode(record)],
                )
                if kept.rowcount:
                    owners.add(record.entity_id)
        return owners

    def _bury(self, incoming: Incoming) -> None:
        """Headquarters' word alone destroys no key: a laptop of the site must have erased the person."""
        for key_id in {*incoming.erased_key_ids, *(record.key_id for record in incoming.key_records)}:
            doomed = self._db.execute(
                "SELECT 1 FROM key_record JOIN event USING (entity_id)"
                " WHERE key_id = ? AND event.kind = 'person.erased'",
                [key_id],
            ).fetchone()
            if doomed:
                self._db.execute("INSERT OR IGNORE INTO erased_key (key_id) VALUES (?)", [key_id])
        self._db.execute("DELETE FROM key_record WHERE key_id IN (SELECT key_id FROM erased_key)")

    def _keep_segment(self, data: bytes, from_hq: bool) -> tuple[bytes, ...]:
        """The events of a genuine segment; a bad one is kept as it came and gives none.

        Where it clashes with what stands here, headquarters' word goes before that of a file or another laptop.
        """
        try:
            segment = take_apart(data)
            maker = self._certificate(segment.header.device_id)
            if maker is None:
                raise KeyProblem("not_certified", "拠点の証明のない端末の記録です。")
            check_signature(segment, maker.signing_public)
            lines = open_segment(segment, self._journal.identity.transport_key)
            clashing = self._forks.clashing(segment.header, lines)
            if clashing and not from_hq:
                raise KeyProblem(FORK, "同じ番号で、別の記録があります。")
        except Problem as problem:
            self._keep_apart(data, problem.code)
            return ()
        self._clashing += clashing
        header = segment.header
        self._db.execute(
            "INSERT OR IGNORE INTO segment (hash, device_id, epoch, first_seq, last_seq, data, confirmed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                segment_hash(data),
                header.device_id,
                header.epoch,
                header.first_seq,
                header.last_seq,
                data,
                "pulled" if from_hq else None,
            ],
        )
        return lines

    def _keep_apart(self, data: bytes, reason: str) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO bad_segment (hash, reason, data) VALUES (?, ?, ?)",
            [segment_hash(data), reason, data],
        )

    def _certificate(self, device_id: str) -> DeviceCertificate | None:
        row = self._db.execute("SELECT data FROM certificate WHERE device_id = ?", [device_id]).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=DeviceCertificate)
