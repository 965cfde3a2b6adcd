"""What the pages of supporters say, as plain values in the language of the window."""

from collections.abc import Sequence
from datetime import date

from core import supporter_words
from core.badges import BadgeStanding, BadgeState
from core.catalogue import Group
from core.facts import Supporter, Training
from core.staff_fit import Point
from core.worked_hours import Worked
from desktop.app.first_start import municipality
from desktop.app.supporters import SupporterLine
from desktop.ui.i18n import language, listed, named, tr
from desktop.ui.widgets.frames import Tone

ROLES = {"supporter": "サポーター", "coordinator": "責任者"}
BADGES: dict[BadgeState, tuple[str, Tone]] = {
    BadgeState.VALID: ("オープンバッジ 有効", "success"),
    BadgeState.EXPIRING: ("オープンバッジ まもなく期限", "warning"),
    BadgeState.EXPIRED: ("オープンバッジ 期限切れ", "error"),
    BadgeState.NONE: ("オープンバッジ なし", "quiet"),
}
_SHORT = {
    BadgeState.VALID: "○ 有効",
    BadgeState.EXPIRING: "△ まもなく期限",
    BadgeState.EXPIRED: "✕ 期限切れ",
    BadgeState.NONE: "－ なし",
}


def badge_text(line: SupporterLine) -> str:
    """In a list, where a sign stands for the icon."""
    return tr(_SHORT[line.badge.state])


def badge_until(badge: BadgeStanding) -> str:
    """Until when the badge holds; nothing for one without end."""
    return tr("{day}まで", day=day_text(badge.badge.expires_on)) if badge.badge and badge.badge.expires_on else ""


def points_text(points: tuple[Point, ...]) -> str:
    """Several in a sentence."""
    return (". " if language() == "en" else "。").join(map(named, points))


def titles(words: Sequence[supporter_words.Word], codes: str) -> str:
    """Titles of codes that stand by a blank."""
    english = language() == "en"
    return listed(supporter_words.title(words, code, english=english) for code in codes.split())


def duty_title(code: str) -> str:
    """What somebody is asked for; a code of another program stays one."""
    return supporter_words.title(supporter_words.duties(), code, english=language() == "en")


def places_text(codes: str) -> str:
    """Municipalities by name; those that are not on our list by code."""
    return listed(found.name if (found := municipality(code)) else code for code in codes.split())


def groups_text(groups: Sequence[Group]) -> str:
    """Groups of topics by title."""
    return listed(map(named, groups))


def day_text(day: str | None) -> str:
    """「2026/11/21」; nothing for no day."""
    return day.replace("-", "/") if day else ""


def hours_text(worked: Worked) -> str:
    """「12時間30分・4回」."""
    hours, minutes = divmod(worked.minutes, 60)
    return tr("{hours}時間{minutes}分・{sessions}回", hours=hours, minutes=minutes, sessions=len(worked.sessions))


def training_text(training: Training) -> str:
    """The name with its check and minutes."""
    check = {1: tr("合格"), 0: tr("不合格")}.get(-1 if training.passed is None else training.passed, "")
    minutes = tr("{n}分", n=training.minutes) if training.minutes else ""
    parts = (day_text(training.day), training.training, training.edition or "", minutes, check)
    return "　".join(filter(None, parts))


def who(supporter: Supporter) -> str:
    """The name, with a word for those who are not active."""
    return supporter.display_name if supporter.active else tr("{name}（活動していません）", name=supporter.display_name)


def typed_day(text: str, today: date) -> str:
    """A day as the use case wants it; empty is today. 2026/11/21 may be typed too."""
    return text.strip().replace("/", "-") or today.isoformat()
