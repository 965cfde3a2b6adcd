"""Asking another laptop of the site: one question, one connection, an answer that proves itself or counts as none."""

import http.client
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation
from core.keys import KeyProblem
from core.peer_code import Address
from core.peer_seal import PeerRefused, answer_of, belongs, question, read
from core.peer_wire import (
    HELLO_PATH,
    JOIN_PATH,
    MAX_PEER_BODY,
    PEER_PROTOCOL,
    JoinAnswer,
    JoinRequest,
    PeerHello,
    PeerRefusal,
)
from core.wire import CONTENT_TYPE
from desktop.sync import peer_faults
from desktop.sync.peer_port import PeerIdentity

CONNECT_SECONDS = 4.0
ANSWER_SECONDS = 20.0
"""Between two bytes of an answer, and for its body; a drop at a time is no answer."""
WHOLE_SECONDS = 60.0
"""For an answer with its headers, after which the line is cut."""
_CHUNK = 64 * 1024
_OK = 200
T = TypeVar("T")


class RevokedHere(peer_faults.PeerProblem):
    """The other laptop says that this one takes part no more, and shows the signed word."""

    def __init__(self, revocation: DeviceRevocation) -> None:
        known = peer_faults.problem("peer_revoked")
        super().__init__(known.code, known.sentence, known.next_step)
        self.revocation = revocation


@dataclass(frozen=True)
class Peer:
    """Another laptop at an address, and the certificate that it showed there."""

    address: Address
    certificate: DeviceCertificate


@dataclass
class Asked:
    """A question on its way. Its answer may be waited for by `fileno`, then `body` reads it."""

    connection: http.client.HTTPConnection
    sent: bytes
    """The body of the question; empty for a greeting."""

    def fileno(self) -> int:
        """For `select`."""
        return self.connection.sock.fileno()

    def body(self) -> bytes:
        """The answer's body. Raises PeerProblem or RevokedHere."""
        patience = threading.Timer(WHOLE_SECONDS, _cut, (self.connection.sock,))
        patience.daemon = True
        patience.start()
        try:
            response = self.connection.getresponse()
            body = _limited(response, time.monotonic() + ANSWER_SECONDS)
        except http.client.HTTPException as error:
            raise peer_faults.problem(
                "peer_cut_off" if isinstance(error, ConnectionError) else "peer_stranger"
            ) from error
        except OSError as error:
            raise peer_faults.of_error(error) from error
        finally:
            patience.cancel()
            self.close()
        if response.getheader("Content-Type") != CONTENT_TYPE:
            raise peer_faults.problem("peer_stranger")
        if response.status != _OK:
            raise _refused(body)
        return body

    def close(self) -> None:
        """Let the connection go, answered or not."""
        self.connection.close()


def ask(address: Address, path: str, body: bytes = b"") -> Asked:
    """Send a question (a greeting without a body). Raises PeerProblem."""
    connection = http.client.HTTPConnection(address.host, address.port, timeout=CONNECT_SECONDS)
    try:
        connection.request("POST" if body else "GET", path, body or None, {"Content-Type": CONTENT_TYPE})
        connection.sock.settimeout(ANSWER_SECONDS)
    except (OSError, UnicodeError) as error:
        connection.close()
        raise peer_faults.of_error(error) if isinstance(error, OSError) else peer_faults.problem("peer_away") from error
    return Asked(connection, body)


def greet(address: Address, site_id: str, root_public: bytes) -> Peer:
    """Who listens there, if it is a laptop of this site. Raises PeerProblem."""
    try:
        hello = read(ask(address, HELLO_PATH).body(), PeerHello)
    except PeerRefused as refused:
        raise peer_faults.problem("peer_stranger") from refused
    if hello.protocol != PEER_PROTOCOL:
        raise peer_faults.problem("peer_too_new")
    if not belongs(hello.certificate, site_id, root_public):
        raise peer_faults.problem("peer_other_site")
    return Peer(address, hello.certificate)


def put(peer: Peer, path: str, message: msgspec.Struct, me: PeerIdentity) -> Asked:
    """Send a sealed question to a laptop that was greeted."""
    body = question(path, message, (me.certificate, me.pair), peer.certificate.box_public)
    return ask(peer.address, path, body)


def told(asked: Asked, peer: Peer, me: PeerIdentity, expected: type[T]) -> T:
    """What was answered, once it has proved itself. Raises PeerProblem or RevokedHere."""
    body = asked.body()
    try:
        return answer_of(body, asked.sent, me.pair, peer.certificate, expected)
    except (PeerRefused, KeyProblem) as error:
        raise peer_faults.problem("peer_stranger") from error


def ask_to_join(address: Address, me: PeerIdentity) -> tuple[DeviceCertificate, JoinAnswer]:
    """Who listens, and what it says of the site; `me` holds the certificate that the root has just signed."""
    peer = greet(address, me.site_id, me.root_public)
    return peer.certificate, told(put(peer, JOIN_PATH, JoinRequest(PEER_PROTOCOL), me), peer, me, JoinAnswer)


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # it is gone already
        line.shutdown(socket.SHUT_RDWR)


def _refused(body: bytes) -> peer_faults.PeerProblem:
    try:
        refusal = read(body, PeerRefusal)
    except PeerRefused:
        return peer_faults.problem("peer_stranger")
    return RevokedHere(refusal.revocation) if refusal.revocation else peer_faults.problem(refusal.code)


def _limited(response: http.client.HTTPResponse, until: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > MAX_PEER_BODY or time.monotonic() > until:
            raise peer_faults.problem("peer_stranger")
    expected = response.getheader("Content-Length")
    if expected is not None and expected != str(len(body)):
        raise peer_faults.problem("peer_cut_off")
    return bytes(body)
