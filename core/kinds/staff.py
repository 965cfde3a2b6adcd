"""Who works here, and the days of the site."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


class SupporterFields(Payload, frozen=True, kw_only=True):
    """What is on record of somebody who works here."""

    display_name: Plain[str]
    kana: Plain[str | None] = None
    role: Plain[str] = "supporter"
    attributes: Plain[tuple[str, ...]] = ()
    age_band: Plain[str] = "unknown"
    active: Plain[bool] = True


@kind("supporter.registered")
class SupporterRegistered(SupporterFields, frozen=True, kw_only=True):
    """Somebody works here; `role` is supporter or coordinator. Staff are headquarters' own records."""


@kind("supporter.amended")
class SupporterAmended(SupporterFields, frozen=True, kw_only=True):
    """The whole new version of a supporter's record."""


@kind("staffing.assigned")
class StaffingAssigned(Payload, frozen=True, kw_only=True):
    """A supporter's place in a session: requested, applied, matched or cancelled."""

    session_id: Plain[str]
    supporter_id: Plain[str]
    state: Plain[str] = "matched"


@kind("duty.started")
class DutyStarted(Payload, frozen=True, kw_only=True):
    """A supporter is on duty since `at`."""

    supporter_id: Plain[str]
    at: Plain[str]
    session_id: Plain[str | None] = None


@kind("duty.ended")
class DutyEnded(Payload, frozen=True, kw_only=True):
    """The supporter's duty ended at `at`."""

    at: Plain[str]


@kind("day.closed")
class DayClosed(Payload, frozen=True, kw_only=True):
    """締め: the day is complete. `day` is its date; the entity is the day of the site."""

    day: Plain[str]
    at: Plain[str]
    weather: Plain[str | None] = None
    unsent: Plain[int] = 0
    notes: Sealed[str | None] = None


@kind("day.reopened")
class DayReopened(Payload, frozen=True, kw_only=True):
    """Something of a closed day must still be entered."""

    day: Plain[str]
