"""Looking after the records: projections made anew, copies to any place."""

from pathlib import Path

from core.problem import Problem
from desktop.app.desk import Desk
from desktop.storage.backup import copy_to


def rebuild(desk: Desk) -> int:
    """Make all projections anew from the journal; how many rows were written."""
    return desk.store.journal.rebuild()


def backup_to(desk: Desk, target: Path) -> Path:
    """A whole copy under this name, encrypted with the same key. Raises Problem when it cannot be written."""
    if target.resolve() == desk.store.path.resolve() or target.is_dir():
        raise _not_there(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_to(desk.store.db, target)
    except OSError as error:
        raise _not_there(target) from error
    return target


def _not_there(target: Path) -> Problem:
    return Problem("backup_place", f"「{target}」には控えを作れません。", "別の場所か、別の名前を選んでください。")
