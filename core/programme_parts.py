"""What a programme is made of: its money, its people, its rules, its parts. `core.programmes` puts them together."""

import calendar
import datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from core.catalogue import FIRST_DAY, ChannelCode, TopicCode
from core.toml_asset import Text
from core.worded import Worded

ProgrammeCode = Annotated[str, msgspec.Meta(pattern=r"^[PV][0-9]{2}\Z")]
StrandCode = Annotated[str, msgspec.Meta(pattern=r"^[PV][0-9]{2}-[0-9]\Z")]
FundingCode = Annotated[str, msgspec.Meta(pattern=r"^F[0-9]{2}\Z")]
MaterialCode = Annotated[str, msgspec.Meta(pattern=r"^M[0-9]{2}\Z")]
RoleCode = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+\Z")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+\Z")]
_MOST = 2**31 - 1
"""Numbers of a session that is planned by it go into every database."""
Positive = Annotated[int, msgspec.Meta(ge=1, le=_MOST)]
Yen = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
Weekday = Annotated[int, msgspec.Meta(ge=1, le=7)]
TimeOfDay = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
Kind = Literal["consultation", "trial", "course", "standing", "social", "training", "meeting"]


class Ratio(Worded):
    """How many visitors one of the staff helps at a time."""

    ONE = "1:1", "1対1で相談", "One to one"
    SEVERAL = "n:1", "1人で何人かを見る", "One for several"


class Operator(Worded):
    """Who runs the sessions."""

    ENTRUSTED = "entrusted", "委託", "Entrusted"
    DISPATCHED = "dispatched", "サポーター派遣", "Supporters sent"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something with a name in both languages."""

    ja: Text
    en: Text


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A public document that says what stands here."""

    code: Annotated[str, msgspec.Meta(pattern=r"^S[0-9]+\Z")]
    ja: Text
    day: datetime.date


class Funding(Named, frozen=True, kw_only=True):
    """Money: `origin` is whose (財源), `rate` the share that is paid (補助率).

    `executor` (執行団体) hands it out, `implementers` (実施団体) hold the sessions with it.
    """

    code: FundingCode
    origin: Text
    rate: str | None = None
    executor: str | None = None
    implementers: tuple[Text, ...] = ()
    source: tuple[str, ...] = ()


class Role(Named, frozen=True, kw_only=True):
    """What somebody does in a session (講師), or who they are beside it (学生, 民生委員)."""

    code: RoleCode
    is_attribute: bool = False


class Material(Named, frozen=True, kw_only=True):
    """A teaching material in the version that is in use; sessions keep it as `M01@2`."""

    code: MaterialCode
    version: Positive = 1

    @property
    def mark(self) -> str:
        """As a session keeps it."""
        return f"{self.code}@{self.version}"


class Strand(Named, frozen=True, kw_only=True):
    """A part of a programme that reports tell apart, under a heading that several may share.

    `kind` is that of its sessions where it is another than the programme's: the consultation window of a course.
    """

    code: StrandCode
    heading: str = ""
    kind: Kind | None = None
    target_group: str | None = None
    co_organiser: str | None = None


class Level(Named, frozen=True, kw_only=True):
    """One step of a course that has several, from 1; `lessons` is how many are planned."""

    level: Positive
    lessons: Positive | None = None


class Term(Named, frozen=True, kw_only=True):
    """A part of the year (前期). Sessions keep its Japanese name."""

    lessons: Positive


class Condition(Named, frozen=True, kw_only=True):
    """設置条件: at least so many sessions in each week or month, at the same venue where told.

    A breach is told to people and refuses nothing. `may_be_limited`: 期間限定も可.
    """

    code: Code
    at_least: Positive
    per: Literal["week", "month"] = "week"
    same_venue: bool = True
    may_be_limited: bool = False


class RuleKind(StrEnum):
    """What a rule of staffing counts."""

    TRAINED = "trained"
    VISITORS_EACH = "visitors_each"
    PEOPLE = "people"


class StaffingRule(Named, frozen=True, kw_only=True):
    """Who must be there: `number` trained people at least, one of the staff for `number` visitors, or so many people.

    `role` keeps it to one role.
    """

    code: Code
    kind: RuleKind
    number: Positive
    role: RoleCode | None = None


