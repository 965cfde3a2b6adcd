"""The journal as it stands, for whoever must prove what is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.events import Event, decode_event
from core.free_text import SEALED_CODES
from core.number_guard import covered
from core.sealing import open_sealed
from desktop.app.desk import Desk
from desktop.app.people import note_viewing

_PAGE = 1_000


@dataclass(frozen=True)
class JournalLine:
    """An event, the place at which it came in here, and what its sealed fields say if that was asked for."""

    position: int
    event: Event
    revealed: dict[str, str] | None


def journal_lines(desk: Desk, *, reveal: bool = False) -> Iterator[JournalLine]:
    """Every event in the order in which it came in. Revealing leaves a record of its own, before the first line."""
    if reveal:
        note_viewing(desk, "journal", persons=_with_sealed_fields(desk))
    after = 0
    while page := _page(desk, after):
        for position, data in page:
            event = decode_event(data)
            yield JournalLine(position, event, _revealed(desk, event) if reveal else None)
        after = page[-1][0]


def _revealed(desk: Desk, event: Event) -> dict[str, str]:
    opened = open_sealed(event, desk.store.journal.keys.find)
    return {name: value if name in SEALED_CODES else covered(value) for name, value in opened.items()}


def _page(desk: Desk, after: int) -> list[tuple[int, bytes]]:
    query = "SELECT position, data FROM event WHERE position > ? ORDER BY position LIMIT ?"
    rows: list[tuple[int, bytes]] = desk.store.db.execute(query, [after, _PAGE]).fetchall()
    return rows


def _with_sealed_fields(desk: Desk) -> int:
    """How many people and texts can be read: each has a key of its own."""
    return int(desk.store.db.execute("SELECT count(DISTINCT entity_id) FROM key_record").fetchone()[0])
