"""Keys of a site: root, devices, privacy ring, and the data keys of single persons (DESIGN sections 5 and 6).

* The **site root** lives on the recovery sheet only. It certifies devices.
* A **device** signs its segments and opens what is wrapped to it.
* A **privacy key** wraps data keys; its secret half is wrapped to certified devices only.
* A **data key** encrypts the sealed fields of one person or one text; it is a record of its own, so that
  destroying it erases what it sealed.
* The **transport key** encrypts segments; headquarters and the site's laptops hold it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import msgspec
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from core.problem import Problem

KEY_BYTES = 32
_GENERATION = re.compile("r?([0-9]{1,9})-")


class KeyProblem(Problem):
    """A key, signature or certificate is not what it should be."""


def new_key() -> bytes:
    """32 random bytes."""
    return bytes(random(KEY_BYTES))


def key_id(key: bytes) -> str:
    """A public name for a key: 16 hex digits of its BLAKE2b hash."""
    return blake2b(key, digest_size=8, person=b"mdg-key-id").hexdigest()


def _derive(seed: bytes, purpose: bytes) -> bytes:
    return blake2b(seed, digest_size=KEY_BYTES, person=purpose).digest()


class SigningPair(msgspec.Struct, frozen=True):
    """An Ed25519 key for signing and an X25519 key for opening what was sealed to it, from one seed."""

    seed: bytes

    @property
    def signing(self) -> SigningKey:
        return _signing_key(self.seed)

    @property
    def box(self) -> PrivateKey:
        return PrivateKey(_derive(self.seed, b"mdg-box"))

    @property
    def signing_public(self) -> bytes:
        return bytes(self.signing.verify_key)

    @property
    def box_public(self) -> bytes:
        return bytes(self.box.public_key)

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""
        return bytes(self.signing.sign(message).signature)

    def open(self, wrapped: bytes) -> bytes:
        """What was wrapped to `box_public`. Raises KeyProblem when it was not for this key."""
        return unwrap(wrapped, self.box)


@lru_cache(maxsize=8)
def _signing_key(seed: bytes) -> SigningKey:
    """Made once: an import signs a key record for each of a hundred thousand people."""
    return SigningKey(_derive(seed, b"mdg-sign"))


def new_pair() -> SigningPair:
    """A fresh site root, device or headquarters key."""
    return SigningPair(new_key())


def wrap(secret: bytes, box_public: bytes) -> bytes:
    """Seal `secret` so that only the holder of the X25519 key can open it."""
    return bytes(SealedBox(PublicKey(box_public)).encrypt(secret))


def unwrap(wrapped: bytes, box: PrivateKey) -> bytes:
    """The reverse of `wrap`. Raises KeyProblem."""
    try:
        return bytes(SealedBox(box).decrypt(wrapped))
    except (CryptoError, ValueError) as error:
        raise not_for_us() from error


def not_for_us() -> KeyProblem:
    """Wrapped to somebody else, or not the key that its record names."""
    return KeyProblem("key_not_for_us", "この鍵はこの端末あてではありません。", "管理者にお知らせください。")


def is_signed(message: bytes, signature: bytes, signing_public: bytes) -> bool:
    """Whether the Ed25519 signature over `message` is right."""
    try:
        VerifyKey(signing_public).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


class PrivacyKey(msgspec.Struct, frozen=True):
    """One key of the site's privacy ring; `secret` is the X25519 secret that opens data keys."""

    privacy_key_id: str
    secret: bytes

    @property
    def public(self) -> bytes:
        return _public_of(self.secret)


@lru_cache(maxsize=8)
def _public_of(secret: bytes) -> bytes:
    """Made once, as `_signing_key` is."""
    return bytes(PrivateKey(secret).public_key)


def new_privacy_key(generation: int = 0) -> PrivacyKey:
    """A fresh key for the ring; its id is derived from the public half, behind the number of the rotation."""
    secret = bytes(PrivateKey.generate())
    name = key_id(_public_of(secret))
    return PrivacyKey(f"r{generation}-{name}" if generation else name, secret)


def named_privacy_key(privacy_key_id: str, secret: bytes) -> PrivacyKey:
    """The key of this name. Raises KeyProblem when it is another: a wrong one would seal what nobody else can open."""
    if len(secret) != KEY_BYTES or privacy_key_id.rpartition("-")[2] != key_id(_public_of(secret)):
        raise not_for_us()
    return PrivacyKey(privacy_key_id, secret)


def generation_of(privacy_key_id: str) -> int:
    """How many rotations came before this key: 0 for the one that the site was set up with."""
    number = _GENERATION.match(privacy_key_id)
    return int(number[1]) if number else 0


def in_order(ring: Iterable[PrivacyKey]) -> tuple[PrivacyKey, ...]:
    """The same order on every laptop, by whichever road the keys came; what is sealed anew uses the last."""
    return tuple(sorted(ring, key=lambda key: (generation_of(key.privacy_key_id), key.privacy_key_id)))


def forget_seeds() -> None:
    """Drop the pairs that were remembered for speed: a site root must not stay in memory."""
    _signing_key.cache_clear()
