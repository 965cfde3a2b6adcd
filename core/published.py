"""A catalogue as headquarters publishes it: the file's own bytes, under headquarters' signature."""

import msgspec

from core.keys import SigningPair, is_signed


class PublishedCatalogue(msgspec.Struct, frozen=True):
    """One version. `data` is the TOML file as it was handed in; `valid_from` (YYYY-MM-DD) its first day in force."""

    version: int
    valid_from: str
    data: bytes
    signature: bytes = b""

    def message(self) -> bytes:
        """What headquarters signs."""
        return b"mdg-catalogue" + msgspec.msgpack.encode(msgspec.structs.replace(self, signature=b""))

    def signed_by(self, pair: SigningPair) -> "PublishedCatalogue":
        """The same with headquarters' signature."""
        return msgspec.structs.replace(self, signature=pair.sign(self.message()))

    def is_from(self, signing_public: bytes) -> bool:
        """Whether the headquarters of this key signed it."""
        return is_signed(self.message(), self.signature, signing_public)
