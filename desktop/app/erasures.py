"""消去の広がり: on which of the site's laptops an erased person's keys are destroyed already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.clock import in_japan
from core.events import decode_event
from core.facts import Erasure
from desktop.app.desk import Desk
from desktop.storage import papers


@dataclass(frozen=True)
class StillThere:
    """A laptop that has not said so yet: its letter, and when its newest record known here was written."""

    letter: str
    last_heard: datetime | None


@dataclass(frozen=True)
class Spread:
    """How far an erasing came: laptops of the site, those that did it, and those that are missing."""

    person_id: str
    laptops: int
    done: int
    missing: tuple[StillThere, ...]
    erased_at: datetime | None = None


def spread_of(desk: Desk, person_id: str) -> Spread:
    """One person; a laptop that was stopped counts no more, because it is told to wipe everything."""
    return _spread(desk, person_id, desk.store.facts.where(Erasure, "person_id = ?", [person_id]))


def erasures(desk: Desk, at_most: int = 200) -> list[Spread]:
    """All erased persons, those that some laptop still holds first, then the newest."""
    told: dict[str, list[Erasure]] = {}
    for each in desk.store.facts.where(Erasure, "1", order="erased_at DESC"):
        told.setdefault(each.person_id, []).append(each)
    found = [_spread(desk, person_id, said) for person_id, said in told.items()]
    return sorted(found, key=lambda each: not each.missing)[:at_most]


def _spread(desk: Desk, person_id: str, said: Iterable[Erasure]) -> Spread:
    here = papers.taking_part(desk.store.db)
    by_device = {each.device_id: each for each in said}
    missing = tuple(
        StillThere(each.letter, _last_heard(desk, device))
        for device, each in sorted(here.items(), key=lambda one: one[1].letter)
        if device not in by_device
    )
    first = min((each.erased_at for each in by_device.values()), default=None)
    return Spread(person_id, len(here), len(here) - len(missing), missing, in_japan(first) if first else None)


def _last_heard(desk: Desk, device_id: str) -> datetime | None:
    row = desk.store.db.execute(
        "SELECT data FROM event WHERE device_id = ? ORDER BY epoch DESC, device_seq DESC LIMIT 1", [device_id]
    ).fetchone()
    return in_japan(decode_event(row[0]).wall_time) if row else None
