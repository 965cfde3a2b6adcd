"""Who may take part: devices certified by the site root, privacy keys granted to them, and who may no longer."""

import msgspec
from msgspec.structs import replace

from core.keys import PrivacyKey, SigningPair, is_signed, named_privacy_key, unwrap, wrap

ROOT_HOLDER = "root"
"""Stands for the device in a grant that is wrapped to the site root: the recovery sheet alone gives the ring."""
BY_ROOT, BY_HQ = "root", "hq"


class DeviceCertificate(msgspec.Struct, frozen=True):
    """The site root's word that a device belongs to the site; `letter` heads its ticket numbers."""

    site_id: str
    device_id: str
    letter: str
    signing_public: bytes
    box_public: bytes
    issued_at: str
    signature: bytes = b""

    def message(self) -> bytes:
        """What the root signs."""
        return b"mdg-certificate" + msgspec.msgpack.encode(replace(self, signature=b""))


class KeyGrant(msgspec.Struct, frozen=True):
    """A privacy key wrapped to one certified device; headquarters relays it unread."""

    site_id: str
    privacy_key_id: str
    device_id: str
    granted_by: str
    wrapped: bytes
    signature: bytes = b""

    def message(self) -> bytes:
        """What the granting device signs."""
        return b"mdg-grant" + msgspec.msgpack.encode(replace(self, signature=b""))


class DeviceRevocation(msgspec.Struct, frozen=True):
    """A device takes part no more, from `at` on; said by headquarters, or by the site root (`by`)."""

    site_id: str
    device_id: str
    at: str
    reason: str
    by: str
    signature: bytes = b""

    def message(self) -> bytes:
        """What is signed."""
        return b"mdg-revocation" + msgspec.msgpack.encode(replace(self, signature=b""))


class SiteWord(msgspec.Struct, frozen=True):
    """What the site root says of its site, for a newcomer that has the root and knows nobody whom it could believe.

    Which transport key is the site's, and which headquarters; without keys of headquarters it had none then.
    """

    site_id: str
    transport_key_id: str
    hq_signing_public: bytes = b""
    hq_box_public: bytes = b""
    signature: bytes = b""

    def message(self) -> bytes:
        """What the root signs."""
        return b"mdg-site" + msgspec.msgpack.encode(replace(self, signature=b""))


def say(word: SiteWord, root: SigningPair) -> SiteWord:
    """The word with the root's signature."""
    return replace(word, signature=root.sign(word.message()))


def is_said(word: SiteWord, root_public: bytes) -> bool:
    """Whether the site root said so."""
    return is_signed(word.message(), word.signature, root_public)


def revoke(revocation: DeviceRevocation, pair: SigningPair) -> DeviceRevocation:
    """The revocation with the signature of whom `by` names."""
    return replace(revocation, signature=pair.sign(revocation.message()))


def is_revoked_by_right(revocation: DeviceRevocation, root_public: bytes, hq_public: bytes | None) -> bool:
    """Whether the site root, or headquarters as it was pinned, said so."""
    signer = {BY_ROOT: root_public, BY_HQ: hq_public}.get(revocation.by)
    return bool(signer) and is_signed(revocation.message(), revocation.signature, signer or b"")


def certify(certificate: DeviceCertificate, root: SigningPair) -> DeviceCertificate:
    """The certificate with the root's signature."""
    return replace(certificate, signature=root.sign(certificate.message()))


def is_certified(certificate: DeviceCertificate, root_public: bytes) -> bool:
    """Whether the site root signed this certificate."""
    return is_signed(certificate.message(), certificate.signature, root_public)


def grant(privacy: PrivacyKey, to: DeviceCertificate, granted_by: str, pair: SigningPair) -> KeyGrant:
    """Wrap a privacy key to a certified device."""
    unsigned = KeyGrant(
        to.site_id, privacy.privacy_key_id, to.device_id, granted_by, wrap(privacy.secret, to.box_public)
    )
    return replace(unsigned, signature=pair.sign(unsigned.message()))


def open_grant(granted: KeyGrant, device: SigningPair) -> PrivacyKey:
    """The privacy key of a grant. Raises KeyProblem when it is for another device, or not the key that it names."""
    return named_privacy_key(granted.privacy_key_id, unwrap(granted.wrapped, device.box))
