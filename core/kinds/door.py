"""The door: attendances, companions, tickets."""

from core.payload import Payload, kind
from core.placement import Local, Plain


@kind("attendance.recorded")
class AttendanceRecorded(Payload, frozen=True, kw_only=True):
    """受付: somebody came. `how` is card, name, number or paper; `admitted_over` lists conditions waived."""

    session_id: Plain[str]
    at: Plain[str]
    how: Plain[str]
    age_band: Plain[str] = "unknown"
    person_id: Plain[str | None] = None
    first_visit: Plain[bool] = False
    conditions: Plain[tuple[str, ...]] = ()
    admitted_over: Plain[tuple[str, ...]] = ()


@kind("attendance.voided")
class AttendanceVoided(Payload, frozen=True, kw_only=True):
    """The attendance was a mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("attendance.left")
class AttendanceLeft(Payload, frozen=True, kw_only=True):
    """The visitor went home at `at`."""

    at: Plain[str]


@kind("attendance.companion_counted")
class CompanionCounted(Payload, frozen=True, kw_only=True):
    """付き添い: people who came along, counted apart."""

    companions: Plain[int]


@kind("ticket.issued")
class TicketIssued(Payload, frozen=True, kw_only=True):
    """整理番号 for this attendance (the event's entity is the attendance)."""

    ticket: Plain[str]
    calling: Local[str | None] = None


@kind("ticket.called")
class TicketCalled(Payload, frozen=True, kw_only=True):
    """The number was called at `at`, to `table` if tables are numbered."""

    at: Plain[str]
    table: Plain[str | None] = None


@kind("ticket.skipped")
class TicketSkipped(Payload, frozen=True, kw_only=True):
    """No answer: called again later."""

    at: Plain[str]


@kind("ticket.no_show")
class TicketNoShow(Payload, frozen=True, kw_only=True):
    """The visitor with this number did not come any more."""

    at: Plain[str]
