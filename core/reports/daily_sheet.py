"""The daily sheet (日報), report R6: what one venue did on one day.

A value, filled from the projections and printed by `desktop.printing.daily_sheet`. No part of it has
room for a visitor's name, kana, phone or birth date (DESIGN promise 6 and R6): a visitor is a ticket number.
The names in it are those of supporters and staff. Times are local times of the venue.
"""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Duty:
    """A supporter's hours on duty; `ended` is None while the duty is still open."""

    staff: str
    role: str
    started: time
    ended: time | None

    @property
    def minutes(self) -> int:
        """Whole minutes on duty; an open duty counts none yet, one over midnight runs into the next day."""
        if self.ended is None:
            return 0
        return (_minute_of_day(self.ended) - _minute_of_day(self.started)) % (24 * 60)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One held session (回): planned and actual times, visits (延べ) and quota (None: no quota)."""

    title: str
    kind: str
    planned_start: time
    planned_end: time
    opened: time | None
    closed: time | None
    visits: int
    quota: int | None


@dataclass(frozen=True, slots=True)
class AttendanceTotals:
    """Visits and persons, never mixed.

    `visits` is 延べ人数. `distinct_registered` is 実人員: registered visitors only, so `anonymous_visits`
    (part of `visits`) are outside it. `companions` came along and are in neither. `new_visitors` are those of
    the distinct who registered on this day.
    """

    visits: int
    distinct_registered: int
    anonymous_visits: int
    new_visitors: int
    companions: int

    @property
    def distinct_note(self) -> str:
        """The words that must stand beside 実人員 (R7)."""
        return f"登録者のみ・匿名{self.anonymous_visits}人を除く"


@dataclass(frozen=True, slots=True)
class HourCount:
    """Visits received from `hour`:00 to the next full hour."""

    hour: int
    visits: int


@dataclass(frozen=True, slots=True)
class Reception:
    """One visit: its ticket, when, the age band of that day, how it was received, the topics asked about."""

    ticket: str
    received: time
    age_band: str
    how: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way a consultation ends: code (O1) and name (解決)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TopicCount:
    """Cases of one topic, one count for each outcome in the order of `ConsultationTotals.outcomes`."""

    code: str
    name: str
    cases: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.cases)


@dataclass(frozen=True, slots=True)
class ConsultationTotals:
    """相談者数 (`persons`) apart from 相談件数 (cases: the sum of the matrix of topics by outcomes).

    `persons` counts registered visitors once and each anonymous visit as one.
    """

    persons: int
    outcomes: tuple[Outcome, ...]
    topics: tuple[TopicCount, ...]

    def __post_init__(self) -> None:
        if any(len(topic.cases) != len(self.outcomes) for topic in self.topics):
            raise ValueError("every topic needs one count for each outcome")

    @property
    def by_outcome(self) -> tuple[int, ...]:
        return tuple(sum(topic.cases[column] for topic in self.topics) for column in range(len(self.outcomes)))

    @property
    def cases(self) -> int:
        return sum(topic.total for topic in self.topics)


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One case; `ticket` is empty for a consultation outside a visit (by phone, mail…)."""

    at: time
    ticket: str
    topic: str
    outcome: str
    minutes: int
    staff: str
    channel: str


@dataclass(frozen=True, slots=True)
class Loan:
    """A lent device, by ticket; `returned` is None while it is still out."""

    ticket: str
    item: str
    lent: time
    returned: time | None


@dataclass(frozen=True, slots=True)
class CashLine:
    """Fees of one price: how many were received at which price (yen)."""

    item: str
    price_yen: int
    count: int

    @property
    def amount_yen(self) -> int:
        return self.price_yen * self.count


@dataclass(frozen=True, slots=True)
class CashCounted:
    """現金の確認 in yen: what was there in the morning, what should be there, what was counted."""

    opening_yen: int
    expected_yen: int
    counted_yen: int

    @property
    def difference_yen(self) -> int:
        """How much more was counted; below 0 for less."""
        return self.counted_yen - self.expected_yen


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """Incidents of one kind; their text is sealed and never printed here."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item of 要確認, told without personal data."""

    at: time
    what: str


@dataclass(frozen=True, slots=True)
class Sending:
    """Events that HQ has not yet confirmed, and the last time that it confirmed any (None: never).

    `not_counted` are this laptop's records of the day that HQ keeps apart: they are on this sheet, in no figure there.
    """

    unsent: int
    last_confirmed: datetime | None
    not_counted: int = 0


@dataclass(frozen=True, slots=True)
class DailySheet:
    """Everything on one daily sheet. Lists come in the order in which they are to be printed."""

    site: str
    venue: str
    municipality: str
    day: date
    printed_at: datetime
    weather: str
    notes: str
    duties: tuple[Duty, ...]
    sessions: tuple[SessionLine, ...]
    attendance: AttendanceTotals
    hours: tuple[HourCount, ...]
    receptions: tuple[Reception, ...]
    consultations: ConsultationTotals
    consultation_lines: tuple[ConsultationLine, ...]
    loans: tuple[Loan, ...]
    cash: tuple[CashLine, ...]
    incidents: tuple[IncidentCount, ...]
    unsettled: tuple[Unsettled, ...]
    sending: Sending
    counted: CashCounted | None = None
    """None while nobody counted."""
    conditions: tuple[str, ...] = ()
    """Conditions of programmes that the day's week does not meet, in words (R8)."""

    @property
    def duty_minutes(self) -> int:
        return sum(duty.minutes for duty in self.duties)

    @property
    def cash_yen(self) -> int:
        return sum(line.amount_yen for line in self.cash)


def _minute_of_day(moment: time) -> int:
    return moment.hour * 60 + moment.minute
