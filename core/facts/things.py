"""Things lent, money taken, mishaps."""

from core.facts.fact import Fact
from core.placement import Plain, Sealed


class Loan(Fact, frozen=True, kw_only=True):
    """A lent device."""

    loan_id: Plain[str]
    day: Plain[str]
    device_label: Plain[str]
    lent_at: Plain[str]
    attendance_id: Plain[str | None]
    due: Plain[str | None]
    returned_at: Plain[str | None] = None
    voided: Plain[int] = 0


class Fee(Fact, frozen=True, kw_only=True):
    """Yen received."""

    fee_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    yen: Plain[int]
    attendance_id: Plain[str | None]
    session_id: Plain[str | None]
    voided: Plain[int] = 0


class CashCount(Fact, frozen=True, kw_only=True):
    """The cash of a day as it was counted, in yen."""

    cash_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    opening_yen: Plain[int]
    received_yen: Plain[int]
    counted_yen: Plain[int]
    staff_id: Plain[str | None]
    voided: Plain[int] = 0
    note: Sealed[str | None] = None


class Incident(Fact, frozen=True, kw_only=True):
    """Something that must be told."""

    incident_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    incident_kind: Plain[str]
    text: Sealed[str | None] = None
