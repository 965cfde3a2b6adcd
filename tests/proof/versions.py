"""Programs of other versions: older ones on either side of the wire, and a newer one that writes what none knows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

import msgspec

from core import kinds
from core.certificates import DeviceCertificate, KeyGrant
from core.facts import Consultation
from core.payload import _BY_PAYLOAD, KINDS, Payload, kind
from core.placement import Plain
from core.projector import _BEGIN, _CHANGE, _FIRST, begins, changes
from core.published import PublishedCatalogue, PublishedHandout
from core.sealing import KeyRecord
from core.wire import ExchangeAnswer, ExchangeRequest, HandoutHeld, SegmentAnswer, pack
from desktop.sync.transport import HttpTransport, Signer
from hq.refusal import Refused

T = TypeVar("T")
OLD_SEGMENTS = 16  # an older headquarters takes no more at a time


class OldRequest(msgspec.Struct, frozen=True):
    """What an older laptop says: nothing of revocations. The names are those of `ExchangeRequest`."""

    protocol: int
    site_id: str
    device_id: str
    epoch: int
    device_time: str
    last_seq: int
    pull_after: int
    segments: tuple[bytes, ...] = ()
    key_records: tuple[KeyRecord, ...] = ()
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    pull_limit: int = OLD_SEGMENTS
    catalogue_version: int | None = None
    handouts_held: tuple[HandoutHeld, ...] | None = None
    pull_mark: bytes | None = None


class OldAnswer(msgspec.Struct, frozen=True):
    """What an older headquarters answers, and all that an older laptop reads of an answer."""

    answers: tuple[SegmentAnswer, ...]
    receipt: bytes
    signature: bytes
    pulled: tuple[bytes, ...] = ()
    pulled_to: int = 0
    more: bool = False
    key_records: tuple[KeyRecord, ...] = ()
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    erased_key_ids: tuple[str, ...] = ()
    catalogues: tuple[PublishedCatalogue, ...] = ()
    handouts: tuple[PublishedHandout, ...] = ()
    pulled_mark: bytes | None = None
    restored: bool = False


class OldTransport(HttpTransport):
    """The wire as an older laptop speaks it."""

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: Signer | None) -> T:
        if not isinstance(message, ExchangeRequest):
            return super().post(path, message, expected, signer)
        unchecked = replace(signer, answered_by=None) if signer else None
        answer = super().post(path, _as(message, OldRequest), OldAnswer, unchecked)
        return _as(answer, expected)


def as_older(carry_out: Callable[[ExchangeRequest], ExchangeAnswer]) -> Callable[[ExchangeRequest], msgspec.Struct]:
    """Headquarters' work as an older one does it: it reads and says nothing that it does not know."""

    def work(request: ExchangeRequest) -> msgspec.Struct:
        if len(request.segments) > OLD_SEGMENTS:
            raise Refused(413, "too_large", "一度に送る量が大きすぎます。", "少しずつ送り直します。")
        return _as(carry_out(_as(_as(request, OldRequest), ExchangeRequest)), OldAnswer)

    return work


def _as(message: msgspec.Struct, kind: type[T]) -> T:
    """The same bytes read as another program reads them: unknown names are dropped, missing ones have their default."""
    return msgspec.msgpack.decode(pack(message), type=kind)


class ConsultationRated(Payload, frozen=True, kw_only=True):
    """Of a kind that nobody knows before the next version."""

    minutes: Plain[int]


class RecordedWithMood(kinds.ConsultationRecorded, frozen=True, kw_only=True):
    """The next version's schema of a known kind: one field more."""

    mood: Plain[str] = "fine"


@contextmanager
def newer_program() -> Iterator[None]:
    """While this lasts, every program in this process is of the next version."""
    known = KINDS["consultation.recorded"]
    kind("consultation.rated")(ConsultationRated)
    kind("consultation.recorded", known.schema_version + 1)(RecordedWithMood)
    begins(Consultation, RecordedWithMood)(_BEGIN[kinds.ConsultationRecorded])  # type: ignore[arg-type]
    changes(ConsultationRated)(_rated)
    try:
        yield
    finally:
        del KINDS["consultation.rated"]
        KINDS["consultation.recorded"] = known
        for payload in (ConsultationRated, RecordedWithMood):
            del _BY_PAYLOAD[payload]
        del _CHANGE[ConsultationRated], _BEGIN[RecordedWithMood]
        _FIRST.discard(RecordedWithMood)


def _rated(consultation: Consultation, payload: ConsultationRated) -> Consultation:
    return msgspec.structs.replace(consultation, minutes=payload.minutes)
