"""The file of an open badge: kept as it was handed over, known by its own bytes, never opened by us.

Nothing here draws, runs or parses what it holds: an SVG may carry a script, a PNG a bomb.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from pathlib import PurePath

import msgspec

from core.problem import Problem

LARGEST = 180 * 1024
"""Bytes: in base64, with all the rest of its event, it must stay below `core.events.MAX_EVENT_BYTES`."""
_SMALLER = (
    "発行元のページから、小さい画像か JSON で取り出し直してください。"
    "画像を自分で縮めると、バッジの証明が消えます。ファイルなしでも登録できます。"
)
"""The proof is baked into the picture: one that we scaled down would prove nothing."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
_LONGEST_NAME = 80


class BadgeType(StrEnum):
    """What a badge's file is, which is also how its name ends."""

    PNG = "png"
    SVG = "svg"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class BadgeFile:
    """A badge's file; `name` ends as its bytes are, whatever it was called."""

    name: str
    data: bytes

    @property
    def encoded(self) -> str:
        """As the event keeps it."""
        return base64.b64encode(self.data).decode("ascii")

    @property
    def digest(self) -> str:
        """The hex of its BLAKE2b-32."""
        return _digest(self.data)


def taken(name: str, data: bytes) -> BadgeFile:
    """A file that somebody brings. Raises Problem when it is too large, or neither PNG, SVG nor JSON."""
    if len(data) > LARGEST:
        raise Problem(
            "badge_file_large",
            f"バッジのファイルが大きすぎます（{LARGEST // 1024} KBまで）。",
            _SMALLER,
        )
    found = sniffed(data)
    if found is None:
        raise Problem(
            "badge_file_type",
            "このファイルは、オープンバッジとして読めません。",
            "PNG、SVG、JSON のどれかを選んでください。",
        )
    return BadgeFile(_named(name, found), data)


def given_back(name: str | None, encoded: str, digest: str | None) -> BadgeFile:
    """The file of an event, whoever wrote it. Raises Problem when it is not what its event says, or no badge."""
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    found = sniffed(data)
    if found is None or _digest(data) != digest:
        raise Problem(
            "badge_file_broken",
            "保存されているバッジのファイルが、登録したときとちがいます。",
            "ご本人からもう一度受け取って、登録し直してください。",
        )
    return BadgeFile(_named(name or "", found), data)


def sniffed(data: bytes) -> BadgeType | None:
    """What the bytes themselves say; None for anything else. Nothing is looked up, nothing is run."""
    if data.startswith(_PNG):
        return BadgeType.PNG
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return BadgeType.JSON if _is_object(text) else None
    return BadgeType.SVG if _root(text).startswith((b"<svg>", b"<svg ", b"<svg\n", b"<svg\r", b"<svg\t")) else None


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(text), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _root(text: bytes) -> bytes:
    """From the first element on, without declaration, comments and document type before it."""
    while text.startswith(b"<") and not text.startswith(b"<svg"):
        begin, end = next(((b, e) for b, e in _SKIPPED if text.startswith(b)), (b"", b""))
        _, found, rest = text.partition(end) if begin else (b"", b"", b"")
        if not found:
            return b""
        text = rest.lstrip()
    return text


def _named(name: str, found: BadgeType) -> str:
    """The stem that it had, without a path and without what no file system takes."""
    stem = PurePath(name.replace("\\", "/")).stem
    kept = "".join(each for each in stem if each.isprintable() and each not in '<>:"|?*')
    return f"{kept.strip(' .')[:_LONGEST_NAME] or 'badge'}.{found}"


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=32).hexdigest()
