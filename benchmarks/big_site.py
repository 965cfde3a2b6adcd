"""A site with very many people, made through the real schema and the real search, quickly."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.copies import Copies
from core.clock import SystemClock
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site
from devtools.places import ROOT

PASSPHRASE = "けいそく"
_WORK = ROOT / "build" / "bench"
_CARDS = 1_000


@dataclass(frozen=True)
class BigSite:
    """A data folder with an open day, and the cards of some of its people."""

    data: Path
    cards: tuple[str, ...]


@cache
def site_with(people: int) -> BigSite:
    """Made once a run; the folder goes when the run ends."""
    data = new_folder()
    desk = small_desk(data)
    cards = fill(desk, people)
    desk.store.close()
    return BigSite(data, cards)


def small_desk(data: Path, passphrase: str | None = PASSPHRASE) -> Desk:
    """A site whose day is open, with names switched on."""
    desk = init_site(data, NewSite("計測", "132292", passphrase), SystemClock())
    change_setting(desk, "visitor_fields", "name,kana,phone")
    open_day(desk)
    return desk


def fill(desk: Desk, people: int) -> tuple[str, ...]:
    """Add so many people; the cards of a sample of them."""
    copies = Copies(desk)
    # Nothing is at stake while it is made, and the cache holds all that is touched at random.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2000000"):
        desk.store.db.execute(f"PRAGMA {pragma}").fetchall()
    desk.store.db.execute("BEGIN")
    cards = [copies.add() for _ in range(people)]
    copies.count_as_sent()
    desk.store.db.execute("COMMIT")
    return tuple(copies.chance.sample(cards, min(_CARDS, people)))


def new_folder() -> Path:
    """An empty folder on the disk of the source tree: in memory a commit would cost nothing."""
    return Path(tempfile.mkdtemp(dir=_workshop().name))


@cache
def _workshop() -> "tempfile.TemporaryDirectory[str]":
    _WORK.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=_WORK)