class PlannedVolume(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much a fiscal year is planned for. It counts down and refuses nobody: the 601st is received.

    `approximate` is what was told as 約. `receptions_in` and `sessions_in` are the parts of the programme that use it
    up, where it is not the whole; a session of no part uses both.
    """

    receptions: Positive | None = None
    sessions: Positive | None = None
    approximate: bool = False
    receptions_in: StrandCode | None = None
    sessions_in: StrandCode | None = None


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When and where it is usually held; weekdays from Monday as 1."""

    weekdays: tuple[Weekday, ...] = ()
    venue: str = ""
    starts: TimeOfDay | None = None
    ends: TimeOfDay | None = None


class TrainingPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the people who work here learn first: how long, and whether a check and a badge end it."""

    at_least_minutes: Positive
    at_most_minutes: Positive
    has_check: bool = False
    has_badge: bool = False
    is_online: bool = False


class Target(Named, frozen=True, kw_only=True):
    """A KPI target: so many of `measure` by the end of a fiscal or a calendar year, over these programmes."""

    code: Annotated[str, msgspec.Meta(pattern=r"^K[0-9]{2}\Z")]
    measure: Literal["visits", "supporters", "sessions"]
    number: Positive
    year: Annotated[int, msgspec.Meta(ge=2020, le=2100)]
    deadline: Literal["fiscal", "calendar"]
    programmes: tuple[ProgrammeCode, ...]
    source: tuple[str, ...] = ()

    @property
    def first_day(self) -> datetime.date:
        """The first day that counts: a calendar year's target is on all who ever registered (累計)."""
        return datetime.date(self.year, 4 if self.deadline == "fiscal" else 1, 1)

    @property
    def due(self) -> datetime.date:
        """The last day."""
        if self.deadline == "calendar":
            return datetime.date(self.year, 12, 31)
        return datetime.date(self.year + 1, 3, calendar.monthrange(self.year + 1, 3)[1])


class ProgrammeFields(Named, frozen=True, kw_only=True):
    """What the file says of a programme; whatever it leaves out, each session says for itself.

    `counts_in` is the programme of which it is a subset: its sessions are never added on top. `row` is its row in
    docs/ja/programmes.md. `operators` are entrusted (委託) and dispatched (サポーター派遣); `ratio` is visitors to
    staff, `1:1` or `n:1`. `lessons` make one linked course. `slot_minutes` is how long one visitor's turn is planned.
    `places` is at how many venues it is held. `last_day` of a retired one is `valid_to`; both days are inclusive.
    """

    code: ProgrammeCode
    kind: Kind
    row: Positive | None = None
    counts_in: ProgrammeCode | None = None
    valid_from: datetime.date = FIRST_DAY
    valid_to: datetime.date | None = None
    ratio: Ratio | None = None
    min_age: Annotated[int, msgspec.Meta(ge=0, le=130)] | None = None
    target_group: str | None = None
    target_groups: tuple[Named, ...] = ()
    fee: Yen = 0
    fee_with_loan: Yen | None = None
    lends_devices: bool = False
    koma_minutes: Positive = 60
    slot_minutes: Positive | None = None
    channels: tuple[ChannelCode, ...] = ("in_person",)
    funding: tuple[FundingCode, ...] = ()
    organiser: str | None = None
    co_organiser: str | None = None
    municipality: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}\Z")] | None = None
    mic_type: Literal["A", "B"] | None = None
    operators: tuple[Operator, ...] = ()
    is_trial: bool = False
    is_online: bool = False
    lessons: Positive | None = None
    levels: tuple[Level, ...] = ()
    terms: tuple[Term, ...] = ()
    strands: tuple[Strand, ...] = ()
    conditions: tuple[Condition, ...] = ()
    asks: tuple[Text, ...] = ()
    planned_volume: PlannedVolume | None = None
    staffing: tuple[StaffingRule, ...] = ()
    training: TrainingPlan | None = None
    activities: tuple[Named, ...] = ()
    topics: tuple[TopicCode, ...] = ()
    frequency: Named | None = None
    schedule: tuple[Slot, ...] = ()
    places: Positive | None = None
    closed_at_year_end: bool = False
    remarks: tuple[Text, ...] = ()
    source: tuple[str, ...] = ()
