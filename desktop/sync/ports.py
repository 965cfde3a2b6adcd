"""What the exchange needs of the laptop's store, and nothing more.

The store keeps bytes and flags; the rules (when to send again, when to open a new epoch) are the exchange's.
"""

from dataclasses import dataclass
from typing import Protocol

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.keys import SigningPair
from core.published import PublishedCatalogue, PublishedHandout
from core.sealing import KeyRecord
from core.wire import HandoutHeld, QuarantineDecided, Receipt, SegmentAnswer, Vector


@dataclass(frozen=True)
class Identity:
    """Who this laptop is, and the headquarters whose keys it pinned when it enrolled."""

    url: str
    site_id: str
    device_id: str
    epoch: int
    pair: SigningPair
    hq_signing_public: bytes
    hq_box_public: bytes


@dataclass(frozen=True)
class Outgoing:
    """What no verified receipt has named yet, oldest first; segments are the stored bytes."""

    segments: tuple[bytes, ...] = ()
    key_records: tuple[KeyRecord, ...] = ()
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    revocations: tuple[DeviceRevocation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.segments or self.key_records or self.certificates or self.grants or self.revocations)


@dataclass(frozen=True)
class Incoming:
    """What headquarters relayed. `pulled_to` is the next cursor; it moves with the rest or not at all.

    `catalogues` and `handouts` are its own, verified. What came by another road than `from_hq` moves no cursor, and
    goes to headquarters with the rest; `brought_by` is then the laptop that did, empty for files. `from_older`: from a
    headquarters that dropped what it does not know.
    """

    segments: tuple[bytes, ...]
    key_records: tuple[KeyRecord, ...]
    certificates: tuple[DeviceCertificate, ...]
    grants: tuple[KeyGrant, ...]
    erased_key_ids: tuple[str, ...]
    pulled_to: int
    catalogues: tuple[PublishedCatalogue, ...] = ()
    handouts: tuple[PublishedHandout, ...] = ()
    pulled_mark: bytes | None = None
    from_hq: bool = True
    revocations: tuple[DeviceRevocation, ...] = ()
    decided: tuple[QuarantineDecided, ...] = ()
    from_older: bool = False
    brought_by: str = ""


class SyncStore(Protocol):
    """Each writing method is one transaction and may be repeated without changing anything further."""

    def identity(self) -> Identity:
        """Read anew before every round trip: the epoch may have moved."""

    def cut_segments(self, at_most: int | None = None) -> int:
        """Cut what the journal holds beyond the last segment, or so many segments of it; how many were cut."""

    def outgoing(self, max_segments: int) -> Outgoing:
        """What is still to be sent, oldest first, at most so many segments. Its bytes never change.

        Those that were held back come last.
        """

    def hold_back(self, name: bytes, reason: str) -> None:
        """Headquarters cannot take the segment of this hash: the others go past it, until a receipt names it."""

    def held_back(self, max_segments: int) -> tuple[bytes, ...]:
        """Segments that were held back, the one that was tried longest ago first."""

    def last_seq(self) -> int:
        """The newest device_seq of the present epoch; 0 when it has none."""

    def reached(self) -> Vector:
        """The vector of the last accepted receipt; empty at first."""

    def pull_after(self) -> int:
        """The site's sequence up to which everything was taken in; 0 at first."""

    def pull_mark(self) -> bytes | None:
        """The mark that came with `pull_after`; None at first."""

    def catalogue_version(self) -> int:
        """The newest version of the catalogue that headquarters sent; 0 at first."""

    def handouts_held(self) -> tuple[HandoutHeld, ...]:
        """The newest version of each handout that headquarters sent."""

    def accept(self, sent: Outgoing, receipt: Receipt, answers: tuple[SegmentAnswer, ...]) -> None:
        """The receipt was verified. Segments in `segment_hashes`, key records in `key_ids` and all sent
        certificates and grants are delivered; quarantined events are listed with their reason; `reached`
        becomes the vector.

        Own events that were answered as a fork are written anew under the next epoch, in the same transaction;
        those of another laptop are kept apart, because it writes them anew itself.
        """

    def send_again(self) -> None:
        """Headquarters lost what it had (restored from a backup): every segment, of whichever laptop, and every
        key record, certificate, grant and revocation are to be sent anew, also those that its vector covers, since
        a copy of a disk may have told it something else under the same numbers;
        the pull cursor returns to 0, because numbers of the site's sequence are given out a second time.
        """

    def open_new_epoch(self) -> None:
        """This store is behind its own past (restored or cloned): write from now on under an epoch that
        headquarters has not seen of this device.
        """

    def take_in(self, incoming: Incoming) -> None:
        """Store and project what others wrote, and move the pull cursor, in one transaction.

        Key records named in `erased_key_ids` are destroyed. Nothing here may raise for one bad segment: it
        is kept apart, and the rest goes on.
        """

    def pending(self) -> int:
        """How many own events no receipt covers yet, in segments or still uncut."""
