"""The parcel: an exchange on foot, as a file on a stick.

Layout, all integers big-endian::

    8 bytes   magic: "MDGOUT1\\n" a request parcel, "MDGIN_1\\n" headquarters' answer
    2 bytes   format version
    4 bytes   length of header         | header: JSON of ParcelHeader
    4 bytes   length of a frame, 1 and more, and the frame; again and again
    4 bytes   0: no more frames
    32 bytes  BLAKE2b-256 of everything before it

Nothing follows. A frame proves itself by its own signature; the hash at the end tells a short or damaged file at once.
"""

import struct
from collections.abc import Iterator
from datetime import date
from enum import Enum
from hashlib import blake2b
from typing import Annotated, BinaryIO, Protocol

import msgspec

from core.keys import SigningPair, is_signed
from core.problem import Problem
from core.wire import EXCHANGE_PATH, signed_message

FORMAT_VERSION = 1
MAX_PARCEL = 1024 * 1024 * 1024
MAX_FRAME = 64 * 1024 * 1024
MAX_HEADER = 4 * 1024
_PREFIX = struct.Struct(">8sHI")
_LENGTH = struct.Struct(">I")
_HASH = 32
_SIGNATURE = 64
_CHUNK = 256 * 1024
_AGAIN = "もう一度写すか、書き出すところからやり直してください。もとの記録は残っています。"


class ParcelKind(Enum):
    """What a parcel is: its magic."""

    REQUEST = b"MDGOUT1\n"
    ANSWER = b"MDGIN_1\n"

    @property
    def suffix(self) -> str:
        """How its file's name ends."""
        return ".mdgout" if self is ParcelKind.REQUEST else ".mdgin"


class ParcelProblem(Problem):
    """A file that cannot be taken; the code says why. Nothing of it was kept."""


class ParcelHeader(msgspec.Struct, frozen=True):
    """Whose parcel it is, for people and for names of files. It proves nothing: the frames do.

    An answer has the header of the request parcel that it answers. `day` is the day at the venue, `serial` counts
    the parcels of a laptop.
    """

    parcel_id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    site_id: str
    site_name: str
    device_id: str
    letter: str
    serial: int
    day: date


class CarriedAnswer(msgspec.Struct, frozen=True):
    """One page of headquarters' answer to one request: `answer` is MessagePack of ExchangeAnswer.

    `request_hash` names the request (BLAKE2b-256 of its body), `pull_after` from where on this page reads.
    """

    request_hash: bytes
    page: int
    pull_after: int
    answer: bytes
    signature: bytes = b""

    def message(self) -> bytes:
        """What headquarters signs: the answer stands in it by its hash."""
        named = msgspec.structs.replace(self, answer=_hashed(self.answer), signature=b"")
        return b"mdg-answer" + msgspec.msgpack.encode(named)

    def signed_by(self, pair: SigningPair) -> "CarriedAnswer":
        """The answer with headquarters' signature."""
        return msgspec.structs.replace(self, signature=pair.sign(self.message()))

    def is_from(self, signing_public: bytes) -> bool:
        """Whether this headquarters signed it."""
        return is_signed(self.message(), self.signature, signing_public)


def request_hash(body: bytes) -> bytes:
    """The name of a request: BLAKE2b-256 of its body."""
    return _hashed(body)


def signed_request(body: bytes, device: SigningPair) -> bytes:
    """A frame of a request parcel: the signature that the body would have over HTTP, and the body."""
    return device.sign(signed_message("POST", EXCHANGE_PATH, body)) + body


def parted_request(frame: bytes) -> tuple[bytes, bytes]:
    """Signature and body of such a frame. Raises ParcelProblem when it is too short to be one."""
    if len(frame) <= _SIGNATURE:
        raise damaged()
    return frame[:_SIGNATURE], frame[_SIGNATURE:]


class Sink(Protocol):
    """Where a parcel is written to."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes."""


class ParcelWriter:
    """Writes one frame after the other; `close` makes the file whole."""

    def __init__(self, sink: Sink, kind: ParcelKind, header: ParcelHeader) -> None:
        self._sink, self._hash = sink, blake2b(digest_size=_HASH)
        packed = msgspec.json.encode(header)
        self._put(_PREFIX.pack(kind.value, FORMAT_VERSION, len(packed)) + packed)

    def add(self, frame: bytes) -> None:
        """One more frame, whole."""
        self._put(_LENGTH.pack(len(frame)))
        self._put(frame)

    def close(self) -> None:
        """The end: nothing may be added any more."""
        self._put(_LENGTH.pack(0))
        self._sink.write(self._hash.digest())

    def _put(self, data: bytes) -> None:
        self._hash.update(data)
        self._sink.write(data)


