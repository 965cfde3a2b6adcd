"""拠点を準備する: everything that the first start asks, in one act; and what it says of a copy to go back to."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from core.assets import asset_path
from core.clock import Clock
from core.municipality import Municipality, load_municipalities
from core.number_guard import guard
from core.problem import Problem
from core.search_text import search_form
from desktop.app.desk import Desk
from desktop.app.site import NewSite, init_site, newest_backup
from desktop.app.staff import add_supporter, set_pin, sit_down

SHORTEST_PASSPHRASE = 8
_SUGGESTED = 5


@dataclass(frozen=True)
class SiteWanted:
    """What a person entered. Coordinator and PIN may wait; `passphrase` is None where the system keeps the key."""

    name: str
    municipality: str
    coordinator: str = ""
    pin: str = ""
    passphrase: str | None = None


@dataclass(frozen=True)
class Copy:
    """A backup and when it was made."""

    path: Path
    made: datetime


def set_up(data: Path, wanted: SiteWanted, clock: Clock) -> Desk:
    """Make the site, its coordinator and the PIN. Everything is looked at first: a Problem leaves nothing behind."""
    guard(wanted.name)
    guard(wanted.coordinator)
    if wanted.pin and not is_pin(wanted.pin):
        raise Problem("pin_form", "暗証番号は、4桁から12桁の数字です。", "入れ直してください。")
    desk = init_site(data, NewSite(wanted.name, wanted.municipality, wanted.passphrase), clock)
    if wanted.coordinator.strip():
        sit_down(desk, add_supporter(desk, wanted.coordinator, "coordinator").supporter.supporter_id)
    if wanted.pin:
        set_pin(desk, wanted.pin)
    return desk


def is_pin(text: str) -> bool:
    """Four to twelve digits."""
    return text.isascii() and text.isdigit() and 4 <= len(text) <= 12


def municipality_code(text: str) -> str:
    """The typed code in half-width digits."""
    return unicodedata.normalize("NFKC", text).strip().replace("-", "")


def municipality(text: str) -> Municipality | None:
    """The municipality with this code, if it is in our list; others have their right to a code too."""
    return _municipalities().get(municipality_code(text))


def municipalities_named(text: str) -> list[Municipality]:
    """The first few whose name or reading begins like this."""
    wanted = search_form(text)
    found = [each for each in _municipalities().values() if wanted and _begins(each, wanted)]
    return found[:_SUGGESTED]


def newest_copy(data: Path) -> Copy | None:
    """The newest backup of the site in use, if there is one."""
    path = newest_backup(data)
    if path is None:
        return None
    return Copy(path, datetime.strptime(path.stem, "site-%Y%m%d-%H%M%S"))  # local time, as it is named


def _begins(each: Municipality, wanted: str) -> bool:
    return any(search_form(word).startswith(wanted) for word in (each.name, each.kana))


@cache
def _municipalities() -> dict[str, Municipality]:
    return load_municipalities(asset_path("catalogue", "municipalities.toml"))
