"""What two laptops of a site say to each other, without headquarters (docs/sync.md, "Between laptops").

MessagePack of these Structs. Beside `PeerHello` nothing travels open: `core.peer_seal` seals and signs the rest.
"""

from typing import Annotated

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant, SiteWord
from core.sealing import KeyRecord

PEER_PROTOCOL = 1
PEER_PORT = 47120
"""Where a laptop listens unless something else does; the next nine are tried after it."""
HELLO_PATH = "/peer/v1/hello"
JOIN_PATH = "/peer/v1/join"
EXCHANGE_PATH = "/peer/v1/exchange"
MAX_PARCEL = 4 * 1024 * 1024
"""Bytes of segments in one parcel, unless its first segment alone is larger."""
MAX_PEER_BODY = 16 * 1024 * 1024
LONGEST_WAIT = 25
"""Seconds that a request with nothing to answer is held."""


class PeerHello(msgspec.Struct, frozen=True):
    """Who listens here: the one thing that is told to everybody."""

    protocol: int
    certificate: DeviceCertificate


class PeerEnvelope(msgspec.Struct, frozen=True):
    """A question: `sealed` is for the listener's box key alone, `signature` the asking device's."""

    certificate: DeviceCertificate
    sealed: bytes
    signature: bytes


class PeerReply(msgspec.Struct, frozen=True):
    """An answer: `sealed` is for the asking device's box key alone, `signature` the listener's."""

    sealed: bytes
    signature: bytes


class PeerRefusal(msgspec.Struct, frozen=True):
    """A question that was not answered. A revoked laptop is told so by the signed word itself."""

    code: str
    revocation: DeviceRevocation | None = None


Number = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
"""What any database can hold."""


class Held(msgspec.Struct, frozen=True):
    """Of one device and epoch nothing is missing up to `seq`; `name` is the hash of the segment that ends there."""

    device_id: str
    epoch: Number
    seq: Number
    name: bytes


class Place(msgspec.Struct, frozen=True):
    """How far a laptop has read in the order in which another one's file took things in.

    `mark` belongs to that very entry: where the file was restored or copied since, it has another one there.
    """

    position: Number
    mark: bytes


class PeerState(msgspec.Struct, frozen=True):
    """What a laptop has, and how far it has read of the other; None: nothing yet.

    `whole` asks for what it made itself too: it was restored from a backup, or there is a copy of it.
    """

    held: tuple[Held, ...] = ()
    read: Place | None = None
    whole: bool = False


class PeerParcel(msgspec.Struct, frozen=True):
    """What the other does not have yet, in the order in which it came; stored bytes, unchanged.

    It was made for a reader that had read up to `after` (None: from the beginning) and asked for the `whole` or not.
    Who stands there moves on to `upto`, who does not stays where it is. `more` says that the parcel was full.
    """

    segments: tuple[bytes, ...] = ()
    key_records: tuple[KeyRecord, ...] = ()
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    revocations: tuple[DeviceRevocation, ...] = ()
    erased_key_ids: tuple[str, ...] = ()
    after: Place | None = None
    upto: Place | None = None
    whole: bool = False
    more: bool = False

    @property
    def has_papers(self) -> bool:
        """Whether it brings anything beside segments."""
        papers = (self.key_records, self.certificates, self.grants, self.revocations, self.erased_key_ids)
        return any(map(bool, papers))

    def __bool__(self) -> bool:
        """Whether it brings anything."""
        return bool(self.segments) or self.has_papers


class PeerRequest(msgspec.Struct, frozen=True):
    """What the asking laptop has and gives. With `wait` the answer may come so many seconds later, once there is one.

    `reads` is False where it only gives: the answer then brings nothing.
    """

    protocol: int
    state: PeerState
    parcel: PeerParcel = PeerParcel()
    wait: int = 0
    reads: bool = True


class PeerAnswer(msgspec.Struct, frozen=True):
    """What the listening laptop has, the asking one's parcel taken in, and what it gives."""

    state: PeerState
    parcel: PeerParcel = PeerParcel()


class JoinRequest(msgspec.Struct, frozen=True):
    """A laptop that the recovery sheet has just certified asks for what the sheet does not hold.

    Its certificate is in the envelope. One with an empty `letter` asks which letters are taken, and is not kept.
    """

    protocol: int


class JoinAnswer(msgspec.Struct, frozen=True):
    """The site for a newcomer. `transport_key` is wrapped to its box key once more.

    `grants` holds those to the newcomer and to `certificates.ROOT_HOLDER`. The three of headquarters are empty
    where the site has none. A newcomer believes of transport key and headquarters what the root's `word` says.
    """

    site_id: str
    site_name: str
    municipality: str
    root_public: bytes
    transport_key: bytes
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    revocations: tuple[DeviceRevocation, ...] = ()
    hq_url: str = ""
    hq_signing_public: bytes = b""
    hq_box_public: bytes = b""
    word: SiteWord | None = None
