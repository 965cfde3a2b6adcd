"""What headquarters publishes to every laptop: the file's own bytes, under headquarters' signature."""

from typing import ClassVar, Self

import msgspec

from core.keys import SigningPair, is_signed

PROGRAMMES = "programmes"
MUNICIPALITIES = "municipalities"
LISTS = (PROGRAMMES, MUNICIPALITIES)


class Published(msgspec.Struct, frozen=True):
    """A version of something; `PURPOSE` keeps a signed file of one sort from passing for one of another."""

    PURPOSE: ClassVar[bytes] = b""

    def message(self) -> bytes:
        """What headquarters signs."""
        return self.PURPOSE + msgspec.msgpack.encode(self._with_signature(b""))

    def signed_by(self, pair: SigningPair) -> Self:
        """The same with headquarters' signature."""
        return self._with_signature(pair.sign(self.message()))

    def is_from(self, signing_public: bytes) -> bool:
        """Whether the headquarters of this key signed it."""
        return is_signed(self.message(), self._signature(), signing_public)

    def _signature(self) -> bytes:
        signature: bytes = getattr(self, "signature", b"")
        return signature

    def _with_signature(self, signature: bytes) -> Self:
        return msgspec.structs.replace(self, signature=signature)


class PublishedCatalogue(Published, frozen=True):
    """A version of the topics. `data` is the TOML file as it was handed in; `valid_from` (YYYY-MM-DD) its first day
    in force.
    """

    PURPOSE: ClassVar[bytes] = b"mdg-catalogue"
    version: int
    valid_from: str
    data: bytes
    signature: bytes = b""


class PublishedHandout(Published, frozen=True):
    """A version of one handout, likewise; under a name of `LISTS`, a version of that list.

    The lists came later than the handouts. An older laptop keeps what comes under their names and reads nothing in it.
    """

    PURPOSE: ClassVar[bytes] = b"mdg-handout"
    handout: str
    version: int
    valid_from: str
    data: bytes
    signature: bytes = b""
