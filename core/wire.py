"""What travels between a laptop and headquarters: MessagePack of these Structs (docs/sync.md).

Every request but the enrolment is signed by the device over method, path and body; time is no part of it,
because a wrong clock must lose nothing and a repeated request changes nothing.
"""

from typing import TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.problem import Problem
from core.published import PublishedCatalogue, PublishedHandout
from core.sealing import KeyRecord

PROTOCOL = 1
ENROLMENT = 2
"""The way of enrolling of this page: nothing is said but sealed by the code."""
CONTENT_TYPE = "application/x-msgpack"
DEVICE_HEADER = "Madoguchi-Device"
SIGNATURE_HEADER = "Madoguchi-Signature"
ENROL_PATH = "/api/v1/enrol"
EXCHANGE_PATH = "/api/v1/exchange"
HELLO_PATH = "/api/v1/hello"
MAX_SEGMENTS = 256
MAX_PAPERS = 20_000
"""Key records, certificates, grants and revocations of a request: each is a signature to be verified."""
MAX_REQUEST = 34 * 1024 * 1024
"""Bytes of a request: headquarters reads no further."""


class WireProblem(Problem):
    """The other side did not speak this protocol."""


class Hello(msgspec.Struct, frozen=True):
    """Who headquarters is, before anything is told to it: its public keys and its clock.

    `enrolment` is the newest way of enrolling that it knows; one that does not say so expects the code itself.
    """

    protocol: int
    name: str
    signing_public: bytes
    box_public: bytes
    now: str
    enrolment: int = 1


class EnrolRequest(msgspec.Struct, frozen=True):
    """A laptop's first words. `site_id` is set when `init` made the site and headquarters shall adopt it.

    `transport_key` is wrapped to headquarters' box key; a second laptop of a site leaves it empty.
    """

    protocol: int
    device_id: str
    signing_public: bytes
    box_public: bytes
    device_name: str
    site_id: str | None = None
    site_name: str | None = None
    municipality: str | None = None
    root_public: bytes = b""
    certificate: DeviceCertificate | None = None
    transport_key: bytes = b""


class EnrolAnswer(msgspec.Struct, frozen=True):
    """What headquarters says back; `transport_key` is wrapped to the device when the site has one already."""

    site_id: str
    site_name: str
    municipality: str
    device_id: str
    letter: str
    root_public: bytes
    hq_signing_public: bytes
    hq_box_public: bytes
    transport_key: bytes
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()


class SealedRequest(msgspec.Struct, frozen=True):
    """An `EnrolRequest` as it travels: sealed by the code (`core.enrolment_seal`). An old laptop sends neither."""

    protocol: int
    code_id: bytes = b""
    sealed: bytes = b""


class SealedAnswer(msgspec.Struct, frozen=True):
    """An `EnrolAnswer` as it travels."""

    sealed: bytes


class VectorEntry(msgspec.Struct, frozen=True, order=True):
    """The highest device_seq up to which nothing is missing, for one device and epoch."""

    device_id: str
    epoch: int
    seq: int


Vector = tuple[VectorEntry, ...]


class EventAnswer(msgspec.Struct, frozen=True, gc=False):
    """What became of one event: stored, duplicate or quarantined with its reason."""

    device_seq: int
    status: str
    reason: str | None = None


class SegmentAnswer(msgspec.Struct, frozen=True):
    """What became of one segment; `refused` is set when it could not be opened at all (and was kept)."""

    segment_hash: bytes
    events: tuple[EventAnswer, ...] = ()
    refused: str | None = None


class QuarantineDecided(msgspec.Struct, frozen=True):
    """A person at headquarters decided about what was kept apart: `released` or `rejected`."""

    device_id: str
    epoch: int
    first_seq: int
    last_seq: int
    reason: str
    decision: str
    at: str


class HandoutHeld(msgspec.Struct, frozen=True):
    """The newest version of a handout that headquarters sent a laptop."""

    handout: str
    version: int


class ExchangeRequest(msgspec.Struct, frozen=True):
    """One round trip: what the laptop has to give, and from where on it wants to read.

    `catalogue_version` is the newest that headquarters sent it, 0 at first; a program that knows of none says None.
    `handouts_held` likewise: the newest version of each handout that headquarters sent. `pull_mark` is the mark that
    came with `pull_after`: where headquarters was restored from a backup it has another one there.
    """

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
    pull_limit: int = MAX_SEGMENTS
    catalogue_version: int | None = None
    handouts_held: tuple[HandoutHeld, ...] | None = None
    pull_mark: bytes | None = None
    revocations: tuple[DeviceRevocation, ...] = ()


class Receipt(msgspec.Struct, frozen=True):
    """Headquarters' word that everything up to the vector is durably stored."""

    site_id: str
    device_id: str
    vector: Vector
    segment_hashes: tuple[bytes, ...]
    key_ids: tuple[str, ...]
    site_seq: int
    at: str


class ExchangeAnswer(msgspec.Struct, frozen=True):
    """Answer per event, the signed receipt, and other laptops' segments from the site's sequence on.

    `receipt` is MessagePack of Receipt, `signature` headquarters' Ed25519 over it. `pulled_mark` belongs to
    `pulled_to`; `restored` says that the mark in the request is not headquarters' own: it lost what came after.
    `revocations` is None where headquarters knows of none: an older program, which drops those that it is given.
    """

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
    revocations: tuple[DeviceRevocation, ...] | None = None
    decided: tuple[QuarantineDecided, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """A request that was not carried out: code, Japanese sentence and next step."""

    code: str
    sentence: str
    next_step: str


T = TypeVar("T")


def pack(message: msgspec.Struct) -> bytes:
    """MessagePack of a wire Struct."""
    return msgspec.msgpack.encode(message)


def unpack(data: bytes, expected: type[T]) -> T:
    """A wire Struct from its bytes. Raises WireProblem for anything else."""
    try:
        return msgspec.msgpack.decode(data, type=expected)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WireProblem(
            "wire_broken",
            "本部からの返事が読み取れません。",
            "ネットワークの接続を確かめて、もう一度送ってください。",
        ) from error


def signed_answer(asked: str, body: bytes) -> bytes:
    """What headquarters signs of an answer; `asked` is the signature of the request in hex, empty if it had none."""
    return b"\n".join((b"mdg-response", asked.encode(), body))


def signed_message(method: str, path: str, body: bytes) -> bytes:
    """What a device signs for a request."""
    return b"\n".join((b"mdg-request", method.encode(), path.encode(), body))
