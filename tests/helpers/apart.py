"""Two laptops of one site on real files, which know of each other only when a test lets them meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from core.clock import FixedClock
from core.keys import SigningPair
from desktop.app.desk import Desk
from desktop.app.site import desk_of
from desktop.storage.identity import Identity
from tests.helpers.sites import make_identity, make_store


@contextmanager
def two_laptops(folder: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    """A and B: certified by one root, with the same keys."""
    first = desk_of(make_store(folder / "A", clock=clock), clock)
    second = desk_of(make_store(folder / "B", second_identity(first), clock), clock)
    for desk, other in ((first, second), (second, first)):
        desk.store.db.execute(
            "INSERT INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
            [other.identity.device_id, msgspec.msgpack.encode(other.identity.certificate)],
        )
    yield first, second
    for desk in (first, second):
        desk.store.close()


def second_identity(first: Desk) -> Identity:
    """B of the same site, certified by its root."""
    assert first.identity.root_seed is not None  # A is the site's first laptop
    root = SigningPair(first.identity.root_seed)
    made = make_identity(root, "B", first.identity.site_id)
    return msgspec.structs.replace(made, ring=first.identity.ring, transport_key=first.identity.transport_key)


def meet(*desks: Desk) -> None:
    """Each learns what the others wrote."""
    for desk in desks:
        for other in desks:
            lines = [data for (data,) in other.store.db.execute("SELECT data FROM event").fetchall()]
            with desk.store.db.atomic():
                desk.store.journal.absorb(lines)
