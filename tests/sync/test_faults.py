"""Every way in which the road can fail ends in a plain sentence, and only headquarters' own words are believed."""

import socket
import ssl
from datetime import UTC, datetime

import pytest

from core.problem import Problem
from core.wire import CONTENT_TYPE, HELLO_PATH, Hello, Refusal, pack
from desktop.sync import faults
from desktop.sync.addresses import check_address, is_readable_on_the_way
from desktop.sync.fault_causes import of_error
from desktop.sync.faults import SyncProblem
from desktop.sync.reins import Reins
from desktop.sync.transport import HttpTransport
from tests.helpers.answering import answering, dripping, http

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def told(url: str, timeout: tuple[float, float] = (5, 5), total: float = 60) -> SyncProblem:
    """The problem of asking there."""
    with pytest.raises(SyncProblem) as caught:
        HttpTransport(url, timeout, total_seconds=total).get(HELLO_PATH, Hello)
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value


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


@pytest.mark.parametrize("body", [b"{", b'{"protocol": 1}', b"\x81\xa8protocol\x01"])
def test_broken_json_and_messagepack(body: bytes) -> None:
    with answering(http("200 OK", body, Content_Type=CONTENT_TYPE)) as url:
        assert told(url).code == "answer_broken"


def test_another_program_at_the_address() -> None:
    with answering(http("200 OK", b"{}", Content_Type="application/json")) as url:
        assert told(url).code == "foreign_answer"


def test_an_answer_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.sync.transport.MAX_ANSWER", 300_000)
    endless = http("200 OK", b"", Content_Type=CONTENT_TYPE).replace(b"Content-Length: 0\r\n", b"")
    with dripping(endless, b"x" * 65536, pause=0) as url:
        assert told(url).code == "answer_endless"


@pytest.mark.parametrize("begun", [b"", http("200 OK", b"x" * 99, Content_Type=CONTENT_TYPE)[:-99]])
def test_an_answer_that_drips_has_a_deadline_in_all(begun: bytes) -> None:
    with dripping(begun or b"HTTP/1.1 200 OK\r\nX-Slow: ", b"y", pause=0.05) as url:
        assert told(url, total=0.4).code == "too_slow"


def test_who_stops_it_need_not_wait() -> None:
    reins = Reins()
    with answering(None, on_call=reins.stop) as url:
        with pytest.raises(SyncProblem) as caught:
            HttpTransport(url, reins=reins).get(HELLO_PATH, Hello)
        assert caught.value.code == "stopped"


def test_after_a_stop_nothing_more_is_asked() -> None:
    reins = Reins()
    reins.stop()
    with pytest.raises(SyncProblem) as caught:
        HttpTransport("http://127.0.0.1:9", reins=reins).get(HELLO_PATH, Hello)
    assert caught.value.code == "stopped"


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


@pytest.mark.parametrize(
    ("code", "fault"), [(10, "tls_clock"), (0x800B0101, "tls_clock"), (20, "tls_issuer"), (62, "tls_name"), (99, "tls")]
)
def test_what_is_wrong_with_a_certificate(code: int, fault: str) -> None:
    inner = ssl.SSLCertVerificationError("no")
    inner.verify_code = code
    assert of_error(OSError(inner)).code == fault


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
        ("407 Proxy Authentication Required", "proxy_auth"),
        ("408 Request Timeout", "timeout"),
        ("418 Teapot", "hq_refused"),
        ("502 Bad Gateway", "hq_behind"),
        ("503 Busy", "hq_resting"),
        ("504 Gateway Timeout", "hq_behind"),
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
    assert faults.retry_after("Sat, 21 Nov 2036 09:31:00 GMT", NOW) == 24 * 60 * 60
    assert faults.retry_after("9" * 20, NOW) == 24 * 60 * 60


def test_words_in_another_form_than_headquarters_own_are_not_believed() -> None:
    body = pack(Refusal("code_used", "もう使われています。", "新しいコードを。"))
    with answering(http("403 Forbidden", body, Content_Type="text/html")) as url:
        assert told(url).code == "hq_forbidden"


@pytest.mark.parametrize("url", ["http://hq.example", "ftp://x", "hq.example", "", "http://127.0.0.1.evil.example"])
def test_plain_http_leaves_this_machine_never(url: str) -> None:
    with pytest.raises(Problem) as caught:
        check_address(url)
    assert caught.value.code == "insecure_address"


def test_plain_http_where_a_coordinator_allowed_it() -> None:
    assert check_address("http://hq.example/", plain_http=True) == "http://hq.example"
    assert is_readable_on_the_way("http://hq.example")
    assert not is_readable_on_the_way("https://hq.example")
    assert not is_readable_on_the_way("http://127.0.0.1:8080")
    with pytest.raises(SyncProblem):
        check_address("ftp://hq.example", plain_http=True)


@pytest.mark.parametrize(
    "url", ["https://hq.example/", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"]
)
def test_addresses_that_may_be_used(url: str) -> None:
    assert check_address(url) == url.rstrip("/")
