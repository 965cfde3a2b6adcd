"""控え: the copies beside the open file, and going back to one of them while the window is open."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.clock import JAPAN, Clock
from core.facts import FACTS
from core.keys import SigningPair, forget_seeds
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.recovery import open_sheet
from desktop.app.sending import send_now
from desktop.app.site import asks_passphrase, current_site, open_site, restore_backup, take_over
from desktop.devices.keystore import find_key
from desktop.devices.root_key import opened as opened_key
from desktop.devices.root_key import root_key_for
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


def begin_from_copy(
    data: Path, copy: Path, sheet: tuple[str, str], clock: Clock, passphrase: str | None = None
) -> Desk:
    """控えから始める: a new machine takes a copy over, with the recovery sheet and its code alone.

    A new epoch begins. What was erased since is heard from headquarters, before anything is shown, if it answers.
    Raises Problem, and leaves the machine as it was, for a copy or a sheet that do not belong together.
    """
    if current_site(data) is not None:
        raise Problem("site_exists", "この端末には、もう拠点があります。", "そのままお使いください。")
    site_id, key = _key_of(copy, *sheet)
    take_over(data, site_id, copy, key, passphrase, clock)
    desk = open_site(data, clock, passphrase)
    desk.store.outbox.open_new_epoch()
    if desk.identity.hq is not None:
        with suppress(Problem):  # the next exchange brings it; until then the network is told of as missing
            send_now(desk)
    return desk


def _key_of(copy: Path, sheet: str, code: str) -> tuple[str, bytes]:
    kept = root_key_for(copy)
    opened = open_sheet(sheet, code)
    try:
        return kept.site_id, opened_key(kept, SigningPair(opened.seed))
    finally:
        forget_seeds()


def _data(desk: Desk) -> Path:
    """`data`/sites/<site id>/site.db (see `desktop.app.site`)."""
    return desk.store.path.parents[2]
