"""The one-time code by which a laptop and headquarters recognise each other (docs/sync.md, "Enrolment").

Sixteen characters over the cards' alphabet: ten random ones, and six that are a fingerprint of headquarters'
two public keys. So the laptop can tell the right headquarters from another before it says anything.

The code itself never travels. The random ones are 44 bits; what both sides say is sealed by a key stretched from them
(`core.enrolment_seal`), so that guessing from what was overheard takes longer by far than the code is valid (ADR 82).
"""

import secrets
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from itertools import count

from nacl.pwhash import argon2id

from core.card_code import ALPHABET, doubles_a_letter, normalise

LENGTH = 16
RANDOM_LENGTH = 10
_FINGERPRINT = LENGTH - RANDOM_LENGTH
_SALT = b"mdg-fingerprint\0"
KEY_BYTES = 32


@lru_cache(maxsize=8)
def fingerprint(signing_public: bytes, box_public: bytes) -> str:
    """Six characters for a pair of public keys.

    Argon2id makes looking for another pair with the same six characters slow (23^6 tries of some 50 ms).
    """
    digest = argon2id.kdf(64, signing_public + box_public, _SALT, opslimit=2, memlimit=argon2id.MEMLIMIT_INTERACTIVE)
    number = int.from_bytes(digest, "big")
    for start in count():
        text = _characters(number >> start, _FINGERPRINT)
        if not doubles_a_letter(text):
            return text
    raise AssertionError("count never ends")


def new_enrolment_code(
    signing_public: bytes, box_public: bytes, randbelow: Callable[[int], int] = secrets.randbelow
) -> str:
    """A fresh code of the headquarters with these keys; `randbelow(n)` gives a number from 0 to n - 1."""
    last = fingerprint(signing_public, box_public)
    while True:
        code = "".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(RANDOM_LENGTH)) + last
        if not doubles_a_letter(code):
            return code


def read_enrolment_code(text: str) -> str | None:
    """The code in what somebody typed or scanned, or None."""
    code = normalise(text) if len(text) <= 64 else ""
    return code if len(code) == LENGTH and set(ALPHABET) >= set(code) else None


def names(code: str, signing_public: bytes, box_public: bytes) -> bool:
    """Whether this code was made by the headquarters with these keys."""
    are_keys = len(signing_public) == len(box_public) == KEY_BYTES  # both together are stretched, wherever one ends
    return are_keys and code[RANDOM_LENGTH:] == fingerprint(signing_public, box_public)


def shared_key(code: str, signing_public: bytes, box_public: bytes) -> bytes:
    """What only those know who know the code, as it was made by the headquarters with these keys.

    Three passes over 64 MiB: a laptop of 4 GB does it in under a second.
    """
    salt = blake2b(signing_public + box_public, digest_size=argon2id.SALTBYTES, person=b"mdg-enrol-salt").digest()
    return bytes(
        argon2id.kdf(
            KEY_BYTES,
            code.encode(),
            salt,
            opslimit=argon2id.OPSLIMIT_MODERATE,
            memlimit=argon2id.MEMLIMIT_INTERACTIVE,
        )
    )


def _characters(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)
