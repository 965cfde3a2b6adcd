"""Sessions and bookings."""

from core.facts.fact import Fact
from core.placement import Plain, Sealed


class Session(Fact, frozen=True, kw_only=True):
    """A session: state is planned, open, closed or cancelled."""

    session_id: Plain[str]
    title: Plain[str]
    day: Plain[str]
    starts: Plain[str]
    ends: Plain[str]
    session_kind: Plain[str]
    programme: Plain[str | None]
    funding: Plain[str | None]
    organiser: Plain[str | None]
    venue: Plain[str]
    municipality: Plain[str | None]
    target_group: Plain[str | None]
    level: Plain[int | None]
    course_id: Plain[str | None]
    course_place: Plain[int | None]
    ratio: Plain[str | None]
    channel: Plain[str]
    fee: Plain[int]
    quota: Plain[int | None]
    min_age: Plain[int | None]
    slot_minutes: Plain[int | None] = None
    tables: Plain[int | None] = None
    conditions: Plain[str] = ""
    """One a line."""
    lends_devices: Plain[int] = 0
    fee_with_loan: Plain[int | None] = None
    strand: Plain[str | None] = None
    term: Plain[str | None] = None
    room: Plain[str | None] = None
    co_organiser: Plain[str | None] = None
    operator: Plain[str | None] = None
    is_trial: Plain[int] = 0
    is_online: Plain[int] = 0
    koma_minutes: Plain[int] = 60
    minutes: Plain[int] = 0
    """From its beginning to its end, as planned."""
    materials: Plain[str] = ""
    """Codes with versions, by a space."""
    series_id: Plain[str | None] = None
    state: Plain[str] = "planned"
    opened_at: Plain[str | None] = None
    closed_at: Plain[str | None] = None
    diverging: Plain[str] = ""
    place: Plain[str] = ""
    """The venue as it is counted (`core.venue`)."""


class Booking(Fact, frozen=True, kw_only=True):
    """A place kept in a session, or one on its waiting list. `desk` is the number of the table.

    `no_show` says that it was given up because nobody came.
    """

    booking_id: Plain[str]
    session_id: Plain[str]
    made_at: Plain[str]
    person_id: Plain[str | None]
    age_band: Plain[str]
    slot: Plain[str | None]
    desk: Plain[int | None]
    waiting: Plain[int] = 0
    cancelled: Plain[int] = 0
    no_show: Plain[int] = 0
    diverging: Plain[str] = ""
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None
