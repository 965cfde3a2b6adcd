"""Sessions and bookings."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


class SessionFields(Payload, frozen=True, kw_only=True):
    """The plan of a session: each property of programmes.md stands for itself.

    `slot_minutes` and `tables` make the board of bookings; `conditions` are asked at the door, in words;
    `fee` is the price in yen, `fee_with_loan` the price with a lent device, where `lends_devices`.

    `strand` is the part of a programme that it belongs to, where reports tell its parts apart; `term` a part of the
    year (前期). `operator` is entrusted (委託) or dispatched (サポーター派遣). `koma_minutes` is the length of a コマ,
    copied from the programme so that a later change of it alters no old figure; `materials` are codes with their
    version (`M01@2`). `series_id` is the recurring plan that it came from.
    """

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
    slot_minutes: Plain[int | None] = None
    tables: Plain[int | None] = None
    conditions: Plain[tuple[str, ...]] = ()
    lends_devices: Plain[bool] = False
    fee_with_loan: Plain[int | None] = None
    strand: Plain[str | None] = None
    term: Plain[str | None] = None
    room: Plain[str | None] = None
    co_organiser: Plain[str | None] = None
    operator: Plain[str | None] = None
    is_trial: Plain[bool] = False
    is_online: Plain[bool] = False
    koma_minutes: Plain[int] = 60
    materials: Plain[tuple[str, ...]] = ()
    series_id: Plain[str | None] = None


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


class BookingFields(Payload, frozen=True, kw_only=True):
    """A place in a session, for a person on record or for a name told by phone.

    `slot` is the time it begins (HH:MM) and `table` counts from 1, where the session has a board of slots;
    `waiting` is a place on the waiting list (キャンセル待ち) instead.
    """

    session_id: Plain[str]
    person_id: Plain[str | None] = None
    age_band: Plain[str] = "unknown"
    slot: Plain[str | None] = None
    table: Plain[int | None] = None
    waiting: Plain[bool] = False
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None


@kind("booking.made")
class BookingMade(BookingFields, frozen=True, kw_only=True):
    """A place is kept from now on."""


@kind("booking.amended")
class BookingAmended(BookingFields, frozen=True, kw_only=True):
    """The whole new version of a booking; one that was cancelled stands again."""


@kind("booking.cancelled")
class BookingCancelled(Payload, frozen=True, kw_only=True):
    """The place is free again; `no_show` when it was given up because nobody came."""

    no_show: Plain[bool] = False
