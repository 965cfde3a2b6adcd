"""Who fits a session: what speaks for a supporter and what to look at, in words. It advises and never refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.badges import BadgeStanding, BadgeState, standing
from core.facts import Badge, Session, Supporter
from core.worded import Worded


class Point(Worded):
    """One thing to know about somebody and a session; those of `CONCERNS` want a look."""

    ELSEWHERE = "elsewhere", "同じ時間に、ほかの予定の担当です", "is at another session at that time"
    BADGE_NONE = "badge_none", "オープンバッジがありません", "has no open badge"
    BADGE_EXPIRED = (
        "badge_expired",
        "その日には、オープンバッジの期限が切れています",
        "the open badge will have expired by that day",
    )
    INACTIVE = "inactive", "いまは活動していません", "is not active now"
    OTHER_WEEKDAY = "other_weekday", "ご希望の曜日ではありません", "prefers other weekdays"
    OTHER_MUNICIPALITY = "other_municipality", "ご希望の市区町村ではありません", "prefers other municipalities"
    MORE_THAN_NEEDED = "more_than_needed", "必要な人数より多くなっています", "more people than needed"
    BADGE_EXPIRING = (
        "badge_expiring",
        "オープンバッジは有効です（まもなく期限）",
        "the open badge is valid and expires soon",
    )
    BADGE_VALID = "badge_valid", "オープンバッジは有効です", "the open badge is valid"
    WEEKDAY = "weekday", "ご希望の曜日です", "prefers this weekday"
    MUNICIPALITY = "municipality", "ご希望の市区町村です", "prefers this municipality"
    STRENGTH = "strength", "求められている内容が得意です", "is good at what is asked for"
    WORKED_LITTLE = "worked_little", "今年度はまだ活動していません", "has not worked yet this fiscal year"

    @property
    def is_concern(self) -> bool:
        """Whether it is told as a warning."""
        return self in CONCERNS


CONCERNS = frozenset(
    {
        Point.ELSEWHERE,
        Point.BADGE_NONE,
        Point.BADGE_EXPIRED,
        Point.INACTIVE,
        Point.OTHER_WEEKDAY,
        Point.OTHER_MUNICIPALITY,
        Point.MORE_THAN_NEEDED,
    }
)
UNBADGED = frozenset({Point.BADGE_NONE, Point.BADGE_EXPIRED})
_TOLD_AT_ONCE = UNBADGED | {Point.ELSEWHERE, Point.INACTIVE, Point.MORE_THAN_NEEDED}
_WEIGHT = {Point.ELSEWHERE: 8, Point.INACTIVE: 8, Point.BADGE_NONE: 4, Point.BADGE_EXPIRED: 4}
_BADGES = {
    BadgeState.NONE: Point.BADGE_NONE,
    BadgeState.EXPIRED: Point.BADGE_EXPIRED,
    BadgeState.EXPIRING: Point.BADGE_EXPIRING,
    BadgeState.VALID: Point.BADGE_VALID,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a session asks for. `strengths` are groups of topics (T02), none where anybody will do."""

    session: Session
    needs_badge: bool = False
    strengths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with what the store knows of them. `others` are sessions that they are matched to already, `minutes`
    and `sessions` what they did this fiscal year."""

    supporter: Supporter
    badges: tuple[Badge, ...] = ()
    others: tuple[Session, ...] = ()
    minutes: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How somebody fits: points in the order in which they are told, concerns first."""

    candidate: Candidate
    badge: BadgeStanding
    points: tuple[Point, ...]

    @property
    def concerns(self) -> tuple[Point, ...]:
        """What to look at."""
        return tuple(each for each in self.points if each.is_concern)

    @property
    def at_once(self) -> tuple[Point, ...]:
        """What is told when they are matched: not what they only would have liked otherwise."""
        return tuple(each for each in self.points if each in _TOLD_AT_ONCE)


def fit(wanted: Wanted, candidate: Candidate) -> Fit:
    """How somebody fits a session. Who said nothing about days or places may be asked for any."""
    session, one = wanted.session, candidate.supporter
    badge = standing(candidate.badges, date.fromisoformat(session.day))
    weekday = str(date.fromisoformat(session.day).isoweekday())
    points = [
        Point.ELSEWHERE if any(overlap(session, each) for each in candidate.others) else None,
        _BADGES[badge.state] if wanted.needs_badge or badge.holds else None,
        None if one.active else Point.INACTIVE,
        _among(weekday, one.weekdays, Point.WEEKDAY, Point.OTHER_WEEKDAY),
        _among(session.municipality, one.municipalities, Point.MUNICIPALITY, Point.OTHER_MUNICIPALITY),
        Point.STRENGTH if set(wanted.strengths) & set(one.strengths.split()) else None,
        None if candidate.minutes else Point.WORKED_LITTLE,
    ]
    order = list(Point)
    return Fit(candidate, badge, tuple(sorted(filter(None, points), key=order.index)))


def by_fit(fits: Iterable[Fit]) -> list[Fit]:
    """The best first; among equals who worked least this year, so that everybody has a turn."""
    return sorted(fits, key=_rank)


def overlap(one: Session, other: Session) -> bool:
    """Whether nobody can be at both."""
    if one.session_id == other.session_id or "cancelled" in (one.state, other.state):
        return False
    return one.day == other.day and one.starts < other.ends and other.starts < one.ends


def _among(value: str | None, offered: str, yes: Point, no: Point) -> Point | None:
    if not offered or value is None:
        return None
    return yes if value in offered.split() else no


def _rank(one: Fit) -> tuple[int, int, int, str, str]:
    against = sum(_WEIGHT.get(each, 1) for each in one.concerns)
    good = sum(each in (Point.WEEKDAY, Point.MUNICIPALITY, Point.STRENGTH) for each in one.points)
    supporter = one.candidate.supporter
    return against, -good, one.candidate.minutes, supporter.kana or supporter.display_name, supporter.supporter_id
