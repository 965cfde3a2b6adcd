"""HTTP to headquarters: the operating system's certificates, short patience, every answer looked at."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import truststore
from requests.adapters import HTTPAdapter

from core.keys import SigningPair
from core.problem import Problem
from core.wire import (
    CONTENT_TYPE,
    DEVICE_HEADER,
    SIGNATURE_HEADER,
    pack,
    signed_message,
    unpack,
)
from desktop.sync import faults

CONNECT_SECONDS = 5
READ_SECONDS = 60
MAX_ANSWER = 64 * 1024 * 1024
_CHUNK = 256 * 1024
T = TypeVar("T")


class Transport(Protocol):
    """One way to put a question to headquarters. Raises SyncProblem for everything that goes wrong."""

    def get(self, path: str, expected: type[T]) -> T:
        """What stands at a path."""

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: "Signer | None") -> T:
        """The answer to a message, signed by the device if a signer is given."""


@dataclass(frozen=True)
class Signer:
    """The device in whose name a request is made."""

    device_id: str
    pair: SigningPair

    def headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """The two headers that prove it."""
        signature = self.pair.sign(signed_message(method, path, body))
        return {DEVICE_HEADER: self.device_id, SIGNATURE_HEADER: signature.hex()}


class _SystemCertificates(HTTPAdapter):
    """Municipal networks inspect TLS with certificates that only the operating system knows."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*arguments, ssl_context=context, **options)


def check_address(url: str) -> str:
    """The address without a slash at its end. Plain http is for loopback alone; else SyncProblem."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url.rstrip("/")
    if parts.scheme == "http" and parts.hostname and _is_loopback(parts.hostname):
        return url.rstrip("/")
    raise faults.insecure_address()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass
class HttpTransport:
    """Headquarters at `url`."""

    url: str
    timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS)

    def __post_init__(self) -> None:
        self.url = check_address(self.url)

    def get(self, path: str, expected: type[T]) -> T:
        return self._ask("GET", path, b"", expected, {})

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: Signer | None) -> T:
        body = pack(message)
        headers = {"Content-Type": CONTENT_TYPE}
        if signer is not None:
            headers |= signer.headers("POST", path, body)
        return self._ask("POST", path, body, expected, headers)

    def _ask(self, method: str, path: str, body: bytes, expected: type[T], headers: dict[str, str]) -> T:
        try:
            with requests.Session() as session:
                session.mount("https://", _SystemCertificates())
                with session.request(
                    method,
                    self.url + path,
                    data=body,
                    headers=headers,
                    timeout=self.timeout,
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    return self._read(response, expected)
        except (requests.RequestException, OSError) as error:
            raise faults.of_error(error) from error

    def _read(self, response: requests.Response, expected: type[T]) -> T:
        body = _limited(response)
        if response.is_redirect or response.headers.get("Content-Type") != CONTENT_TYPE:
            if response.status_code >= 300 and not response.is_redirect:
                raise self._refused(response, body)
            raise faults.captive_portal()
        if response.status_code != requests.codes.ok:
            raise self._refused(response, body)
        try:
            return unpack(body, expected)
        except Problem as problem:
            raise faults.broken_answer() from problem

    def _refused(self, response: requests.Response, body: bytes) -> faults.SyncProblem:
        wait = faults.retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        return faults.of_status(response.status_code, body, wait)


def _limited(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > MAX_ANSWER:
            raise faults.broken_answer()
    return bytes(body)
