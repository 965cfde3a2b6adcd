"""Files that people take away: papers and segments."""

import os
from contextlib import suppress
from pathlib import Path

from core.problem import Problem


def write_file(path: Path, data: bytes) -> Path:
    """Write under a temporary name, make it durable, read it back, and only then give it its name.

    A stick that is pulled out in between leaves no half file that looks like a whole one.
    """
    unfinished = path.parent / f".{path.name}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)  # cards and recovery sheets are nobody else's on a shared computer
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if unfinished.read_bytes() != data:
            raise OSError("read back differently")
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):  # the stick may be gone
            unfinished.unlink(missing_ok=True)
        raise Problem(
            "file_not_written",
            "ファイルを保存できませんでした。",
            "ほかの場所を選ぶか、空き容量を確かめて、もう一度保存してください。",
        ) from error
    return path


def read_file(path: Path, at_most: int) -> bytes:
    """A file's bytes, up to a limit beyond which it cannot be ours. Raises Problem."""
    try:
        with path.open("rb") as file:
            return file.read(at_most + 1)
    except OSError as error:
        raise Problem(
            "file_not_read", f"「{path}」を読めません。", "ファイルの名前と場所を確かめてください。"
        ) from error
