"""An address as one of our codes: every address and port comes back, and any scanner can type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.card_code import Code, CodeKind, parse
from core.peer_code import Address, address_of, code_of, typed_address
from core.peer_wire import PEER_PORT
from core.problem import Problem


@given(st.ip_addresses(v=4).map(str), st.integers(1, 65535))
def test_every_address_comes_back(host: str, port: int) -> None:
    code = code_of(Address(host, port))
    assert parse(code) == Code(CodeKind.PEER, code)
    assert address_of(code) == Address(host, port)
    assert typed_address(str(Address(host, port))) == Address(host, port)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("192.168.0.5", Address("192.168.0.5")),
        (" １９２．１６８．０．５：４７１２１ ", Address("192.168.0.5", PEER_PORT + 1)),
        ("http://10.0.0.2:80/", Address("10.0.0.2", 80)),
        ("uketsuke.local", Address("uketsuke.local")),
    ],
)
def test_what_people_type(typed: str, means: Address) -> None:
    assert typed_address(typed) == means


@pytest.mark.parametrize("typed", ["", "192.168.0.999", "1.2.3", "a b", "x/y", "host:port", "10.0.0.1:0", "x" * 300])
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(Problem):
        typed_address(typed)
