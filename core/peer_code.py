"""The QR by which a laptop shows where it listens: one of our own codes, so that any scanner types it on any screen.

It holds a nonce (6 bits, the highest), the IPv4 address (32) and the port (16).
"""

from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address

from core.card_code import CodeKind
from core.clean_text import clean_text
from core.packed_code import number_in, packed_code
from core.peer_wire import PEER_PORT
from core.problem import Problem

_BITS = 32 + 16
_LONGEST = 253 + 6


@dataclass(frozen=True, slots=True)
class Address:
    """Where a laptop listens; `host` is an IPv4 address or a name on the network."""

    host: str
    port: int = PEER_PORT

    def __str__(self) -> str:
        return self.host if self.port == PEER_PORT else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Found:
    """A laptop of the site that listens somewhere on this network."""

    letter: str
    address: Address
    device: str = ""
    """How its device id begins, as far as it says so."""


def code_of(address: Address) -> str:
    """Its code. ValueError for a host that is no IPv4 address."""
    packed = int(IPv4Address(address.host)) << 16 | address.port
    return packed_code(CodeKind.PEER, packed, _BITS)


def address_of(code: str) -> Address:
    """What the text of a `Code` of kind PEER says. ValueError for any other."""
    packed = number_in(CodeKind.PEER, code)
    return Address(str(IPv4Address(packed >> 16 & 0xFFFFFFFF)), packed & 0xFFFF)


def typed_address(text: str) -> Address:
    """An address as somebody types it, with or without a port. Raises Problem."""
    host, _, port = clean_text(text).strip().translate(_HALF_WIDTH).removeprefix("http://").rstrip("/").partition(":")
    number = int(port) if port.isascii() and port.isdigit() else PEER_PORT
    known = all(each.isascii() and (each.isalnum() or each in ".-") for each in host)
    if not host or not known or len(text) > _LONGEST or not 0 < number < 65536 or (port and not port.isdigit()):
        raise _unreadable()
    if host.replace(".", "").isdigit():
        try:
            host = str(IPv4Address(host))
        except AddressValueError as error:
            raise _unreadable() from error
    return Address(host, number)


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．：。", "0123456789.:.")


def _unreadable() -> Problem:
    return Problem(
        "peer_address",
        "アドレスの形がちがいます。",
        "もう1台の画面に出ている、192.168.0.5 のような数字をそのまま入れてください。",
    )
