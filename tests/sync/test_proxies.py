"""Municipal networks have a proxy on the way: it is used, and what it does not do is told as its own."""

import socket

import pytest

from core.wire import CONTENT_TYPE, HELLO_PATH, Hello, pack
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from tests.helpers.answering import answering, http

HELLO = Hello(1, "本部", b"s", b"b", "2026-11-21T09:30:00+09:00")


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _told(url: str) -> SyncProblem:
    with pytest.raises(SyncProblem) as caught:
        HttpTransport(url, plain_http=True).get(HELLO_PATH, Hello)
    return caught.value


def test_the_systems_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(http("200 OK", pack(HELLO), Content_Type=CONTENT_TYPE)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        assert HttpTransport("http://hq.invalid", plain_http=True).get(HELLO_PATH, Hello) == HELLO


def test_the_way_to_this_machine_itself_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with answering(http("200 OK", pack(HELLO), Content_Type=CONTENT_TYPE)) as url:
        assert HttpTransport(url).get(HELLO_PATH, Hello) == HELLO


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("407 Proxy Authentication Required", "proxy_auth"),
        ("403 Forbidden", "proxy_refused"),
        ("502 No", "proxy_refused"),
    ],
)
def test_a_proxy_that_opens_no_tunnel(monkeypatch: pytest.MonkeyPatch, status: str, code: str) -> None:
    with answering(http(status, b"<html>", Content_Type="text/html")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        assert _told("https://hq.invalid").code == code


def test_a_proxy_that_asks_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(http("407 Proxy Authentication Required", b"<html>", Content_Type="text/html")) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        assert _told("http://hq.invalid").code == "proxy_auth"


def test_a_proxy_that_shows_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(http("200 OK", b"<html>", Content_Type="text/html; charset=utf-8")) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        assert _told("http://hq.invalid").code == "captive_portal"


@pytest.mark.parametrize("url", ["http://hq.invalid", "https://hq.invalid"])
def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    assert _told(url).code == "proxy_unreachable"


def test_a_proxy_whose_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:8080")
    assert _told("https://hq.invalid").code == "proxy_unreachable"
