"""What talking to another laptop of the site needs of this one's store. Each method is one short step there."""

from dataclasses import dataclass
from typing import Protocol

from core.certificates import DeviceCertificate, DeviceRevocation
from core.keys import SigningPair
from core.peer_wire import JoinAnswer, PeerParcel, PeerState


@dataclass(frozen=True)
class PeerIdentity:
    """Who this laptop is among those of its site."""

    site_id: str
    root_public: bytes
    certificate: DeviceCertificate
    pair: SigningPair

    @property
    def device_id(self) -> str:
        return self.certificate.device_id


class PeerStore(Protocol):
    """May be called from several threads; whatever it does may be repeated without changing anything further."""

    def me(self) -> PeerIdentity:
        """Asked anew before each question: the letter may have changed a second ago."""

    def revocation(self, device_id: str) -> DeviceRevocation | None:
        """Why a laptop gets nothing; None for one that takes part."""

    def meet(self, other: DeviceCertificate, state: PeerState) -> PeerState:
        """Keep its certificate if it is new, learn what it has, and say what this laptop has."""

    def cut(self) -> None:
        """Cut what the journal holds beyond the last segment."""

    def parcel(self, reader: str, state: PeerState) -> PeerParcel:
        """What the reader lacks of what was cut."""

    def take_in(self, other: str, parcel: PeerParcel) -> None:
        """Store and project what came, in portions, then move on to where it ends if it was made for this place."""

    def learn_revoked(self, revocation: DeviceRevocation) -> None:
        """Another laptop says that this one takes part no more; kept where it is rightly signed."""

    def join(self, newcomer: DeviceCertificate) -> JoinAnswer:
        """The site for a laptop that the root has just certified; one without a letter is not kept."""
