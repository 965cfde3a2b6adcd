"""TLS by the certificates that the operating system knows, against a real server; what fails says why."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.wire import HELLO_PATH, Hello, pack
from desktop.sync.certificate_times import certificate_times
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from tests.helpers.tls import NOW, Authority, serving

DAY = timedelta(days=1)
HELLO = Hello(1, "本部", b"s", b"b", "2026-11-21T09:30:00+09:00")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """One that this machine trusts."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.path))
    return made


def _told(url: str) -> SyncProblem:
    with pytest.raises(SyncProblem) as caught:
        HttpTransport(url).get(HELLO_PATH, Hello)
    return caught.value


def test_an_authority_that_the_machine_knows(authority: Authority) -> None:
    with serving(authority.context(NOW - DAY, NOW + DAY), pack(HELLO)) as url:
        assert HttpTransport(url).get(HELLO_PATH, Hello) == HELLO


def test_an_authority_that_nobody_knows(tmp_path: Path) -> None:
    with serving(Authority(tmp_path).context(NOW - DAY, NOW + DAY), pack(HELLO)) as url:
        assert _told(url).code == "tls_issuer"


@pytest.mark.parametrize(("begins", "ends"), [(DAY, 2 * DAY), (-2 * DAY, -DAY)])
def test_a_wrong_clock_is_told_with_both_times(authority: Authority, begins: timedelta, ends: timedelta) -> None:
    with serving(authority.context(NOW + begins, NOW + ends), pack(HELLO)) as url:
        problem = _told(url)
    assert problem.code == "tls_clock"
    assert problem.times is not None
    assert (problem.times.begins, problem.times.ends) == (NOW + begins, NOW + ends)
    assert abs(problem.times.here - datetime.now(UTC)) < timedelta(minutes=1)
    assert "この端末の時計は" in str(problem)


def test_a_certificate_of_another_address(authority: Authority) -> None:
    with serving(authority.context(NOW - DAY, NOW + DAY, "192.0.2.1"), pack(HELLO)) as url:
        assert _told(url).code == "tls_name"


def test_dates_beyond_2050_are_written_otherwise(authority: Authority) -> None:
    far = datetime(2061, 4, 1, tzinfo=UTC)
    with serving(authority.context(far, far + DAY), b"") as url:
        times = certificate_times("127.0.0.1", int(url.rpartition(":")[2]))
    assert times is not None
    assert (times.begins, times.ends) == (far, far + DAY)


def test_nobody_there_is_no_certificate() -> None:
    assert certificate_times("127.0.0.1", 9) is None
