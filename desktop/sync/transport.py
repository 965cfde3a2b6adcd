"""HTTP to headquarters: the operating system's certificates, short patience, every answer looked at."""

import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import truststore

from core.keys import SigningPair, is_signed
from core.problem import Problem
from core.wire import (
    CONTENT_TYPE,
    DEVICE_HEADER,
    SIGNATURE_HEADER,
    ExchangeAnswer,
    pack,
    signed_answer,
    signed_message,
    unpack,
)
from desktop.sync import faults
from desktop.sync.addresses import check_address, is_loopback
from desktop.sync.fault_causes import of_error
from desktop.sync.lines import ReinedAdapter
from desktop.sync.reins import Reins

CONNECT_SECONDS = 5
READ_SECONDS = 60
TOTAL_SECONDS = 300
"""For one request and its answer, however steadily bytes drip."""
MAX_ANSWER = 64 * 1024 * 1024
_CHUNK = 256 * 1024
_PAGES = ("text/html", "text/plain", "")
T = TypeVar("T")


class Transport(Protocol):
    """One way to put a question to headquarters. Raises SyncProblem for everything that goes wrong."""

    def get(self, path: str, expected: type[T]) -> T:
        """What stands at a path."""

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: "Signer | None") -> T:
        """The answer to a message, signed by the device if a signer is given."""


@dataclass(frozen=True)
class Signer:
    """The device in whose name a request is made, and the pinned key of whom it expects the answer."""

    device_id: str
    pair: SigningPair
    answered_by: bytes | None = None

    def headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """The two headers that prove it."""
        signature = self.pair.sign(signed_message(method, path, body))
        return {DEVICE_HEADER: self.device_id, SIGNATURE_HEADER: signature.hex()}


@dataclass
class HttpTransport:
    """Headquarters at `url`. `reins` end what is under way; `timeout` is to connect, and between bytes."""

    url: str
    timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS)
    plain_http: bool = False
    total_seconds: float = TOTAL_SECONDS
    reins: Reins = field(default_factory=Reins)

    def __post_init__(self) -> None:
        self.url = check_address(self.url, self.plain_http)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Municipal networks inspect TLS with certificates that only the operating system knows."""
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def get(self, path: str, expected: type[T]) -> T:
        return self._ask("GET", path, b"", expected, {})

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: Signer | None) -> T:
        body = pack(message)
        headers = {"Content-Type": CONTENT_TYPE}
        if signer is not None:
            headers |= signer.headers("POST", path, body)
        return self._ask("POST", path, body, expected, headers, signer.answered_by if signer else None)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        expected: type[T],
        headers: dict[str, str],
        answered_by: bytes | None = None,
    ) -> T:
        with self.reins.held(self.total_seconds):
            try:
                with self._session() as session, self._open(session, method, path, body, headers) as response:
                    answer = _limited(response)
            except (requests.RequestException, OSError) as error:
                self.reins.check()
                parts = urlsplit(self.url)
                raise of_error(error, parts.hostname or "", parts.port or 443) from error
            self.reins.check()  # a line that was cut looks like the end of the answer
            read = self._read(response, answer, expected)
            if answered_by is not None:
                _check_signed(response, answer, headers.get(SIGNATURE_HEADER, ""), answered_by, _signs(read))
            return read

    def _session(self) -> requests.Session:
        """The system's proxy is respected, but never asked the way to this machine itself."""
        session = requests.Session()
        session.trust_env = not is_loopback(urlsplit(self.url).hostname or "")
        tls = self._tls if self.url.startswith("https://") else None
        adapter = ReinedAdapter(self.reins, tls, self.timeout[1])
        for scheme in ("https://", "http://"):
            session.mount(scheme, adapter)
        return session

    def _open(
        self, session: requests.Session, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> requests.Response:
        return session.request(
            method,
            self.url + path,
            data=BytesIO(body) if body else None,  # in pieces: patience is for each of them, not for all together
            headers={"Accept-Encoding": "identity", **headers},
            timeout=self.timeout,
            allow_redirects=False,
            stream=True,
        )

    def _read(self, response: requests.Response, body: bytes, expected: type[T]) -> T:
        form = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if response.is_redirect or (response.status_code < 300 and form != CONTENT_TYPE):
            raise faults.captive_portal() if response.is_redirect or form in _PAGES else faults.foreign_answer()
        if response.status_code != requests.codes.ok:
            raise self._refused(response, body if form == CONTENT_TYPE else b"")
        try:
            return unpack(body, expected)
        except Problem as problem:
            raise faults.broken_answer() from problem

    def _refused(self, response: requests.Response, body: bytes) -> faults.SyncProblem:
        wait = faults.retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        return faults.of_status(response.status_code, body, wait)


def _signs(answer: object) -> bool:
    """Whether an answer is of a headquarters that signs. Who makes one look older only has it read again later."""
    return isinstance(answer, ExchangeAnswer) and answer.revocations is not None


def _check_signed(response: requests.Response, body: bytes, asked: str, answered_by: bytes, must: bool) -> None:
    """Raises SyncProblem for an answer that changed on the way, also where its signature was taken off."""
    given = response.headers.get(SIGNATURE_HEADER)
    if given is None and not must:
        return
    try:
        signature = bytes.fromhex(given or "")
    except ValueError:
        signature = b""
    if not is_signed(signed_answer(asked, body), signature, answered_by):
        raise faults.broken_answer()


def _limited(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > MAX_ANSWER:
            raise faults.endless_answer()
    return bytes(body)
