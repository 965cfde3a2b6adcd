"""A laptop in memory: keys, a journal, the store that the exchange asks for. All but the disk is real."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import msgspec

from core import kinds, segment
from core.certificates import DeviceCertificate, KeyGrant, certify
from core.clock import FixedClock, parse_moment, stamp
from core.events import Event, decode_event, encode_event
from core.hlc import ZERO, Hlc, tick
from core.ids import new_entity_id, new_event_id, new_person_id, new_site_id
from core.keys import PrivacyKey, SigningPair, new_key, new_pair, new_privacy_key, wrap
from core.payload import Payload, kind_of, split
from core.published import PublishedCatalogue, PublishedHandout
from core.sealing import KeyRecord, SealingContext, key_record, new_data_key, seal
from core.wire import PROTOCOL, EnrolAnswer, EnrolRequest, HandoutHeld, Receipt, SegmentAnswer, Vector
from desktop.sync.enrol import greet
from desktop.sync.ports import Identity, Incoming, Outgoing
from desktop.sync.transport import HttpTransport

MORNING = parse_moment("2026-11-21T09:30:00+09:00")


@dataclass
class SiteSecrets:
    """What the laptops of one site share."""

    site_id: str = field(default_factory=new_site_id)
    root: SigningPair = field(default_factory=new_pair)
    transport_key: bytes = field(default_factory=new_key)
    privacy: PrivacyKey = field(default_factory=new_privacy_key)


@dataclass
class Laptop:
    """One device of a site."""

    site: SiteSecrets = field(default_factory=SiteSecrets)
    letter: str = "A"
    device_id: str = field(default_factory=new_entity_id)
    pair: SigningPair = field(default_factory=new_pair)
    epoch: int = 1
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    url: str = ""
    hq_keys: tuple[bytes, bytes] = (b"", b"")
    journal: list[bytes] = field(default_factory=list)
    segments: list[bytes] = field(default_factory=list)
    cut_to: int = 0
    key_records: list[KeyRecord] = field(default_factory=list)
    certificates: list[DeviceCertificate] = field(default_factory=list)
    grants: list[KeyGrant] = field(default_factory=list)
    delivered: set[bytes] = field(default_factory=set)
    held: dict[bytes, str] = field(default_factory=dict)
    delivered_keys: set[str] = field(default_factory=set)
    vector: Vector = ()
    cursor: int = 0
    mark: bytes | None = None
    answers: list[SegmentAnswer] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    taken_keys: dict[str, KeyRecord] = field(default_factory=dict)
    catalogues: dict[int, PublishedCatalogue] = field(default_factory=dict)
    handouts: dict[HandoutHeld, PublishedHandout] = field(default_factory=dict)
    hlc: Hlc = ZERO

    # Writing

    def certificate(self) -> DeviceCertificate:
        """The root's word for this laptop."""
        unsigned = DeviceCertificate(
            self.site.site_id,
            self.device_id,
            self.letter,
            self.pair.signing_public,
            self.pair.box_public,
            stamp(MORNING),
        )
        return certify(unsigned, self.site.root)

    def write(self, payload: Payload, entity_id: str | None = None, **changed: object) -> Event:
        """Record an event; `changed` replaces parts of its envelope."""
        event_id, entity = new_event_id(), entity_id or new_entity_id()
        parts = split(payload)
        data_key = new_data_key(self.site.privacy)
        if parts.sealed:
            device = (self.device_id, self.pair)
            record = key_record(data_key, self.site.privacy.public, self.site.site_id, entity, device)
            self.key_records.append(record)
        self.hlc = tick(self.hlc, int(self.clock.now().timestamp() * 1000))
        event = Event(
            event_id=event_id,
            site_id=self.site.site_id,
            device_id=self.device_id,
            epoch=self.epoch,
            device_seq=len(self.journal) + 1,
            entity_id=entity,
            kind=kind_of(payload).name,
            schema_version=kind_of(payload).schema_version,
            wall_time=stamp(self.clock.now()),
            boot_id=self.clock.boot_id,
            monotonic_ms=self.clock.monotonic_ms(),
            hlc=str(self.hlc),
            plain=msgspec.Raw(parts.plain),
            sealed=seal(parts.sealed, data_key, SealingContext(self.site.site_id, event_id, entity)),
        )
        event = msgspec.structs.replace(event, **changed)
        self.journal.append(encode_event(event))
        return event

    def visit(self, session_id: str = "session-1", **plain: object) -> Event:
        """Somebody came."""
        self.clock.advance(seconds=60)
        values: dict[str, object] = {"age_band": "70s", "how": "number", **plain}
        at = stamp(self.clock.now())
        return self.write(msgspec.convert({"session_id": session_id, "at": at, **values}, kinds.AttendanceRecorded))

    def visitor(self, **personal: str) -> Event:
        """Somebody is on record."""
        return self.write(kinds.PersonRegistered(age_band="70s", **personal), new_person_id())

    # Enrolment

    def enrol_request(self, box_public: bytes, first: bool = True) -> EnrolRequest:
        """What this laptop says first; the first one of a site brings the transport key."""
        return EnrolRequest(
            PROTOCOL,
            self.device_id,
            self.pair.signing_public,
            self.pair.box_public,
            f"受付{self.letter}",
            site_id=self.site.site_id,
            root_public=self.site.root.signing_public if first else b"",
            certificate=self.certificate() if first else None,
            transport_key=wrap(self.site.transport_key, box_public) if first else b"",
        )

    def join(self, url: str, code: str, first: bool = True) -> EnrolAnswer:
        """Enrol, and keep what was answered."""
        greeted = greet(HttpTransport(url), code)
        answer = greeted.enrol(self.enrol_request(greeted.hello.box_public, first))
        self.url, self.hq_keys = url, (answer.hq_signing_public, answer.hq_box_public)
        self.letter = answer.letter
        self.site = replace(self.site, transport_key=self.pair.open(answer.transport_key))
        return answer

    # The store that the exchange sees

    def identity(self) -> Identity:
        return Identity(self.url, self.site.site_id, self.device_id, self.epoch, self.pair, *self.hq_keys)

    def cut_segments(self, at_most: int | None = None) -> int:
        before = len(self.segments)
        while self.cut_to < len(self.journal) and (at_most is None or len(self.segments) - before < at_most):
            lines = self.journal[self.cut_to : self.cut_to + segment.MAX_EVENTS]
            self.segments.append(self.cut(lines, self.cut_to + 1))
            self.cut_to += len(lines)
        return len(self.segments) - before

    def cut(self, lines: Sequence[bytes], first_seq: int, epoch: int | None = None) -> bytes:
        """A segment of these events."""
        header = segment.SegmentHeader(
            self.site.site_id,
            self.device_id,
            self.epoch if epoch is None else epoch,
            first_seq,
            first_seq + len(lines) - 1,
            0,
            "",
            "",
        )
        return segment.cut(lines, header, self.site.transport_key, self.pair)

    def outgoing(self, max_segments: int) -> Outgoing:
        there = [(segment.segment_hash(each), each) for each in self.segments]
        there.sort(key=lambda each: each[0] in self.held)
        waiting = [each for name, each in there if name not in self.delivered]
        keys = [each for each in self.key_records if each.key_id not in self.delivered_keys]
        return Outgoing(tuple(waiting[:max_segments]), tuple(keys), tuple(self.certificates), tuple(self.grants))

    def hold_back(self, name: bytes, reason: str) -> None:
        self.held.pop(name, None)
        self.held[name] = reason

    def held_back(self, max_segments: int) -> tuple[bytes, ...]:
        there = {segment.segment_hash(each): each for each in self.segments}
        return tuple(there[name] for name in self.held if name not in self.delivered)[:max_segments]

    def last_seq(self) -> int:
        return len(self.journal)

    def reached(self) -> Vector:
        return self.vector

    def pull_after(self) -> int:
        return self.cursor

    def pull_mark(self) -> bytes | None:
        return self.mark

    def catalogue_version(self) -> int:
        return max(self.catalogues, default=0)

    def handouts_held(self) -> tuple[HandoutHeld, ...]:
        newest = {each.handout: each for each in sorted(self.handouts, key=lambda each: each.version)}
        return tuple(newest.values())

    def accept(self, sent: Outgoing, receipt: Receipt, answers: tuple[SegmentAnswer, ...]) -> None:
        self.delivered |= set(receipt.segment_hashes)
        self.delivered_keys |= set(receipt.key_ids)
        self.certificates, self.grants = [], []
        self.answers += answers
        self.vector = receipt.vector
        forked = {each.device_seq for answer in answers for each in answer.events if each.reason == "fork"}
        if forked:
            self._write_anew([decode_event(line) for seq, line in enumerate(self.journal, 1) if seq in forked])

    def _write_anew(self, events: Sequence[Event]) -> None:
        self.open_new_epoch()
        for seq, event in enumerate(events, 1):
            moved = msgspec.structs.replace(event, event_id=new_event_id(), epoch=self.epoch, device_seq=seq)
            self.journal.append(encode_event(moved))

    def send_again(self) -> None:
        self.delivered, self.delivered_keys, self.cursor, self.mark = set(), set(), 0, None

    def open_new_epoch(self) -> None:
        seen = [each.epoch for each in self.vector if each.device_id == self.device_id]
        self.epoch = max(self.epoch, *seen, 0) + 1
        self.journal, self.segments, self.cut_to = [], [], 0

    def take_in(self, incoming: Incoming) -> None:
        self.taken += [each for each in incoming.segments if each not in self.taken]
        self.taken_keys |= {each.key_id: each for each in incoming.key_records}
        for key in incoming.erased_key_ids:
            self.taken_keys.pop(key, None)
        self.catalogues |= {each.version: each for each in incoming.catalogues}
        self.handouts |= {HandoutHeld(each.handout, each.version): each for each in incoming.handouts}
        self.cursor, self.mark = incoming.pulled_to, incoming.pulled_mark

    def pending(self) -> int:
        waiting = self.outgoing(len(self.segments)).segments
        cut = sum(segment.take_apart(each).header.count for each in waiting)
        return cut + len(self.journal) - self.cut_to

    def read(self) -> list[bytes]:
        """The events that others wrote, in the order in which they came."""
        parts = [segment.take_apart(each) for each in self.taken]
        return [line for each in parts for line in segment.open_segment(each, self.site.transport_key)]


def second_of(first: Laptop, letter: str = "B") -> Laptop:
    """Another laptop of the same site, a minute later by its clock."""
    return Laptop(replace(first.site), letter, clock=FixedClock(MORNING + timedelta(minutes=1)))
