"""Every way in which the road can fail ends in a plain sentence, and only headquarters' own words are believed."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from core.problem import Problem
from core.wire import CONTENT_TYPE, HELLO_PATH, Hello, Refusal, pack
from desktop.sync import faults
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport, check_address

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@contextmanager
def answering(reply: bytes | None) -> Iterator[str]:
    """A server that says these bytes to one caller and hangs up; with None it says nothing until the test ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        caller, _ = listening.accept()
        with caller:
            caller.recv(65536)
            if reply is None:
                over.wait(timeout=60)
            else:
                caller.sendall(reply)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        over.set()
        thread.join()
        listening.close()


def told(url: str, timeout: tuple[float, float] = (5, 5)) -> SyncProblem:
    """The problem of asking there."""
    with pytest.raises(SyncProblem) as caught:
        HttpTransport(url, timeout).get(HELLO_PATH, Hello)
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_a_sign_in_page_of_the_wifi() -> None:
    with answering(http("200 OK", b"<html>Welcome</html>", Content_Type="text/html")) as url:
        assert told(url).code == "captive_portal"


def test_a_redirect_is_not_followed() -> None:
    with answering(http("302 Found", Location="http://login.example/")) as url:
        assert told(url).code == "captive_portal"


def test_half_an_answer() -> None:
    whole = http("200 OK", b"x" * 100, Content_Type=CONTENT_TYPE)
    with answering(whole[:-50]) as url:
        assert told(url).code == "cut_off"


def test_an_answer_that_cannot_be_read() -> None:
    with answering(http("200 OK", b"\xc1", Content_Type=CONTENT_TYPE)) as url:
        assert told(url).code == "answer_broken"


def test_silence() -> None:
    with answering(None) as url:
        assert told(url, (5, 0.2)).code == "timeout"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert told(f"http://127.0.0.1:{port}").code == "no_connection"


def test_a_name_that_does_not_exist() -> None:
    assert told("https://hq.invalid").code == "no_name"


def test_tls_that_cannot_be_trusted() -> None:
    with answering(b"this is no TLS") as url:
        assert told(url.replace("http://", "https://")).code == "tls"


def test_an_expired_certificate_is_a_matter_of_tls() -> None:
    inner = ssl.SSLCertVerificationError("certificate has expired")
    assert faults.of_error(OSError(inner)).code == "tls"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("401 Unauthorized", "hq_unknown_device"),
        ("403 Forbidden", "hq_forbidden"),
        ("404 Not Found", "hq_not_found"),
        ("409 Conflict", "hq_conflict"),
        ("413 Too Large", "hq_too_large"),
        ("429 Too Many", "hq_busy"),
        ("500 Oops", "hq_trouble"),
        ("503 Busy", "hq_trouble"),
    ],
)
def test_every_status_has_a_sentence(status: str, code: str) -> None:
    with answering(http(status, b"<html>", Content_Type="text/html", Retry_After="17")) as url:
        problem = told(url)
    assert (problem.code, problem.retry_after) == (code, 17)


def test_headquarters_own_words_are_shown() -> None:
    body = pack(Refusal("code_used", "もう使われています。", "新しいコードを。"))
    with answering(http("403 Forbidden", body, Content_Type=CONTENT_TYPE)) as url:
        problem = told(url)
    assert (problem.code, str(problem)) == ("code_used", "もう使われています。新しいコードを。")


def test_retry_after_as_a_date() -> None:
    assert faults.retry_after("Sat, 21 Nov 2026 09:31:00 GMT", NOW) == 60
    assert faults.retry_after("Sat, 21 Nov 2026 09:29:00 GMT", NOW) == 0
    assert faults.retry_after("soon", NOW) is None
    assert faults.retry_after(None, NOW) is None


@pytest.mark.parametrize("url", ["http://hq.example", "ftp://x", "hq.example", "", "http://127.0.0.1.evil.example"])
def test_plain_http_leaves_this_machine_never(url: str) -> None:
    with pytest.raises(Problem) as caught:
        check_address(url)
    assert caught.value.code == "insecure_address"


@pytest.mark.parametrize(
    "url", ["https://hq.example/", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"]
)
def test_addresses_that_may_be_used(url: str) -> None:
    assert check_address(url) == url.rstrip("/")
