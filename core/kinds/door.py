"""The door: attendances, companions, tickets."""

from core.kinds.codes import Code
from core.payload import Payload, kind
from core.placement import Local, Plain


@kind("attendance.recorded")
class AttendanceRecorded(Payload, frozen=True, kw_only=True):
    """受付: somebody came. `how` is card, name, number, booking or paper; `admitted_over` lists conditions waived.

    `conditions` are those of the session that were confirmed at the door; `again` says that this is another
    visit of somebody who was here already, counted once more because somebody asked for it.
    """

    session_id: Plain[Code]
    at: Plain[str]
    how: Plain[str]
    age_band: Plain[Code] = "unknown"
    person_id: Plain[Code | None] = None
    first_visit: Plain[bool] = False
    conditions: Plain[tuple[str, ...]] = ()
    admitted_over: Plain[tuple[str, ...]] = ()
    booking_id: Plain[Code | None] = None
    again: Plain[bool] = False


@kind("attendance.voided")
class AttendanceVoided(Payload, frozen=True, kw_only=True):
    """The attendance was a mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("attendance.reinstated")
class AttendanceReinstated(Payload, frozen=True, kw_only=True):
    """It was no mistake after all: the attendance counts again."""


@kind("attendance.left")
class AttendanceLeft(Payload, frozen=True, kw_only=True):
    """The visitor went home at `at`."""

    at: Plain[str]


@kind("attendance.stayed")
class AttendanceStayed(Payload, frozen=True, kw_only=True):
    """The visitor is still here: going home is taken back."""


@kind("attendance.conditions_confirmed")
class ConditionsConfirmed(Payload, frozen=True, kw_only=True):
    """What was confirmed of the session's conditions after the visitor was received: the whole list, in words."""

    conditions: Plain[tuple[str, ...]] = ()


@kind("attendance.age_told")
class AgeTold(Payload, frozen=True, kw_only=True):
    """The age band of a visitor without a record, told after the reception: a slip was ticked at the table."""

    age_band: Plain[str]


@kind("attendance.companion_counted")
class CompanionCounted(Payload, frozen=True, kw_only=True):
    """付き添い: people who came along, counted apart."""

    companions: Plain[int]


@kind("ticket.issued")
class TicketIssued(Payload, frozen=True, kw_only=True):
    """整理番号 for this attendance (the event's entity is the attendance).

    `calling` is how the visitor wishes to be called; it never leaves the laptop and is forgotten at closing.
    A later one with the same number changes the wish.
    """

    ticket: Plain[str]
    calling: Local[str | None] = None


@kind("ticket.called")
class TicketCalled(Payload, frozen=True, kw_only=True):
    """The number was called at `at`, to `table` if tables are numbered."""

    at: Plain[str]
    table: Plain[str | None] = None


@kind("ticket.waiting")
class TicketWaiting(Payload, frozen=True, kw_only=True):
    """The call is taken back: the number waits again at its old place."""


@kind("ticket.skipped")
class TicketSkipped(Payload, frozen=True, kw_only=True):
    """No answer: called again later."""

    at: Plain[str]


@kind("ticket.no_show")
class TicketNoShow(Payload, frozen=True, kw_only=True):
    """The visitor with this number did not come any more."""

    at: Plain[str]
