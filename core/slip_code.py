"""The visit QR of a 相談票: it says whose slip it is, so sets are printed beforehand and entered later.

The 12 characters of the body hold 54 bits, from the highest: a nonce (7), a tag of the site (16), the day
(16), the device's letter (5) and the number (10). The nonce stands highest because there it changes every
character; the smallest one that doubles no letter is taken, so the same slip always has the same code.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from core.card_code import ALPHABET, BODY_LENGTH, FIELD, CodeKind, doubles_a_letter, with_check
from core.tickets import HIGHEST_NUMBER, Ticket

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=2**16 - 1)
_NONCES = 2**7


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip's code says: the day it is for and the number printed on it."""

    day: date
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class OtherSite:
    """A slip that this site did not print. (One foreign site in 65,536 has the same tag.)"""


def slip_code(site_id: str, day: date, ticket: Ticket) -> str:
    """The code of a slip; the same slip always gives the same code. Days run from FIRST_DAY to LAST_DAY."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"a slip's day runs from {FIRST_DAY} to {LAST_DAY}")
    packed = _site_tag(site_id)
    packed = packed << 16 | (day - FIRST_DAY).days
    packed = packed << 5 | ord(ticket.letter) - ord("A")
    packed = packed << 10 | ticket.number
    codes = (with_check(CodeKind.SLIP, _body(nonce << 47 | packed)) for nonce in range(_NONCES))
    return next(code for code in codes if not doubles_a_letter(code))


def read_slip(code: str, site_id: str) -> Slip | OtherSite:
    """What a slip's code says; `code` is the text of a `Code` of kind SLIP (ValueError otherwise)."""
    if not code.startswith(CodeKind.SLIP):
        raise ValueError("not the code of a slip")
    packed = _number(code[2 : 2 + BODY_LENGTH])
    number, letter = packed & 0x3FF, packed >> 10 & 0x1F
    day, tag = packed >> 15 & 0xFFFF, packed >> 31 & 0xFFFF
    if tag != _site_tag(site_id) or letter >= 26 or not 1 <= number <= HIGHEST_NUMBER:
        return OtherSite()
    slip = Slip(FIRST_DAY + timedelta(days=day), Ticket(chr(ord("A") + letter), number))
    return slip if slip_code(site_id, slip.day, slip.ticket) == code else OtherSite()


def _site_tag(site_id: str) -> int:
    return int.from_bytes(blake2b(site_id.encode(), digest_size=2).digest())


def _body(packed: int) -> str:
    characters = []
    for _ in range(BODY_LENGTH):
        packed, value = divmod(packed, FIELD)
        characters.append(ALPHABET[value])
    return "".join(reversed(characters))


def _number(body: str) -> int:
    packed = 0
    for character in body:
        packed = packed * FIELD + ALPHABET.index(character)
    return packed
