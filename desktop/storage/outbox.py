"""What the exchange needs of this store (`desktop.sync.ports.SyncStore`)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Never, TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.clock import Clock, stamp
from core.fail_points import FailPoint, reach
from core.problem import Problem
from core.sealing import KeyRecord
from core.surprises import Surprise
from core.wire import ExchangeAnswer, HandoutHeld, Receipt, SegmentAnswer, Vector
from desktop.storage import apart, occurrences
from desktop.storage.carried import overtake
from desktop.storage.catalogues import Catalogues, arrival
from desktop.storage.cutting import cut_pending, uncut
from desktop.storage.forks import Forks
from desktop.storage.handout_texts import HandoutTexts
from desktop.storage.held import IS_HELD, Held
from desktop.storage.identity import Identity, save_identity
from desktop.storage.intake import Intake
from desktop.storage.journal import Journal, Transaction
from desktop.sync import ports

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")


class Outbox:
    """Segments, keys and receipts of one open file."""

    def __init__(self, db: "Database", journal: Journal, clock: Clock) -> None:
        self._db = db
        self._journal = journal
        self._clock = clock

    def identity(self) -> ports.Identity:
        """Raises Problem before the site was enrolled."""
        me = self._me
        link = me.hq or _not_enrolled()
        return ports.Identity(
            link.url,
            me.site_id,
            me.device_id,
            me.epoch,
            me.device,
            link.signing_public,
            link.box_public,
        )

    def cut_segments(self, at_most: int | None = None) -> int:
        """Cut whatever the journal holds beyond the last segment, or so many segments of it."""
        with self._transaction():
            made = cut_pending(self._db, self._me, at_most)
            reach(FailPoint.CUTTING)
        reach(FailPoint.CUT)
        return made

    def outgoing(self, max_segments: int) -> ports.Outgoing:
        """What no verified receipt has named: own segments first, oldest first, those that were held back last."""
        segments = self._db.execute(
            "SELECT data FROM segment WHERE confirmed_at IS NULL"
            f" ORDER BY {IS_HELD}, device_id <> ?, device_id, epoch, first_seq LIMIT ?",
            [self._me.device_id, max_segments],
        )
        return ports.Outgoing(
            tuple(data for (data,) in segments.fetchall()),
            self._unconfirmed("key_record", KeyRecord),
            self._unconfirmed("certificate", DeviceCertificate),
            self._unconfirmed("key_grant", KeyGrant),
            self._unconfirmed("revocation", DeviceRevocation),
        )

    def hold_back(self, name: bytes, reason: str) -> None:
        """Headquarters could not take it; the rest goes past it."""
        Held(self._db).hold(name, reason, stamp(self._clock.now()))

    def held_back(self, max_segments: int) -> tuple[bytes, ...]:
        """Those, the one that was tried longest ago first."""
        return Held(self._db).segments(max_segments)

    def last_seq(self) -> int:
        """The newest own event of the present epoch."""
        return self._journal.last_seq

    def reached(self) -> Vector:
        """What the last receipt says of all devices."""
        receipt = self.last_receipt()
        return () if receipt is None else receipt.vector

    def pull_after(self) -> int:
        """The pull cursor, a number of the site's sequence."""
        return int(self._get("pull_after") or 0)

    def pull_mark(self) -> bytes | None:
        """The mark that headquarters gave with it."""
        mark = self._get("pull_mark")
        return bytes.fromhex(mark) if mark else None

    def catalogue_version(self) -> int:
        """The newest that headquarters sent."""
        return Catalogues(self._db).newest()

    def handouts_held(self) -> tuple[HandoutHeld, ...]:
        """The newest of each that headquarters sent."""
        return HandoutTexts(self._db).newest()

    def accept(self, sent: ports.Outgoing, receipt: Receipt, answers: tuple[SegmentAnswer, ...]) -> None:
        """Mark as delivered what the receipt names; list what was quarantined; write anew what was a fork."""
        with self._transaction():
            for name in receipt.segment_hashes:
                self._db.execute(
                    "UPDATE segment SET confirmed_at = ? WHERE hash = ? AND confirmed_at IS NULL",
                    [receipt.at, name],
                )
            for key_id in receipt.key_ids:
                self._db.execute("UPDATE key_record SET confirmed = 1 WHERE key_id = ?", [key_id])
            self._confirm_papers(sent)
            self._db.execute(
                "INSERT INTO receipt (data, signature) VALUES (?, ?)", [msgspec.msgpack.encode(receipt), b""]
            )
            reach(FailPoint.ACCEPTING)
            self._heal_forks(answers)
            apart.date_new(self._db, stamp(self._clock.now()))
            Held(self._db).let_go()
            for answer in answers:
                self._list_refused(answer)

    def send_again(self) -> None:
        """Headquarters went back to an older state: offer everything once more.

        Its vector spares nothing: a copy of a disk may have told it something else meanwhile under the same numbers.
        """
        with self._transaction():
            self._db.execute("UPDATE segment SET confirmed_at = NULL")
            for table in ("key_record", "certificate", "key_grant", "revocation"):
                self._db.execute(f"UPDATE {table} SET confirmed = 0")
            reach(FailPoint.SENDING_AGAIN)
            self._note(Surprise.HQ_RESTORED, occurrences.beyond(self._db, self.reached()))
            self._read_from_the_start()  # a restored headquarters gives the same numbers to other records
            overtake(self._db)

    def open_new_epoch(self, above: int = 0) -> None:
        """Write under the next epoch from now on, beyond `above` too; what the old one holds is cut first."""
        with self._transaction():
            cut_pending(self._db, self._me)
            self._note(Surprise.RESTORED, self._own_reached() - self.last_seq())
            reach(FailPoint.NEW_EPOCH)
            self._begin_epoch(above)

    def take_in(self, incoming: ports.Incoming) -> None:
        """Keep and project what others wrote; one bad segment is kept apart and the rest goes on."""
        with self._transaction():
            self._take(incoming)
            reach(FailPoint.TAKING_IN)
            self._keep_catalogues(incoming)
            for handout in incoming.handouts:
                HandoutTexts(self._db).keep(handout)
            self._set("pull_after", str(incoming.pulled_to))
            if incoming.pulled_mark is not None:
                self._set("pull_mark", incoming.pulled_mark.hex())
            if incoming.from_hq:
                self._note_upgrade(incoming.from_older)
        self._journal.keys.forget()

    def take_in_again(self, name: bytes | None = None) -> int:
        """Look once more at what was kept apart here, one segment by its hash or all; how many were taken in."""
        with self._transaction():
            names = apart.bad_names(self._db, name)
            self._take(ports.Incoming((), (), (), (), (), self.pull_after(), from_hq=False), names)
            waiting = set(apart.bad_names(self._db, name))
        self._journal.keys.forget()
        return len(set(names) - waiting)

    def _take(self, incoming: ports.Incoming, again: Sequence[bytes] = ()) -> None:
        intake = Intake(self._db, self._journal)
        identity = intake.take(incoming, again)
        if intake.was_told_by_stopped:
            self._note(Surprise.TOLD_BY_STOPPED, 1)
        if identity != self._me:
            self._save(identity)
        apart.date_new(self._db, stamp(self._clock.now()))

    def read_anew_after_upgrade(self) -> None:
        """An older program has read on past what it did not know: this one reads everything once more."""
        known = ",".join(ExchangeAnswer.__struct_fields__)
        if self._get("wire") != known:
            with self._transaction():
                self._read_from_the_start()
                self._set("wire", known)

    def _read_from_the_start(self) -> None:
        self._set("pull_after", "0")
        self._set("pull_mark", "")

    def _note_upgrade(self, is_older: bool) -> None:
        """Once headquarters is upgraded, it is told again what it dropped, and read again: it signed no answers."""
        was_older = self._get("hq_older") == "1"
        if was_older and not is_older:
            self._db.execute("UPDATE revocation SET confirmed = 0")
            self._read_from_the_start()
        if was_older != is_older:
            self._set("hq_older", str(int(is_older)))

    def _keep_catalogues(self, incoming: ports.Incoming) -> None:
        """The journal tells of each that no other laptop of the site has told of."""
        catalogues = Catalogues(self._db)
        came = [arrival(self._me.site_id, each) for each in incoming.catalogues if catalogues.keep(each)]
        self._journal.append([each for each in came if not self._journal.knows(each.entity_id)], None)

    def pending(self) -> int:
        """How many own events no receipt covers yet. Asked after every reception, so it counts no events."""
        row = self._db.execute(
            "SELECT coalesce(sum(last_seq - first_seq + 1), 0) FROM segment"
            " WHERE device_id = ? AND confirmed_at IS NULL",
            [self._me.device_id],
        ).fetchone()
        return int(row[0]) + uncut(self._db, self._me)

    def last_receipt(self) -> Receipt | None:
        """Headquarters' newest signed word."""
        row = self._db.execute("SELECT data FROM receipt ORDER BY position DESC LIMIT 1").fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=Receipt)

    def refused(self) -> int:
        """How many own events headquarters keeps apart."""
        return apart.count_refused(self._db)

    @property
    def _me(self) -> Identity:
        return self._journal.identity

    def _transaction(self) -> Transaction:
        return Transaction(self._db, self._journal.keys)

    def _save(self, identity: Identity) -> None:
        save_identity(self._db, identity)
        self._journal.identity = identity

    def _set(self, name: str, value: str) -> None:
        """What stands there already is not written: a delivery that brings nothing costs no commit to the disk."""
        if self._get(name) == value:
            return
        self._db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [name, value])

    def _get(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def _begin_epoch(self, above: int = 0) -> None:
        """The next epoch that headquarters has not seen of this device: a copy of this disk may have begun some."""
        seen = (each.epoch for each in self.reached() if each.device_id == self._me.device_id)
        self._save(msgspec.structs.replace(self._me, epoch=max(self._me.epoch, *seen, above) + 1))

    def _own_reached(self) -> int:
        """How far headquarters says it has the present epoch."""
        me = (self._me.device_id, self._me.epoch)
        return max((each.seq for each in self.reached() if (each.device_id, each.epoch) == me), default=0)

    def _note(self, what: Surprise, records: int) -> None:
        occurrences.note(self._db, what, records, stamp(self._clock.now()))

    def _heal_forks(self, answers: tuple[SegmentAnswer, ...]) -> None:
        clashing = [each for each in answers if any(event.reason for event in each.events)]
        if not clashing:
            return
        forks = Forks(self._db, self._journal)
        cut_pending(self._db, self._me)
        withdrawn = [each for answer in clashing for each in forks.set_aside(answer)]
        own = [each for each in withdrawn if each.event.device_id == self._me.device_id]
        if own:
            self._note(Surprise.CLONED, len(own))
            self._begin_epoch()
            reach(FailPoint.HEALING_FORKS)
            forks.write_anew(own)
        if len(own) < len(withdrawn):
            self._journal.refresh_all()

    def _unconfirmed(self, table: str, record: type[T]) -> tuple[T, ...]:
        rows = self._db.execute(f"SELECT data FROM {table} WHERE confirmed = 0 LIMIT 5000").fetchall()
        return tuple(msgspec.msgpack.decode(data, type=record) for (data,) in rows)

    def _confirm_papers(self, sent: ports.Outgoing) -> None:
        for certificate in sent.certificates:
            self._db.execute("UPDATE certificate SET confirmed = 1 WHERE device_id = ?", [certificate.device_id])
        for grant in sent.grants:
            self._db.execute(
                "UPDATE key_grant SET confirmed = 1 WHERE privacy_key_id = ? AND device_id = ?",
                [grant.privacy_key_id, grant.device_id],
            )
        for revocation in sent.revocations:
            self._db.execute("UPDATE revocation SET confirmed = 1 WHERE device_id = ?", [revocation.device_id])

    def _list_refused(self, answer: SegmentAnswer) -> None:
        span = self._db.execute(
            "SELECT device_id, epoch, first_seq, last_seq FROM segment WHERE hash = ?", [answer.segment_hash]
        ).fetchone()
        if span is None:
            return
        device_id, epoch, first, last = span
        told_at = stamp(self._clock.now())
        counted = {event.device_seq for event in answer.events if event.status != "quarantined"}
        apart.release(self._db, (device_id, epoch), (first, last), counted, told_at)
        refused = [(event.device_seq, event.reason) for event in answer.events if event.status == "quarantined"]
        if answer.refused is not None:
            refused = [(seq, answer.refused) for seq in range(first, last + 1)]
        for seq, reason in refused:
            self._db.execute(
                "INSERT INTO refused_event (device_id, epoch, device_seq, reason, told_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET reason = excluded.reason, told_at = excluded.told_at, decision = NULL,"
                " put_away_at = NULL WHERE reason <> excluded.reason",
                [device_id, epoch, seq, reason or "", told_at],
            )


def _not_enrolled() -> Never:
    raise Problem(
        "not_enrolled",
        "この拠点は、まだ本部につながっていません。",
        "本部から登録コードを受け取り、「設定」で登録してください。",
    )
