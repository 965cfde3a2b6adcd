"""After a copy was put back: whoever was erased since it was made is erased once more, before anything is shown."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.kinds import PersonErased
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.storage.connection import read_only
from desktop.storage.journal import Draft
from desktop.storage.problems import told


@dataclass(frozen=True)
class Erased:
    """Whose records, and which keys, were destroyed in a file."""

    entities: tuple[str, ...] = ()
    key_ids: tuple[str, ...] = ()


def erased_in(file: Path, key: bytes) -> Erased:
    """What the file that gives way knows; nothing when it cannot be read."""
    try:
        with closing(read_only(file, key)) as old, told():
            people = old.execute(_ERASED).fetchall()
            keys = old.execute("SELECT key_id FROM erased_key").fetchall()
    except Problem:
        return Erased()
    return Erased(tuple(each for (each,) in people), tuple(each for (each,) in keys))


def erase_again(desk: Desk, erased: Erased) -> None:
    """Carry it out in the file that was put back."""
    db = desk.store.db
    with told(), db.atomic():
        for key_id in erased.key_ids:
            db.execute("INSERT OR IGNORE INTO erased_key (key_id) VALUES (?)", [key_id])
        db.execute("DELETE FROM key_record WHERE key_id IN (SELECT key_id FROM erased_key)")
    done = {each for (each,) in db.execute(_ERASED).fetchall()}
    again = (each for each in erased.entities if each not in done and desk.store.journal.knows(each))
    drafts = [Draft(each, PersonErased()) for each in again]
    if drafts:
        desk.record(*drafts)


_ERASED = "SELECT DISTINCT entity_id FROM event WHERE kind = 'person.erased'"
