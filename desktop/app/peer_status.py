"""Which laptops belong to this site, and how talking to them was arranged, for the command line."""

from dataclasses import dataclass
from datetime import datetime

from core.clock import in_japan
from desktop.app.desk import Desk
from desktop.app.peers import LISTENS, kept_links
from desktop.app.rotation import other_laptops


@dataclass(frozen=True)
class OtherLaptop:
    """One that takes part; `read_at` is when records were last read from it over the network of the venue."""

    device_id: str
    letter: str
    read_at: datetime | None


@dataclass(frozen=True)
class PeerStatus:
    """Whether the window listens at every start, whom it then talks to, and the site's other laptops by letter."""

    listens: bool
    links: tuple[str, ...]
    laptops: tuple[OtherLaptop, ...]


def peer_status(desk: Desk) -> PeerStatus:
    """As it is kept; nothing is asked of the network."""
    read_at = dict(desk.store.db.execute("SELECT device_id, last_at FROM peer WHERE last_at <> ''").fetchall())
    laptops = tuple(
        OtherLaptop(
            each.device_id, each.letter, in_japan(read_at[each.device_id]) if each.device_id in read_at else None
        )
        for each in other_laptops(desk)
    )
    links = tuple(str(each.address) for each in kept_links(desk))
    return PeerStatus(desk.store.settings.get(LISTENS) == "on", links, laptops)
