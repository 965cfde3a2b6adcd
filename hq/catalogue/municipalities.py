"""The municipalities as headquarters publishes them: a code never goes; a merged one says what it became part of."""

from datetime import datetime
from functools import lru_cache

from core.assets import asset_path
from core.clock import JAPAN
from core.municipality import Municipalities, Municipality, read_municipalities
from core.number_guard import guard
from core.problem import Problem
from core.published import MUNICIPALITIES
from hq.catalogue.changes import Change, Changed
from hq.catalogue.lists import check_size, check_version, keep, latest


def newest() -> Municipalities:
    """The newest version: published here, or the one that came with the program."""
    data, shipped = latest(MUNICIPALITIES), _shipped()
    published = _read(data) if data is not None else shipped
    return published if published.version > shipped.version else shipped


def with_merged(code: str) -> tuple[str, ...]:
    """The code by which a municipality goes today, and those that were merged into it."""
    return newest().with_merged(code, datetime.now(JAPAN).date())


def publish(data: bytes) -> Municipalities:
    """Keep it signed; every laptop gets it with its next exchange. Raises Problem."""
    new = look_at(data)
    keep(MUNICIPALITIES, new.version, new.published, data)
    return new


def look_at(data: bytes) -> Municipalities:
    """The list, if it may be published. Raises Problem."""
    check_size(data)
    before, after = newest(), read_municipalities(data)
    guard(data.decode())
    check_version(after.version, before.version)
    for code in sorted(before.by_code.keys() - after.by_code.keys()):
        raise Problem(
            "municipalities_deleted",
            f"「{code}」がなくなっています。前の記録の名前が出せなくなります。",
            "消さずに、終わりの日（valid_to）と合併先（merged_into）を入れてください。",
        )
    return after


def changes(before: Municipalities, after: Municipalities) -> tuple[Changed, ...]:
    """What becomes of each code that is not as it was."""
    known = before.by_code
    changed = ((_change(known.get(code), each), each) for code, each in after.by_code.items())
    return tuple(Changed(change, each.code, each.name) for change, each in changed if change)


def _change(before: Municipality | None, after: Municipality) -> Change | None:
    if before is None:
        return Change.ADDED
    if before.valid_to != after.valid_to:
        return Change.OFFERED_AGAIN if after.valid_to is None else Change.RETIRED
    if before.name != after.name:
        return Change.REWORDED
    return Change.CHANGED if before != after else None


@lru_cache(maxsize=1)
def _shipped() -> Municipalities:
    return read_municipalities(asset_path("catalogue", "municipalities.toml"))


@lru_cache(maxsize=4)
def _read(data: bytes) -> Municipalities:
    return read_municipalities(data)
