"""Things lent, money taken, mishaps."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


@kind("loan.opened")
class LoanOpened(Payload, frozen=True, kw_only=True):
    """A device was lent to the visitor of an attendance."""

    device_label: Plain[str]
    at: Plain[str]
    attendance_id: Plain[str | None] = None
    due: Plain[str | None] = None


@kind("loan.closed")
class LoanClosed(Payload, frozen=True, kw_only=True):
    """The device came back."""

    at: Plain[str]
    condition: Plain[str] = "good"


@kind("loan.reopened")
class LoanReopened(Payload, frozen=True, kw_only=True):
    """The device is still out: its return is taken back."""


@kind("loan.extended")
class LoanExtended(Payload, frozen=True, kw_only=True):
    """The visitor keeps the device until another moment; None: nobody said until when."""

    due: Plain[str | None] = None


@kind("loan.voided")
class LoanVoided(Payload, frozen=True, kw_only=True):
    """The loan was entered by mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("fee.received")
class FeeReceived(Payload, frozen=True, kw_only=True):
    """Yen taken at the door: the price paid, not the price planned."""

    yen: Plain[int]
    at: Plain[str]
    attendance_id: Plain[str | None] = None
    session_id: Plain[str | None] = None


@kind("fee.voided")
class FeeVoided(Payload, frozen=True, kw_only=True):
    """The money was given back, or entered by mistake."""

    reason: Plain[str] = "undo"


@kind("cash.counted")
class CashCounted(Payload, frozen=True, kw_only=True):
    """現金の確認: what was in the box at the end of a day; the entity is the day's cash, the last word holds.

    `opening_yen` was there in the morning, `received_yen` is the sum of the day's fees as it was counted against.
    """

    day: Plain[str]
    at: Plain[str]
    counted_yen: Plain[int]
    opening_yen: Plain[int] = 0
    received_yen: Plain[int] = 0
    note: Sealed[str | None] = None


@kind("cash.voided")
class CashVoided(Payload, frozen=True, kw_only=True):
    """A count is taken back; the next one holds again."""


@kind("incident.recorded")
class IncidentRecorded(Payload, frozen=True, kw_only=True):
    """Something that must be told; headquarters sees that and which kind, not the words."""

    at: Plain[str]
    incident_kind: Plain[str]
    text: Sealed[str | None] = None
