"""Where the tests write: in memory, if there is enough of it, since on a disk they mostly wait for it.

Nothing a test proves is lost by that: programs are killed, the machine is not. `dev.py prove` writes to a disk.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 4 << 30
"""Bytes. The bundle alone takes 0.7 GB while it is made."""


@contextmanager
def scratch(memory: Path = _MEMORY, enough: int = _ENOUGH) -> Iterator[dict[str, str]]:
    """What an environment needs for its temporary files to lie in memory, gone at the end; else nothing."""
    if not _is_fit(memory, enough):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="madoguchi-", dir=memory, ignore_cleanup_errors=True) as folder:
        yield {"TMPDIR": folder}


def _is_fit(memory: Path, enough: int) -> bool:
    """Only Linux has such a folder; containers often keep it small, or let no program run from it."""
    if not memory.is_dir() or not os.access(memory, os.W_OK):
        return False
    told = os.statvfs(memory)
    return told.f_bavail * told.f_frsize >= enough and not told.f_flag & os.ST_NOEXEC
