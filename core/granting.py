"""Whose word gives a privacy key, and to whom (DESIGN section 6, ADR 76).

The key that a site is set up with may be passed on by any certified laptop. A key that follows it needs the site
root's own signature: else whoever has the lost laptop could put a key of theirs before the new one.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.certificates import ROOT_HOLDER, DeviceCertificate, KeyGrant, open_grant
from core.keys import KeyProblem, PrivacyKey, SigningPair, generation_of, in_order, is_signed, wrap

Holders = Mapping[str, DeviceCertificate]
"""Certified devices by their id."""


def grant_to(box_public: bytes, holder: str, privacy: PrivacyKey, site_id: str) -> KeyGrant:
    """A privacy key wrapped to a device or to the root (`ROOT_HOLDER`), still without a signature."""
    return KeyGrant(site_id, privacy.privacy_key_id, holder, "", wrap(privacy.secret, box_public))


def signed_by(granted: KeyGrant, giver: str, pair: SigningPair) -> KeyGrant:
    """The grant in the name of a device, or of the root (`ROOT_HOLDER`)."""
    named = replace(granted, granted_by=giver)
    return replace(named, signature=pair.sign(named.message()))


def is_granted_by_right(granted: KeyGrant, givers: Mapping[str, bytes], root_public: bytes) -> bool:
    """Whether a device (by its signing key) or the root gave this key, and was the one to give it."""
    by_root = granted.granted_by == ROOT_HOLDER
    if generation_of(granted.privacy_key_id) and not by_root:
        return False
    signer = root_public if by_root else givers.get(granted.granted_by, b"")
    return bool(signer) and is_signed(granted.message(), granted.signature, signer)


def ring_for(
    holder: str, pair: SigningPair, grants: tuple[KeyGrant, ...], certified: Holders, root_public: bytes
) -> tuple[PrivacyKey, ...]:
    """The keys that genuine grants give this holder, in order; what is wrapped to somebody else is left out."""
    givers = {device: each.signing_public for device, each in certified.items()}
    found: dict[str, PrivacyKey] = {}
    for granted in grants:
        if granted.device_id == holder and is_granted_by_right(granted, givers, root_public):
            try:
                found.setdefault(granted.privacy_key_id, open_grant(granted, pair))
            except KeyProblem:
                continue
    return in_order(found.values())
