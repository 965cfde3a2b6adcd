"""Looking after the records: projections made anew, copies to any place."""

import shutil
from pathlib import Path

from core.problem import Problem
from desktop.app.desk import Desk
from desktop.devices.root_key import FILE, beside
from desktop.storage.backup import copy_to


def rebuild(desk: Desk) -> int:
    """Make all projections anew from the journal; how many rows were written."""
    return desk.store.journal.rebuild()


def backup_to(desk: Desk, target: Path) -> Path:
    """A whole copy under this name, encrypted with the same key, which lies beside it, wrapped to the recovery sheet.

    Raises Problem when it cannot be written.
    """
    if target.resolve() == desk.store.path.resolve() or target.is_dir():
        raise _not_there(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_to(desk.store.db, target)
        kept = desk.store.path.with_name(FILE)
        if kept.exists():
            shutil.copyfile(kept, beside(target))
    except OSError as error:
        raise _not_there(target) from error
    return target


def _not_there(target: Path) -> Problem:
    return Problem("backup_place", f"「{target}」には控えを作れません。", "別の場所か、別の名前を選んでください。")
