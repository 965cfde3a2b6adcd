"""How a question between two laptops is sealed, signed and proved (docs/sync.md, "Between laptops").

There is no certificate authority on a venue's network: instead everything is sealed to the other's device box key,
which the site root certified, and signed by the device that speaks. An answer is bound to its question.
"""

from hashlib import blake2b
from typing import TypeVar

import msgspec

from core.certificates import DeviceCertificate, is_certified
from core.keys import SigningPair, is_signed, wrap
from core.peer_wire import PeerEnvelope, PeerReply
from core.problem import Problem

T = TypeVar("T")


class PeerRefused(Problem):
    """What was said does not prove itself, or is not what the page says. It counts as nothing."""

    def __init__(self, code: str) -> None:
        super().__init__(
            code, "つながった相手が、この拠点の端末だと確かめられません。", "相手の端末を確かめてください。"
        )


def question(path: str, message: msgspec.Struct, me: tuple[DeviceCertificate, SigningPair], to: bytes) -> bytes:
    """The body of a request to whom the box key `to` belongs."""
    certificate, pair = me
    sealed = wrap(msgspec.msgpack.encode(message), to)
    return msgspec.msgpack.encode(PeerEnvelope(certificate, sealed, pair.sign(_asked(path, sealed))))


def asker(path: str, body: bytes, site_id: str, root_public: bytes) -> tuple[DeviceCertificate, bytes]:
    """Who asks, and what is sealed; nothing was opened yet. Raises PeerRefused.

    Whether the asker was revoked is for the caller to know.
    """
    envelope = read(body, PeerEnvelope)
    certificate = envelope.certificate
    if not belongs(certificate, site_id, root_public):
        raise PeerRefused("peer_not_certified")
    if not is_signed(_asked(path, envelope.sealed), envelope.signature, certificate.signing_public):
        raise PeerRefused("peer_signature")
    return certificate, envelope.sealed


def reply(message: msgspec.Struct, asked: bytes, pair: SigningPair, to: bytes) -> bytes:
    """The body of an answer to the request whose body was `asked`."""
    sealed = wrap(msgspec.msgpack.encode(message), to)
    return msgspec.msgpack.encode(PeerReply(sealed, pair.sign(_answered(asked, sealed))))


def answer_of(body: bytes, asked: bytes, pair: SigningPair, speaker: DeviceCertificate, expected: type[T]) -> T:
    """What was answered to this very request by this very device. Raises PeerRefused or KeyProblem."""
    told = read(body, PeerReply)
    if not is_signed(_answered(asked, told.sealed), told.signature, speaker.signing_public):
        raise PeerRefused("peer_signature")
    return read(pair.open(told.sealed), expected)


def belongs(certificate: DeviceCertificate, site_id: str, root_public: bytes) -> bool:
    """Whether the root of this site certified the device."""
    return certificate.site_id == site_id and is_certified(certificate, root_public)


def read(data: bytes, expected: type[T]) -> T:
    """A Struct of `core.peer_wire` from its bytes. Raises PeerRefused."""
    try:
        return msgspec.msgpack.decode(data, type=expected)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PeerRefused("peer_broken") from error


def _asked(path: str, sealed: bytes) -> bytes:
    return b"\n".join((b"mdg-peer-question", path.encode(), sealed))


def _answered(asked: bytes, sealed: bytes) -> bytes:
    return b"\n".join((b"mdg-peer-answer", blake2b(asked, digest_size=32).digest(), sealed))
