"""What the rules look at, and what they find."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.reports.unresolved import week_of

TRAINEE = "trainee"


class Rule(StrEnum):
    """What is watched."""

    FREQUENCY = "frequency"
    RATIO = "ratio"
    ONE_TO_ONE = "one_to_one"
    PEOPLE = "people"
    TRAINED = "trained"
    RECEPTIONS = "receptions"
    SESSIONS = "sessions"


class State(StrEnum):
    """`met` also where the plan is enough; `at_risk` can still be mended, or is nearly used up; `broken` cannot."""

    MET = "met"
    AT_RISK = "at_risk"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Span:
    """Days that are judged together, both inclusive."""

    first: date
    last: date

    @property
    def week(self) -> str:
        """The ISO week in which it ends, 「2026-W47」."""
        return week_of(self.last).name

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Staffer:
    """Somebody who serves in a session. `role` is empty where nobody told it."""

    supporter_id: str
    role: str = ""
    trained: bool = False

    def may_be(self, role: str | None) -> bool:
        """Whether they can stand for this role; `supporter` is what everybody is called whose role nobody told."""
        return self.role in ("", "supporter", role) or (role is None and self.role != TRAINEE)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session as the rules see it; cancelled ones are none.

    `held` says that its doors were opened or somebody came. `visitors` came, or are expected (None: nobody knows);
    `at_once` is how many were helped at the same time at most, or how many tables there will be. `looks_for` says
    that people were asked for.
    """

    session_id: str
    site_id: str
    title: str
    programme: str
    venue: str
    day: date
    held: bool = False
    visitors: int | None = None
    at_once: int | None = None
    staff: tuple[Staffer, ...] = ()
    looks_for: bool = False

    def counts_on(self, today: date) -> bool:
        """Whether it was held or can still be."""
        return self.held or self.day >= today

    def people(self, role: str | None) -> int:
        """How many serve, of a role where one is asked for. Who still learns is none of them."""
        return sum(each.may_be(role) for each in self.staff)

    @property
    def week(self) -> Span:
        """Its ISO week."""
        found = week_of(self.day)
        return Span(found.monday, found.sunday)


@dataclass(frozen=True, slots=True)
class Used:
    """What a programme has used of its planned volume in a fiscal year, up to and with the day of looking."""

    site_id: str
    programme: str
    receptions: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of some days. `code` is the condition's own in the programme.

    `actual` is what was held, or serves, or is used; `planned` what comes on top by plan (of a session: how many
    visitors); `should` what is asked for. `until` is the last day on which it can be mended, None where it cannot
    or need not. `is_about` is said of a volume that was planned as 約.
    """

    rule: Rule
    code: str
    state: State
    span: Span
    site_id: str
    programme: str
    should: int
    actual: int
    planned: int = 0
    until: date | None = None
    venue: str = ""
    session_id: str = ""
    title: str = ""
    is_about: bool = False

    @property
    def missing(self) -> int:
        """How many are missing, by the plan; 0 where none are."""
        return max(self.should - self.actual - (self.planned if self.rule is Rule.FREQUENCY else 0), 0)

    @property
    def week(self) -> str:
        """The ISO week, 「2026-W47」."""
        return self.span.week
