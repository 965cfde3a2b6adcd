"""Sessions and bookings."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


class SessionFields(Payload, frozen=True, kw_only=True):
    """The plan of a session: each property of programmes.md stands for itself."""

    title: Plain[str]
    day: Plain[str]
    starts: Plain[str]
    ends: Plain[str]
    session_kind: Plain[str] = "consultation"
    programme: Plain[str | None] = None
    funding: Plain[str | None] = None
    organiser: Plain[str | None] = None
    venue: Plain[str] = ""
    municipality: Plain[str | None] = None
    target_group: Plain[str | None] = None
    level: Plain[int | None] = None
    course_id: Plain[str | None] = None
    course_place: Plain[int | None] = None
    ratio: Plain[str | None] = None
    channel: Plain[str] = "in_person"
    fee: Plain[int] = 0
    quota: Plain[int | None] = None
    min_age: Plain[int | None] = None


@kind("session.planned")
class SessionPlanned(SessionFields, frozen=True, kw_only=True):
    """A session as planned: `day` is a date, `starts` and `ends` are times of that day (HH:MM)."""


@kind("session.amended")
class SessionAmended(SessionFields, frozen=True, kw_only=True):
    """The whole new plan."""


@kind("session.cancelled")
class SessionCancelled(Payload, frozen=True, kw_only=True):
    """The session will not be held."""

    reason: Plain[str | None] = None


@kind("session.opened")
class SessionOpened(Payload, frozen=True, kw_only=True):
    """開場: the doors are open since `at`; `checks_failed` are the codes of checks that were not right."""

    at: Plain[str]
    checks_failed: Plain[tuple[str, ...]] = ()


@kind("session.closed")
class SessionClosed(Payload, frozen=True, kw_only=True):
    """The session ended at `at`."""

    at: Plain[str]


@kind("booking.made")
class BookingMade(Payload, frozen=True, kw_only=True):
    """A place in a session is kept for a person, or for a name told by phone."""

    session_id: Plain[str]
    person_id: Plain[str | None] = None
    slot: Plain[str | None] = None
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None


@kind("booking.cancelled")
class BookingCancelled(Payload, frozen=True, kw_only=True):
    """The place is free again."""
