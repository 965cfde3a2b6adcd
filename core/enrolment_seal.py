"""How the words of an enrolment are sealed by the one-time code (docs/sync.md, "Enrolment").

Whoever sits on the line, also one who opened TLS, reads nothing, changes nothing and cannot answer: request and
answer are sealed by a key that only the code gives, and the answer belongs to this very request.
"""

from hashlib import blake2b

import msgspec
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from core.problem import Problem
from core.wire import PROTOCOL, EnrolAnswer, EnrolRequest, SealedAnswer, SealedRequest, pack, unpack

ID_BYTES = 16


def code_id(key: bytes) -> bytes:
    """By what headquarters finds the code; it tells neither the code nor the key."""
    return blake2b(key, digest_size=ID_BYTES, person=b"mdg-enrol-id").digest()


def seal_request(request: EnrolRequest, key: bytes) -> SealedRequest:
    """The request as it travels. Each time another nonce: so is each answer for one request alone."""
    name = code_id(key)
    return SealedRequest(PROTOCOL, name, _sealed(request, key, b"mdg-enrol-request" + name))


def open_request(sealed: SealedRequest, key: bytes) -> EnrolRequest:
    """What a laptop says that knows the code. Raises Problem."""
    return unpack(_opened(sealed.sealed, key, b"mdg-enrol-request" + sealed.code_id), EnrolRequest)


def seal_answer(answer: EnrolAnswer, asked: SealedRequest, key: bytes) -> SealedAnswer:
    """The answer to this request, as it travels."""
    return SealedAnswer(_sealed(answer, key, _answers(asked)))


def open_answer(sealed: SealedAnswer, asked: SealedRequest, key: bytes) -> EnrolAnswer:
    """What headquarters that knows the code said to this very request. Raises Problem."""
    return unpack(_opened(sealed.sealed, key, _answers(asked)), EnrolAnswer)


def _answers(asked: SealedRequest) -> bytes:
    return b"mdg-enrol-answer" + blake2b(asked.sealed, digest_size=32).digest()


def _sealed(message: msgspec.Struct, key: bytes, associated: bytes) -> bytes:
    return bytes(Aead(key).encrypt(pack(message), associated))


def _opened(sealed: bytes, key: bytes, associated: bytes) -> bytes:
    try:
        return bytes(Aead(key).decrypt(sealed, associated))
    except (CryptoError, ValueError) as error:
        raise Problem("code_wrong", "登録コードが違います。", "コードをもう一度確かめてください。") from error
