"""The segment: a piece of a device's journal, cut once, whose bytes never change on any road.

Layout, all lengths big-endian::

    8 bytes   magic "MDGSEG1\\n"
    2 bytes   format version
    4 bytes   length of header          | header: JSON of SegmentHeader
    4 bytes   length of ciphertext      | ciphertext: XChaCha20-Poly1305 of zstd of NDJSON
    64 bytes  Ed25519 signature of the device over everything before it

The associated data of the encryption is the header's bytes.
"""

import io
import struct
from collections.abc import Sequence
from hashlib import blake2b
from typing import Annotated

import msgspec
import zstandard
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from core.keys import SigningPair, is_signed, key_id
from core.problem import Problem

MAGIC = b"MDGSEG1\n"
SUFFIX = ".mdgseg"
"""How files of single segments end, which earlier versions wrote."""
FORMAT_VERSION = 1
MAX_EVENTS = 1_000
MAX_CONTENT = 1024 * 1024
MAX_UNPACKED = 2 * MAX_CONTENT
MAX_SEGMENT = MAX_UNPACKED + 64 * 1024
_BIGGEST = 2**63 - 2
"""No database counts much further."""
_SIGNATURE = 64
_KEPT = "この記録は取り込まず、もとのまま残しました。本部の担当者にお知らせください。"
_PREFIX = struct.Struct(">8sHI")
_LENGTH = struct.Struct(">I")


class SegmentProblem(Problem):
    """A segment that cannot be taken; the code says why."""


def _refuse(code: str, sentence: str) -> SegmentProblem:
    return SegmentProblem(code, sentence, _KEPT)


class SegmentHeader(msgspec.Struct, frozen=True):
    """What may be known of a segment without its key."""

    site_id: str
    device_id: str
    epoch: Annotated[int, msgspec.Meta(ge=0, le=_BIGGEST)]
    first_seq: Annotated[int, msgspec.Meta(ge=1, le=_BIGGEST)]
    last_seq: Annotated[int, msgspec.Meta(ge=1, le=_BIGGEST)]
    count: Annotated[int, msgspec.Meta(le=MAX_EVENTS)]
    content_hash: str
    transport_key_id: str


class Segment(msgspec.Struct, frozen=True):
    """A segment taken apart, its signature not yet checked."""

    header: SegmentHeader
    signed: bytes
    header_bytes: bytes
    ciphertext: bytes
    signature: bytes


def segment_hash(data: bytes) -> bytes:
    """BLAKE2b-256 of a segment's bytes: its name everywhere."""
    return blake2b(data, digest_size=32).digest()


def cut(lines: Sequence[bytes], header: SegmentHeader, transport_key: bytes, device: SigningPair) -> bytes:
    """The bytes of a segment holding the given events; the header's hash, count and key id are filled in."""
    content = b"\n".join(lines)
    filled = msgspec.structs.replace(
        header,
        count=len(lines),
        content_hash=blake2b(content, digest_size=32).hexdigest(),
        transport_key_id=key_id(transport_key),
    )
    header_bytes = msgspec.json.encode(filled)
    ciphertext = bytes(Aead(transport_key).encrypt(zstandard.compress(content, 6), header_bytes))
    prefix = _PREFIX.pack(MAGIC, FORMAT_VERSION, len(header_bytes))
    signed = prefix + header_bytes + _LENGTH.pack(len(ciphertext)) + ciphertext
    return signed + device.sign(signed)


def take_apart(data: bytes) -> Segment:
    """The parts of a segment. Raises SegmentProblem for anything that is not wholly one."""
    if len(data) > MAX_SEGMENT:
        raise _refuse("segment_too_large", "記録のまとまりが大きすぎます。")
    if not data.startswith(MAGIC):
        raise _refuse("segment_foreign", "これは窓口の記録ではありません。")
    try:
        _, version, header_length = _PREFIX.unpack_from(data)
        header_end = _PREFIX.size + header_length
        (length,) = _LENGTH.unpack_from(data, header_end)
    except struct.error as error:
        raise _refuse("segment_short", "記録のまとまりが途中で切れています。") from error
    if version != FORMAT_VERSION:
        raise _refuse("segment_too_new", "新しい版の窓口で作られた記録です。")
    end = header_end + _LENGTH.size + length
    if len(data) != end + _SIGNATURE:
        raise _refuse("segment_short", "記録のまとまりの長さが合いません。")
    header_bytes = data[_PREFIX.size : header_end]
    return Segment(_header(header_bytes), data[:end], header_bytes, data[header_end + _LENGTH.size : end], data[end:])


def _header(data: bytes) -> SegmentHeader:
    try:
        return msgspec.json.decode(data, type=SegmentHeader)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refuse("segment_damaged", "記録のまとまりの見出しが壊れています。") from error


def check_signature(segment: Segment, signing_public: bytes) -> None:
    """Raises SegmentProblem unless the device signed these very bytes."""
    if not is_signed(segment.signed, segment.signature, signing_public):
        raise _refuse("segment_signature", "だれが書いた記録かを確かめられません。")


def open_segment(segment: Segment, transport_key: bytes) -> tuple[bytes, ...]:
    """The events' bytes, in order. Raises SegmentProblem when anything does not fit its header."""
    if key_id(transport_key) != segment.header.transport_key_id:
        raise _refuse("segment_key", "この記録を開く鍵がありません。")
    try:
        packed = bytes(Aead(transport_key).decrypt(segment.ciphertext, segment.header_bytes))
    except CryptoError as error:
        raise _refuse("segment_damaged", "記録のまとまりが壊れています。") from error
    content = _unpack(packed)
    lines = tuple(content.split(b"\n"))
    if blake2b(content, digest_size=32).hexdigest() != segment.header.content_hash:
        raise _refuse("segment_damaged", "記録のまとまりの中身が見出しと合いません。")
    _check_count(lines, segment.header)
    return lines


def _check_count(lines: Sequence[bytes], header: SegmentHeader) -> None:
    if len(lines) != header.count or header.last_seq - header.first_seq + 1 != header.count:
        raise _refuse("segment_damaged", "記録のまとまりの件数が見出しと合いません。")


def _unpack(packed: bytes) -> bytes:
    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)) as reader:
            content = reader.read(MAX_UNPACKED + 1)
    except zstandard.ZstdError as error:
        raise _refuse("segment_damaged", "記録のまとまりが壊れています。") from error
    if len(content) > MAX_UNPACKED:
        raise _refuse("segment_too_large", "記録のまとまりが開くと大きすぎます。")
    return content
