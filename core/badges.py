"""オープンバッジ: how a supporter stands on a day, by the badges on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Badge
from core.worded import Worded

SOON = timedelta(days=30)


class BadgeState(Worded):
    """`expiring` still holds, and ends within thirty days; `none` is also one that begins later, or was revoked."""

    VALID = "valid", "有効", "valid"
    EXPIRING = "expiring", "まもなく期限", "expires soon"
    EXPIRED = "expired", "期限切れ", "expired"
    NONE = "none", "なし", "none"


@dataclass(frozen=True, slots=True)
class BadgeStanding:
    """How somebody stands, and by which badge; there is none where the state is `none`."""

    state: BadgeState
    badge: Badge | None = None

    @property
    def holds(self) -> bool:
        """Whether a session that needs a badge has one in this person."""
        return self.state in (BadgeState.VALID, BadgeState.EXPIRING)


def standing(badges: Iterable[Badge], day: date) -> BadgeStanding:
    """How somebody with these badges stands on that day: by the one that holds longest. Its last day is within."""
    begun = [each for each in badges if not each.voided and each.issued_on <= day.isoformat()]
    if not begun:
        return BadgeStanding(BadgeState.NONE)
    best = max(begun, key=lambda each: (_last_day(each), each.issued_on, each.badge_id))
    last = _last_day(best)
    if last < day.isoformat():
        return BadgeStanding(BadgeState.EXPIRED, best)
    soon = last <= (day + SOON).isoformat()
    return BadgeStanding(BadgeState.EXPIRING if soon else BadgeState.VALID, best)


def _last_day(badge: Badge) -> str:
    return badge.expires_on or date.max.isoformat()
