"""One visit received twice while laptops were apart: every reception stays, one of them counts.

Which receptions can be one visit (same session, same visitor) is decided before: by merges (`core.merging`), or by
the booking of somebody who is not on record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.conflicts import Decision, about

COUNTED = "voided = 0 AND double_of IS NULL"
"""The receptions that count as visits, and the consultations that count, as an SQL condition in both databases."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A standing reception; `again` says that somebody asked for it to count once more."""

    attendance_id: str
    at: str
    again: bool
    double_of: str | None
    """As it was counted until now."""


def doubles(receptions: Iterable[Reception], decided: Mapping[str, str]) -> dict[str, str | None]:
    """For all receptions of one visitor in one session: instead of which other one each does not count.

    The earliest counts, and each that was received `again`. Any other is the same visit as one that counts already,
    until somebody has decided that they are two; `decided` gives the decision by `core.conflicts.about`.
    """
    counting: list[str] = []
    found: dict[str, str | None] = {}
    for each in sorted(receptions, key=lambda each: (each.at, each.attendance_id)):
        double_of = None if each.again else same_as(each.attendance_id, counting, decided)
        if double_of is None:
            counting.append(each.attendance_id)
        found[each.attendance_id] = double_of
    return found


def same_as(this: str, counting: Iterable[str], decided: Mapping[str, str]) -> str | None:
    """As which of these it is the same: what somebody named goes before what only may be; None for none."""
    said = {each: decided.get(about(each, this)) for each in counting}
    certain = [each for each, decision in said.items() if decision == Decision.ONE]
    possible = [each for each, decision in said.items() if decision != Decision.TWO]
    return next(iter(certain + possible), None)


def changed(receptions: Iterable[Reception], decided: Mapping[str, str]) -> dict[str, str | None]:
    """Those of `doubles` that are counted otherwise than until now."""
    standing = list(receptions)
    now = doubles(standing, decided)
    return {
        each.attendance_id: now[each.attendance_id] for each in standing if now[each.attendance_id] != each.double_of
    }