class Parcel:
    """A whole, undamaged parcel in an open file. Its frames have proved nothing yet."""

    def __init__(self, file: BinaryIO, kind: ParcelKind, header: ParcelHeader, first: int, count: int) -> None:
        self._file, self._first = file, first
        self.kind, self.header, self.count = kind, header, count

    def frames(self) -> Iterator[bytes]:
        """The frames in their order, each read when it is asked for."""
        self._file.seek(self._first)
        for _ in range(self.count):
            (length,) = _LENGTH.unpack(_exactly(self._file, _LENGTH.size))
            if length > MAX_FRAME:  # the file was exchanged since it was looked through
                raise damaged()
            yield _exactly(self._file, length)


def kind_of(start: bytes) -> ParcelKind | None:
    """What a file that begins like this is; None for none of ours."""
    return next((kind for kind in ParcelKind if start.startswith(kind.value)), None)


def open_parcel(file: BinaryIO, size: int) -> Parcel:
    """Look a file of so many bytes through, from end to end, by pieces. Raises ParcelProblem unless it is whole.

    No length is believed before it was compared with the limits and with what there is.
    """
    if size > MAX_PARCEL:
        raise ParcelProblem(
            "parcel_too_large", "ファイルが大きすぎます。", "窓口で書き出したファイルか、確かめてください。"
        )
    seen = blake2b(digest_size=_HASH)
    start = _part(file, min(_PREFIX.size, size), seen)
    kind = kind_of(start)
    if kind is None:
        raise foreign()
    if len(start) < _PREFIX.size:
        raise short()
    _, version, header_length = _PREFIX.unpack(start)
    if version != FORMAT_VERSION:
        raise _too_new()
    if header_length > MAX_HEADER:
        raise damaged()
    header = _header(_part(file, header_length, seen))
    first = _PREFIX.size + header_length
    count, end = _look_through(file, first, size - _LENGTH.size - _HASH, seen)
    if end + _HASH > size:
        raise short()
    if file.read(_HASH + 1) != seen.digest():
        raise damaged()
    return Parcel(file, kind, header, first, count)


def _look_through(file: BinaryIO, at: int, end: int, seen: "blake2b") -> tuple[int, int]:
    """How many frames there are, and where the last one ends. `end` is where it has to, at the latest."""
    count = 0
    while True:
        (length,) = _LENGTH.unpack(_part(file, _LENGTH.size, seen))
        at += _LENGTH.size
        if not length:
            return count, at
        if length > MAX_FRAME:
            raise damaged()
        if at + length > end:
            raise short()
        for place in range(0, length, _CHUNK):
            _part(file, min(_CHUNK, length - place), seen)
        at += length
        count += 1


def _header(data: bytes) -> ParcelHeader:
    try:
        return msgspec.json.decode(data, type=ParcelHeader)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise damaged() from error


def _part(file: BinaryIO, length: int, seen: "blake2b") -> bytes:
    data = _exactly(file, length)
    seen.update(data)
    return data


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) != length:
        raise short()
    return data


def _hashed(data: bytes) -> bytes:
    return blake2b(data, digest_size=_HASH).digest()


def foreign() -> ParcelProblem:
    """A photo, a document: anything but ours."""
    return ParcelProblem(
        "parcel_foreign",
        "これは、窓口の受け渡しファイルではありません。",
        "「窓口_」で始まる名前のファイルを選んでください。",
    )


def short() -> ParcelProblem:
    """It ends too early."""
    return ParcelProblem("parcel_short", "ファイルが途中で切れています。", _AGAIN)


def damaged() -> ParcelProblem:
    """Some byte of it is another."""
    return ParcelProblem("parcel_damaged", "ファイルの中身がこわれています。", _AGAIN)


def _too_new() -> ParcelProblem:
    return ParcelProblem(
        "parcel_too_new",
        "新しい版の窓口で作られたファイルです。",
        "この端末の窓口を新しい版にしてから、もう一度取り込んでください。",
    )
