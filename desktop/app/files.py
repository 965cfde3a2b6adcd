"""Files that people take away: papers, segments, parcels."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from core.problem import Problem

_CHUNK = 1024 * 1024
_NOT_READY = frozenset({21, 433, 1006, 1167})
"""Windows: the device is not ready, does not exist, was changed under the file, is not connected."""


class Unfinished:
    """A file that is being written, by pieces."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.hash, self.size = file, blake2b(), 0

    def write(self, data: bytes, /) -> None:
        """Some more."""
        self._file.write(data)
        self.hash.update(data)
        self.size += len(data)


@contextmanager
def whole_file(path: Path) -> Iterator[Unfinished]:
    """Write under a temporary name, make it durable, read it back, and only then give it its name.

    A stick that is pulled out in between leaves no half file that looks like a whole one. Raises Problem with what
    stands in the way: no room, no right to write, no stick any more.
    """
    unfinished = path.parent / f".{path.name}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)  # whoever prepared the stick may have laid a link there, to a file of ours
        unfinished.touch(mode=0o600, exist_ok=False)  # cards and recovery sheets are nobody else's on a shared computer
        with unfinished.open("wb") as file:
            writing = Unfinished(file)
            yield writing
            file.flush()
            os.fsync(file.fileno())
            _forget_cached(file)
        if _hash_of(unfinished) != writing.hash.digest():
            raise OSError("read back differently")
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        _remove(unfinished)
        raise _not_written(error) from error
    except BaseException:
        _remove(unfinished)
        raise


def existing_folder(named: str) -> Path:
    """Where somebody wants files to go. Raises Problem: made anew, the folder of a stick that is out would be here."""
    folder = Path(named)
    if not folder.is_dir():
        raise Problem(
            "folder_missing",
            "書き出す先のフォルダーが見つかりません。",
            "USBメモリーが差してあるか、フォルダーの名前を確かめてください。",
        )
    return folder


def write_file(path: Path, data: bytes) -> Path:
    """A whole file at once; see `whole_file`."""
    with whole_file(path) as file:
        file.write(data)
    return path


def read_file(path: Path, at_most: int) -> bytes:
    """A file's bytes, up to a limit beyond which it cannot be ours. Raises Problem."""
    try:
        with path.open("rb") as file:
            return file.read(at_most + 1)
    except OSError as error:
        raise not_read(path) from error


def not_read(path: Path) -> Problem:
    """It is not there, or may not be read."""
    return Problem("file_not_read", f"「{path}」を読めません。", "ファイルの名前と場所を確かめてください。")


def _hash_of(path: Path) -> bytes:
    seen = blake2b()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            seen.update(piece)
    return seen.digest()


def _forget_cached(file: BinaryIO) -> None:
    """So that reading back asks the stick and not the memory, where the system lets us say so."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """The name too, where a folder can be opened at all (not on Windows)."""
    if os.name == "posix":
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _remove(unfinished: Path) -> None:
    with suppress(OSError):  # the stick may be gone
        unfinished.unlink(missing_ok=True)


def _not_written(error: OSError) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_room()
    if getattr(error, "winerror", None) in _NOT_READY or error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO):
        return Problem(
            "file_gone",
            "書き込む先が、途中で見つからなくなりました。",
            "USBメモリーを差し直して、もう一度保存してください。もとの記録は、この端末に残っています。",
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Problem(
            "file_read_only",
            "この場所には書き込めません。",
            "USBメモリーの書き込み禁止を外すか、ほかの場所を選んで、もう一度保存してください。",
        )
    return Problem(
        "file_not_written",
        "ファイルを保存できませんでした。",
        "ほかの場所を選ぶか、空き容量を確かめて、もう一度保存してください。",
    )


def no_room() -> Problem:
    """The stick is full."""
    return Problem(
        "file_no_room",
        "保存する場所の空きが足りません。",
        "いらないファイルを消すか、ほかの場所を選んで、もう一度保存してください。",
    )
