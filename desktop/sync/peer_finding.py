"""Finding the other laptop on the network without typing: multicast DNS, where the network lets it through.

What is said aloud is the laptop's letter, its port, and a mark of the site that only its laptops know to be theirs.
Nothing is said or asked before a person wants it.
"""

import threading
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv4Address
from socket import inet_aton

from ifaddr import get_adapters
from zeroconf import InterfaceChoice, IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from core.peer_code import Address, Found

KIND = "_madoguchi._tcp.local."
_ANSWER_MS = 2_000
_MOST = 50
"""A site has 26 laptops; whoever shouts more names than these only fills the window."""
_DEVICE = 8
"""So many characters of a device id are said."""


def site_mark(site_id: str) -> str:
    """Eight hexadecimal digits: no name, and no way back to the id."""
    return blake2b(site_id.encode(), digest_size=4, person=b"mdg-peers").hexdigest()


def own_addresses() -> tuple[str, ...]:
    """Under which IPv4 addresses others may reach this machine, the likeliest first."""
    outside = [each for each in _known_addresses() if not each.is_loopback]
    return tuple(str(each) for each in sorted(outside, key=_unlikely))


class Announcement:
    """Says that this laptop listens, until `close`. Where multicast is not let through, nothing happens."""

    def __init__(self, letter: str, site_id: str, device_id: str, port: int) -> None:
        self._network = _network()
        mark = site_mark(site_id)
        self._info = ServiceInfo(
            KIND,
            f"{letter}-{mark}-{device_id[:_DEVICE]}.{KIND}",
            addresses=[inet_aton(each) for each in own_addresses()],
            port=port,
            properties={"letter": letter, "site": mark, "device": device_id[:_DEVICE]},
            server=f"madoguchi-{device_id[:_DEVICE]}.local.",
        )
        if self._network is not None:
            threading.Thread(target=self._say, name="announcing", daemon=True).start()

    def close(self) -> None:
        """Say no more."""
        if self._network is not None:
            self._network.close()

    def _say(self) -> None:
        """Takes a second: the name is asked for before it is taken."""
        try:
            if self._network is not None:
                self._network.register_service(self._info, allow_name_change=True)
        except Exception:  # closed meanwhile, or the network went: the address and the QR still lead here
            return


class Finder(ServiceListener):
    """Looks for laptops of the site until `close`; `found` is called on a thread of its own."""

    def __init__(self, site_id: str, own_letter: str, found: Callable[[tuple[Found, ...]], None]) -> None:
        self._mark, self._own, self._told = site_mark(site_id), own_letter, found
        self._seen: dict[str, Found] = {}
        self._network = _network()
        if self._network is not None:
            self._browser = ServiceBrowser(self._network, KIND, self)

    def close(self) -> None:
        """Look no more."""
        if self._network is not None:
            self._network.close()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        if len(self._seen) >= _MOST and name not in self._seen:
            return
        info = zc.get_service_info(type_, name, _ANSWER_MS)
        addresses = info.parsed_addresses(IPVersion.V4Only) if info is not None else []
        if info is None or not addresses or info.port is None:
            return
        told = {
            key.decode(errors="replace"): (value or b"").decode(errors="replace")
            for key, value in info.properties.items()
        }
        letter = told.get("letter", "")[:4]
        if told.get("site") == self._mark and letter != self._own:
            device = told.get("device", "")
            address = Address(_nearest(addresses), info.port)
            self._seen[name] = Found(letter, address, device if len(device) == _DEVICE else "")
            self._tell()

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        if self._seen.pop(name, None) is not None:
            self._tell()

    def _tell(self) -> None:
        self._told(tuple(sorted(self._seen.values(), key=lambda each: each.letter)))


def _network() -> Zeroconf | None:
    try:
        return Zeroconf(interfaces=InterfaceChoice.All, ip_version=IPVersion.V4Only)
    except OSError:  # no network at all, or another program keeps the port to itself
        return None


def _nearest(addresses: list[str]) -> str:
    """The one that shares most of its beginning with one of this machine's own: most likely of the same network."""
    own = [int(each) for each in _known_addresses()]
    return min(addresses, key=lambda each: min((int(IPv4Address(each)) ^ mine for mine in own), default=0))


def _known_addresses() -> list[IPv4Address]:
    return [IPv4Address(each.ip) for adapter in get_adapters() for each in adapter.ips if each.is_IPv4]


def _unlikely(address: IPv4Address) -> tuple[bool, bool, str]:
    """A home or office network first; what a laptop gave itself for want of any, last."""
    return (address.is_link_local, not str(address).startswith("192.168."), str(address))
