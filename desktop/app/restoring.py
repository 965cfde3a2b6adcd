"""控え: the copies beside the open file, and going back to one of them while the window is open."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.clock import JAPAN
from core.facts import FACTS
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.site import asks_passphrase, open_site, restore_backup
from desktop.devices.keystore import find_key
from desktop.storage.backup import backups


@dataclass(frozen=True)
class BackupLine:
    """A copy: when it was made, and its size in bytes."""

    path: Path
    made: datetime
    size: int


@dataclass(frozen=True)
class Restored:
    """The desk stands on the copy now; everything may have changed."""

    changed: Changed


def kept_backups(desk: Desk) -> list[BackupLine]:
    """Newest first."""
    lines = []
    for path in backups(desk.store.path.parent / "backups"):
        told = path.stat()
        made = datetime.fromtimestamp(told.st_mtime, JAPAN)
        lines.append(BackupLine(path, made, told.st_size))
    return lines


def restoring_asks_passphrase(desk: Desk) -> bool:
    """Whether going back needs the passphrase that opens the site."""
    return asks_passphrase(_data(desk))


def restore_here(desk: Desk, backup: Path, passphrase: str | None = None) -> Restored:
    """Go back to a copy. What stood there is kept beside it, and a new epoch begins.

    Raises Problem for a wrong passphrase or a copy that cannot be opened; the desk then stands where it stood.
    """
    data = _data(desk)
    find_key(desk.store.path.parent, passphrase)
    if not backup.exists():
        raise Problem("backup_missing", "その控えが見つかりません。", "一覧から選び直してください。")
    desk.store.close()
    try:
        desk.store = restore_backup(data, backup, desk.clock, passphrase).store
    except Problem:
        desk.store = open_site(data, desk.clock, passphrase).store
        raise
    return Restored(frozenset(FACTS))


def _data(desk: Desk) -> Path:
    """`data`/sites/<site id>/site.db (see `desktop.app.site`)."""
    return desk.store.path.parents[2]
