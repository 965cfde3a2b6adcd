"""The visit QR of a 相談票: it says whose slip it is, so sets are printed beforehand and entered later.

It holds a nonce (7 bits, the highest), a tag of the site (16), the day (16), the device's letter (5) and the
number (10); the same slip always has the same code.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from core.card_code import CodeKind
from core.packed_code import number_in, packed_code
from core.tickets import HIGHEST_NUMBER, Ticket

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=2**16 - 1)
_BITS = 16 + 16 + 5 + 10


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
    return packed_code(CodeKind.SLIP, packed, _BITS)


def read_slip(code: str, site_id: str) -> Slip | OtherSite:
    """What a slip's code says; `code` is the text of a `Code` of kind SLIP (ValueError otherwise)."""
    packed = number_in(CodeKind.SLIP, code)
    number, letter = packed & 0x3FF, packed >> 10 & 0x1F
    day, tag = packed >> 15 & 0xFFFF, packed >> 31 & 0xFFFF
    if tag != _site_tag(site_id) or letter >= 26 or not 1 <= number <= HIGHEST_NUMBER:
        return OtherSite()
    slip = Slip(FIRST_DAY + timedelta(days=day), Ticket(chr(ord("A") + letter), number))
    return slip if slip_code(site_id, slip.day, slip.ticket) == code else OtherSite()


def _site_tag(site_id: str) -> int:
    return int.from_bytes(blake2b(site_id.encode(), digest_size=2).digest())
