"""Who came."""

from core.facts.fact import Fact
from core.placement import Local, Plain


class Attendance(Fact, frozen=True, kw_only=True):
    """One reception. `calling` is waiting, called, skipped or no_show; `called_to` is the table.

    `called_at` is when the number was last called, or put off while it is skipped: the order of those put off.

    `double_of` names the reception of the same visit on another laptop that counts instead (`core.doubles`):
    what counts is what is neither voided nor a double.
    """

    attendance_id: Plain[str]
    session_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    hour: Plain[int]
    """On the venue's clock, 0 to 23."""
    how: Plain[str]
    age_band: Plain[str]
    person_id: Plain[str | None]
    first_visit: Plain[int]
    admitted_over: Plain[str]
    staff_id: Plain[str | None]
    device_id: Plain[str]
    conditions: Plain[str] = ""
    """One a line."""
    booking_id: Plain[str | None] = None
    again: Plain[int] = 0
    voided: Plain[int] = 0
    double_of: Plain[str | None] = None
    left_at: Plain[str | None] = None
    companions: Plain[int] = 0
    ticket: Plain[str | None] = None
    calling: Plain[str] = "waiting"
    called_at: Plain[str | None] = None
    called_to: Plain[str | None] = None
    diverging: Plain[str] = ""
    wish: Local[str | None] = None
