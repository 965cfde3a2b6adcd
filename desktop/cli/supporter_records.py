"""How the register is told on the command line."""

from typing import Any

from core.badges import BadgeStanding
from core.facts import Badge, Supporter, Training
from core.staff_fit import Point
from core.supporter_card import supporter_code
from desktop.app.supporters import fields_of
from desktop.cli.output import Record

LISTS = ("attributes", "municipalities", "weekdays", "strengths")


class SupporterRecord(Record, frozen=True, kw_only=True):
    """Somebody on the register; `badge` is how it stands today, `card_code` what a scanner types from the card."""

    supporter_id: str
    display_name: str
    kana: str | None
    role: str
    attributes: list[str]
    age_band: str
    active: bool
    registered_on: str
    municipalities: list[str]
    weekdays: list[int]
    strengths: list[str]
    badge: str
    badge_expires_on: str | None
    card_code: str

    @property
    def text(self) -> str:
        return f"{self.display_name}\t{self.registered_on}\tバッジ: {self.badge}\t{self.supporter_id}"


class TrainingLine(Record, frozen=True, kw_only=True):
    """A finished training; `passed` is what its check said, if there was one."""

    training_id: str
    supporter_id: str
    training: str
    day: str
    minutes: int
    edition: str | None
    passed: bool | None

    @property
    def text(self) -> str:
        check = {True: "合格", False: "不合格", None: ""}[self.passed]
        return f"研修\t{self.day}\t{self.training}\t{self.minutes}分\t{check}".rstrip()


class BadgeLine(Record, frozen=True, kw_only=True):
    """A badge that was not revoked."""

    badge_id: str
    supporter_id: str
    badge: str
    issued_on: str
    expires_on: str | None
    file_name: str | None

    @property
    def text(self) -> str:
        lasts = f"{self.issued_on}から{self.expires_on or ''}{'まで' if self.expires_on else ''}"
        return f"バッジ\t{lasts}\t{self.badge}\t{self.file_name or ''}".rstrip()


class ComingLine(Record, frozen=True, kw_only=True):
    """A session from today on; `state` is applied or matched."""

    session_id: str
    day: str
    starts: str
    title: str
    state: str

    @property
    def text(self) -> str:
        return f"予定\t{self.day} {self.starts}\t{self.title}\t{'担当' if self.state == 'matched' else '応募'}"


class SupporterShown(SupporterRecord, frozen=True, kw_only=True):
    """The whole page; minutes, sessions and days are of this fiscal year."""

    minutes: int
    sessions: int
    days: int
    trainings: list[TrainingLine]
    badges: list[BadgeLine]
    coming: list[ComingLine]

    @property
    def text(self) -> str:
        done = f"今年度\t{self.minutes}分\t{self.sessions}回\t{self.days}日"
        return "\n".join((super().text, done, *(each.text for each in (*self.trainings, *self.badges, *self.coming))))


class FittingRecord(Record, frozen=True, kw_only=True):
    """A request to come that still lacks somebody, and what speaks for this supporter."""

    request_id: str
    session_id: str
    day: str
    starts: str
    ends: str
    title: str
    role: str
    missing: int
    points: list[str]

    @property
    def text(self) -> str:
        why = "、".join(Point(each).ja for each in self.points)
        return f"{self.day} {self.starts}-{self.ends}\t{self.title}\tあと{self.missing}人\t{why}\t{self.request_id}"


class HoursRecord(Record, frozen=True, kw_only=True):
    """What one supporter did in the period; `lasting` counts shifts that nobody has ended."""

    supporter_id: str
    display_name: str
    minutes: int
    sessions: int
    days: int
    lasting: int


class Saved(Record, frozen=True, kw_only=True):
    """The badge's file as it was handed over."""

    badge_id: str
    path: str


def record(supporter: Supporter, badge: BadgeStanding) -> dict[str, Any]:
    """The values of a `SupporterRecord`."""
    told = fields_of(supporter)
    return {
        "supporter_id": supporter.supporter_id,
        **{name: getattr(told, name) for name in ("display_name", "kana", "role", "age_band", "active")},
        **{name: list(getattr(told, name)) for name in LISTS},
        "registered_on": supporter.registered_on,
        "badge": badge.state.value,
        "badge_expires_on": badge.badge.expires_on if badge.badge else None,
        "card_code": supporter_code(supporter.supporter_id),
    }


def training_line(training: Training) -> TrainingLine:
    """A training as it is told."""
    return TrainingLine(
        training_id=training.training_id,
        supporter_id=training.supporter_id,
        training=training.training,
        day=training.day,
        minutes=training.minutes,
        edition=training.edition,
        passed=None if training.passed is None else bool(training.passed),
    )


def badge_line(badge: Badge) -> BadgeLine:
    """A badge as it is told."""
    return BadgeLine(**{name: getattr(badge, name) for name in BadgeLine.__struct_fields__})
