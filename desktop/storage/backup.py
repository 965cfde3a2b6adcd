"""Copies of the file that stay encrypted with the same key, kept beside it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.storage.problems import told

if TYPE_CHECKING:
    from sqlite_utils.db import Database

KEPT = 10
_FORMAT = "%Y%m%d-%H%M%S"


def back_up(db: "Database", folder: Path, now: datetime) -> Path:
    """Write a whole, consistent copy into `folder` and keep the newest ten there."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"site-{now.strftime(_FORMAT)}.db"
    copy_to(db, target)
    for old in backups(folder)[KEPT:]:
        old.unlink()
    return target


def copy_to(db: "Database", target: Path) -> None:
    """VACUUM INTO through a temporary name: a half-written copy never looks like a whole one."""
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with told():
        db.execute("VACUUM INTO ?", [str(unfinished)])
    unfinished.replace(target)


def backups(folder: Path) -> list[Path]:
    """The copies in a folder, newest first."""
    return sorted(folder.glob("site-*.db"), reverse=True)
