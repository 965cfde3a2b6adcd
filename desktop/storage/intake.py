"""Taking in what other laptops of the site wrote, by whichever road it came: nothing is taken on trust."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import (
    DeviceCertificate,
    DeviceRevocation,
    KeyGrant,
    is_certified,
    is_revoked_by_right,
    open_grant,
)
from core.clock import parse_moment
from core.granting import grant_to, is_granted_by_right, signed_by
from core.keys import KeyProblem, generation_of, in_order
from core.letters import holds_over, stepped_aside
from core.problem import Problem
from core.sealing import is_genuine
from core.segment import SegmentHeader, check_signature, open_segment, segment_hash, take_apart
from core.sound_events import sound_lines
from desktop.storage import apart, papers
from desktop.storage.forks import REASON as FORK
from desktop.storage.forks import Forks
from desktop.storage.identity import Identity
from desktop.storage.journal import Journal
from desktop.sync.ports import Incoming

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")
_AT_ONCE = 16
"""Segments that were kept apart are opened in so many at a time: there may be thousands."""


class Intake:
    """One delivery, within the caller's transaction."""

    def __init__(self, db: "Database", journal: Journal) -> None:
        self._db = db
        self._journal = journal
        self._forks = Forks(db, journal)
        self._clashing: list[str] = []
        self.was_told_by_stopped = False
        """Whether it comes to light that this laptop heard about its site from one that had been stopped."""
        self._brought_by: str | None = None
        """Who brings it: whose room is taken by what must be kept apart. None for headquarters, which looked at it."""

    def take(self, incoming: Incoming, again: Sequence[bytes] = ()) -> Identity:
        """Keep the delivery; the identity as it is afterwards (a grant may have widened the ring).

        What waited for a certificate of this delivery is looked at once more, and so is `again` (hashes). Raises
        Problem where a segment must be kept apart and whoever brings it has no more room for such.
        """
        for certificate in incoming.certificates:
            self._keep_certificate(certificate, incoming.from_hq)
        for revocation in incoming.revocations:
            self._keep_revocation(revocation, incoming.from_hq)
        identity = self._named(self._widened(incoming))
        self._grant_to_newcomers(incoming, identity)
        owners = self._keep_keys(incoming)
        self._journal.keys.use(identity)
        self._brought_by = None if incoming.from_hq else incoming.brought_by
        clashed = self._take_pieces([(data, incoming.from_hq) for data in incoming.segments])
        self._brought_by = ""
        again = [*again, *apart.waiting_for(self._db, {each.device_id for each in incoming.certificates})]
        for start in range(0, len(again), _AT_ONCE):
            pieces = [apart.bad_segment(self._db, name) for name in again[start : start + _AT_ONCE]]
            clashed |= self._take_pieces(pieces)
        self._bury(incoming)
        self._note_decisions(incoming)
        self._journal.keys.forget()
        if clashed or len(identity.ring) > len(self._journal.identity.ring):
            self._journal.refresh_all()
        else:
            for owner in owners:
                self._journal.refresh_owned(owner)
        return identity

    def _take_pieces(self, pieces: Sequence[tuple[bytes, bool]]) -> bool:
        """Segments, each with whether headquarters relayed it; whether any clashed with what stood here."""
        self._clashing = []
        lines = [line for data, from_hq in pieces for line in self._keep_segment(data, from_hq)]
        clashing = self._forks.withdraw(self._clashing)
        self._journal.absorb(lines)
        me = self._journal.identity.device_id
        self._forks.write_anew([each for each in clashing if each.event.device_id == me])
        return bool(clashing)

    def _keep_certificate(self, certificate: DeviceCertificate, from_hq: bool) -> None:
        known = self._certificate(certificate.device_id)
        is_newer = known is None or holds_over(certificate, known)
        if is_newer and is_certified(certificate, self._journal.identity.root_public):
            self._db.execute(
                "INSERT OR REPLACE INTO certificate (device_id, data, confirmed) VALUES (?, ?, ?)",
                [certificate.device_id, msgspec.msgpack.encode(certificate), from_hq],
            )

    def _named(self, me: Identity) -> Identity:
        """Under the letter of the newest certificate; another one where a laptop that came before has it too."""
        known = papers.taking_part(self._db)
        kept = known.get(me.device_id, me.certificate)
        mine = stepped_aside(kept if holds_over(kept, me.certificate) else me.certificate, known.values(), me.letters)
        if mine == me.certificate:
            return me
        if mine != kept:
            papers.offer_certificate(self._db, mine)
        return msgspec.structs.replace(me, certificate=mine, letter=mine.letter)

    def _grant_to_newcomers(self, incoming: Incoming, me: Identity) -> None:
        """The site's first key goes to whom the root certified; a later one only the root gives (ADR 76)."""
        news = {each.device_id for each in incoming.certificates} - {me.device_id}
        given = {(each.privacy_key_id, each.device_id) for each in papers.grants(self._db)} if news else set()
        papers.offer_grants(
            self._db,
            (
                signed_by(grant_to(each.box_public, device, key, me.site_id), me.device_id, me.device)
                for device, each in papers.taking_part(self._db).items()
                for key in me.ring
                if device in news and not generation_of(key.privacy_key_id)
                if (key.privacy_key_id, device) not in given
            ),
        )

    def _keep_revocation(self, revocation: DeviceRevocation, from_hq: bool) -> None:
        me = self._journal.identity
        pinned = me.hq.signing_public if me.hq else None
        if revocation.site_id == me.site_id and is_revoked_by_right(revocation, me.root_public, pinned):
            new = self._db.execute(
                "INSERT OR IGNORE INTO revocation (device_id, data, confirmed) VALUES (?, ?, ?)",
                [revocation.device_id, msgspec.msgpack.encode(revocation), from_hq],
            )
            self.was_told_by_stopped |= bool(new.rowcount) and _had_told(revocation, me)

    def _widened(self, incoming: Incoming) -> Identity:
        """Grants are kept for whomever they are; those for this laptop widen its ring."""
        me = self._journal.identity
        ring = list(me.ring)
        known = {key.privacy_key_id for key in ring}
        for granted in filter(self._is_genuine, incoming.grants):
            self._db.execute(
                "INSERT OR IGNORE INTO key_grant (privacy_key_id, device_id, data, confirmed) VALUES (?, ?, ?, ?)",
                [granted.privacy_key_id, granted.device_id, msgspec.msgpack.encode(granted), incoming.from_hq],
            )
            if granted.device_id == me.device_id and granted.privacy_key_id not in known:
                with suppress(KeyProblem):  # whoever gave it spoilt it: the rest goes on
                    ring.append(open_grant(granted, me.device))
                    known.add(granted.privacy_key_id)
        return msgspec.structs.replace(me, ring=in_order(ring))

    def _is_genuine(self, granted: KeyGrant) -> bool:
        giver = self._certificate(granted.granted_by)
        givers = {granted.granted_by: giver.signing_public} if giver else {}
        return is_granted_by_right(granted, givers, self._journal.identity.root_public)

    def _keep_keys(self, incoming: Incoming) -> set[str]:
        """Whose keys are new here: what they sealed may have come before them."""
        owners: set[str] = set()
        for record in incoming.key_records:
            maker = self._certificate(record.device_id)
            if maker is not None and is_genuine(record, maker.signing_public):
                kept = self._db.execute(
                    "INSERT OR IGNORE INTO key_record (key_id, entity_id, data, confirmed) VALUES (?, ?, ?, ?)",
                    [record.key_id, record.entity_id, msgspec.msgpack.encode(record), incoming.from_hq],
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

    def _note_decisions(self, incoming: Incoming) -> None:
        """What a person at headquarters said about records kept apart there: released ones are listed no longer."""
        for each in incoming.decided:
            self._db.execute(
                "UPDATE refused_event SET decision = ?, decided_at = ?"
                " WHERE device_id = ? AND epoch = ? AND device_seq BETWEEN ? AND ? AND reason = ?",
                [each.decision, each.at, each.device_id, each.epoch, each.first_seq, each.last_seq, each.reason],
            )

    def _counts_no_more(self, device_id: str) -> bool:
        """Whether this laptop was stopped, and nobody vouches for what it had written before.

        Without headquarters another laptop that takes part does: it took in what it gives on before it heard of the
        stop, so that it counts there, and there is nobody else who could decide.
        """
        if not self._is_revoked(device_id):
            return False
        giver = self._brought_by
        if self._journal.identity.hq is not None or not giver or giver == device_id:
            return True
        return self._certificate(giver) is None or self._is_revoked(giver)

    def _is_revoked(self, device_id: str) -> bool:
        return self._db.execute("SELECT 1 FROM revocation WHERE device_id = ?", [device_id]).fetchone() is not None

    def _keep_segment(self, data: bytes, from_hq: bool) -> tuple[bytes, ...]:
        """The events of a genuine segment; a bad one is kept as it came and gives none."""
        try:
            header, lines = self._opened(data, from_hq)
        except Problem as problem:
            if self._brought_by is not None:
                apart.check_room(self._db, data, self._brought_by)
            apart.keep(self._db, problem.code, data, from_hq=from_hq, brought_by=self._brought_by or "")
            return ()
        apart.taken(self._db, segment_hash(data))
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

    def _opened(self, data: bytes, from_hq: bool) -> tuple[SegmentHeader, tuple[bytes, ...]]:
        """Header and events of a genuine segment. Raises Problem for any other.

        Where it clashes with what stands here, headquarters' word goes before that of a file or another laptop.
        """
        segment = take_apart(data)
        maker = self._certificate(segment.header.device_id)
        if maker is None:
            raise KeyProblem("not_certified", "拠点の証明のない端末の記録です。")
        check_signature(segment, maker.signing_public)
        if not from_hq and self._counts_no_more(segment.header.device_id):
            raise KeyProblem("revoked_device", "使うのを止めた端末の記録です。")
        lines = tuple(sound_lines(open_segment(segment, self._journal.identity.transport_key), segment.header))
        clashing = self._forks.clashing(segment.header, lines)
        clashing += self._forks.standing_elsewhere(segment.header, lines)
        if clashing and not from_hq:
            raise KeyProblem(FORK, "同じ番号で、別の記録があります。")
        self._clashing += clashing
        return segment.header, lines

    def _certificate(self, device_id: str) -> DeviceCertificate | None:
        row = self._db.execute("SELECT data FROM certificate WHERE device_id = ?", [device_id]).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=DeviceCertificate)


def _had_told(revocation: DeviceRevocation, me: Identity) -> bool:
    """Whether the one that this is about told this laptop of the site, although it was stopped by then."""
    if revocation.device_id != me.told_by:
        return False
    with suppress(ValueError):
        return parse_moment(revocation.at) <= parse_moment(me.certificate.issued_at)
    return True
