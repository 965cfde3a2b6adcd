"""What is shouted on the network is a name and an address, and neither fills the window nor stops the looking."""

from socket import inet_aton

import pytest
from zeroconf import ServiceInfo

from core.ids import new_site_id
from core.peer_code import Found
from desktop.sync import peer_finding
from desktop.sync.peer_finding import KIND, Finder, site_mark

SITE = new_site_id()


class Shouting:
    """A network on which somebody says whatever they like."""

    def __init__(self, site: bytes, letter: bytes = b"B") -> None:
        self.said = {b"letter": letter, b"site": site, b"\xff\xfe": b"\xff"}

    def get_service_info(self, type_: str, name: str, _timeout: int) -> ServiceInfo:
        return ServiceInfo(type_, name, addresses=[inet_aton("192.168.0.7")], port=47120, properties=self.said)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Found, ...]]:
    monkeypatch.setattr(peer_finding, "_network", lambda: None)  # as where there is none at all
    return []


def test_a_thousand_names_are_no_thousand_laptops(found: list[tuple[Found, ...]]) -> None:
    finder, network = Finder(SITE, "A", found.append), Shouting(site_mark(SITE).encode())
    for number in range(1000):
        finder.add_service(network, KIND, f"{number}.{KIND}")  # type: ignore[arg-type]
    assert len(found) == len(found[-1]) == 50
    finder.remove_service(network, KIND, f"0.{KIND}")  # type: ignore[arg-type]
    finder.add_service(network, KIND, f"late.{KIND}")  # type: ignore[arg-type]
    assert len(found[-1]) == 50


def test_other_sites_and_this_laptop_are_not_found(found: list[tuple[Found, ...]]) -> None:
    finder = Finder(SITE, "A", found.append)
    for network in (Shouting(b"\xff" * 8), Shouting(site_mark(SITE).encode(), b"A")):
        finder.add_service(network, KIND, f"x.{KIND}")  # type: ignore[arg-type]
    assert found == []
