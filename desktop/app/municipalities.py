"""Which municipality a plan belongs to: the site's, unless it says another, as it is on its day."""

import datetime
from functools import lru_cache

import msgspec

from core.assets import asset_path
from core.municipality import Municipalities, read_municipalities
from core.problem import Problem
from core.published import MUNICIPALITIES
from desktop.app.desk import Desk
from desktop.app.session_plans import Plan


def municipalities_here(desk: Desk) -> Municipalities:
    """The newest list that headquarters sent and that can be read; the program's own counts too."""
    good = _read(asset_path("catalogue", "municipalities.toml").read_bytes())
    assert good is not None
    for kept in desk.store.handout_texts.of(MUNICIPALITIES):
        read = _read(kept.data)
        if read is not None and read.version > good.version and good.by_code.keys() <= read.by_code.keys():
            good = read
    return good


def placed(desk: Desk, plan: Plan, before: str | None = None) -> Plan:
    """The plan with its municipality: the site's where none is told, after a merger the one that it became part of.

    Raises Problem for a code with a wrong check digit, or of one that was merged before the day; what the session had
    `before` stays, so that it counts under what it was.
    """
    known, day = municipalities_here(desk), datetime.date.fromisoformat(plan.day)
    if plan.municipality is None:
        return msgspec.structs.replace(plan, municipality=known.on(desk.identity.municipality, day))
    if plan.municipality != before:
        known.check(plan.municipality, day)
    return plan


@lru_cache(maxsize=4)
def _read(data: bytes) -> Municipalities | None:
    """None for a file of a newer program, or a broken one."""
    try:
        return read_municipalities(data)
    except Problem:
        return None
