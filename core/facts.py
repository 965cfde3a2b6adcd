"""The tables that screens and reports read, made from events alone: one row an entity.

Only integers and text, so that the same report runs on the laptop and at headquarters. Sealed and local columns
exist on the laptop only. Days are local dates (YYYY-MM-DD), flags are 0 and 1.

`diverging` tells of versions that were written apart and that nobody has decided between (`core.versions`): a line for
each such set, in it the ids of its events by a space.
"""

import msgspec

from core.placement import Local, Plain, Sealed


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a projection; the first field is its key."""


class Person(Fact, frozen=True, kw_only=True):
    """A visitor on record. `merged_into` names the record that stands for this one."""

    person_id: Plain[str]
    age_band: Plain[str]
    registered_at: Plain[str]
    merged_into: Plain[str | None] = None
    erased: Plain[int] = 0
    diverging: Plain[str] = ""
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None
    birth_date: Sealed[str | None] = None


class Erasure(Fact, frozen=True, kw_only=True):
    """A laptop that has destroyed the keys of an erased person."""

    erasure_id: Plain[str]
    person_id: Plain[str]
    device_id: Plain[str]
    erased_at: Plain[str]


class Card(Fact, frozen=True, kw_only=True):
    """A card: state is valid, replaced, revoked, or undone: it was given by mistake and is nobody's."""

    card_id: Plain[str]
    person_id: Plain[str]
    state: Plain[str]
    issued_at: Plain[str]
    code: Sealed[str | None] = None


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
    state: Plain[str] = "planned"
    opened_at: Plain[str | None] = None
    closed_at: Plain[str | None] = None
    diverging: Plain[str] = ""


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


class Consultation(Fact, frozen=True, kw_only=True):
    """One consultation as it now stands; `entered_at` is when it was typed, `at` when it happened.

    `followed_up` is what was told at a later visit (works, trouble, or empty for not asked), on `followed_up_at`.

    `double_of` names the consultation from the same paper slip that counts instead (`core.slip_doubles`).
    """

    consultation_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    entered_at: Plain[str]
    topic: Plain[str]
    more_topics: Plain[str]
    outcome: Plain[str]
    minutes: Plain[int]
    channel: Plain[str]
    session_id: Plain[str | None]
    attendance_id: Plain[str | None]
    person_id: Plain[str | None]
    age_band: Plain[str]
    referral: Plain[str | None]
    reason: Plain[str | None]
    phone_kind: Plain[str | None]
    follow_up_day: Plain[str | None]
    booking_id: Plain[str | None]
    supporter_id: Plain[str | None]
    from_paper: Plain[int]
    device_id: Plain[str]
    version_id: Plain[str]
    amended: Plain[int] = 0
    voided: Plain[int] = 0
    double_of: Plain[str | None] = None
    followed_up: Plain[str] = ""
    followed_up_at: Plain[str | None] = None
    diverging: Plain[str] = ""
    note: Sealed[str | None] = None


class GivenHandout(Fact, frozen=True, kw_only=True):
    """A handout that a visitor took home. `reason` is why it was printed once more for the same visit."""

    given_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    handout: Plain[str]
    register: Plain[str]
    version: Plain[int]
    printed: Plain[int]
    consultation_id: Plain[str | None]
    attendance_id: Plain[str | None]
    reason: Plain[str | None]
    voided: Plain[int] = 0


class Supporter(Fact, frozen=True, kw_only=True):
    """Somebody who works here."""

    supporter_id: Plain[str]
    display_name: Plain[str]
    kana: Plain[str | None]
    role: Plain[str]
    attributes: Plain[str]
    age_band: Plain[str]
    active: Plain[int]
    diverging: Plain[str] = ""


class Duty(Fact, frozen=True, kw_only=True):
    """A supporter's time on duty; `ended_at` is empty while it lasts."""

    duty_id: Plain[str]
    supporter_id: Plain[str]
    day: Plain[str]
    started_at: Plain[str]
    session_id: Plain[str | None]
    ended_at: Plain[str | None] = None


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


class Incident(Fact, frozen=True, kw_only=True):
    """Something that must be told."""

    incident_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    incident_kind: Plain[str]
    text: Sealed[str | None] = None


class Day(Fact, frozen=True, kw_only=True):
    """A day of the site that was closed, and perhaps reopened."""

    day_id: Plain[str]
    day: Plain[str]
    closed: Plain[int]
    closed_at: Plain[str]
    weather: Plain[str | None]
    unsent: Plain[int]
    notes: Sealed[str | None] = None


class Settlement(Fact, frozen=True, kw_only=True):
    """What a person decided about a conflict; the last word holds."""

    conflict_id: Plain[str]
    conflict: Plain[str]
    decision: Plain[str]
    kept_event_id: Plain[str | None]
    settled_at: Plain[str]
    staff_id: Plain[str | None]
    about: Plain[str] = ""
    """As `core.conflicts.about` writes it."""


class OwnTopic(Fact, frozen=True, kw_only=True):
    """A topic of the site's own, offered from one day to another, both inclusive."""

    topic_id: Plain[str]
    topic: Plain[str]
    ja: Plain[str]
    reading: Plain[str]
    en: Plain[str]
    valid_from: Plain[str]
    valid_to: Plain[str | None] = None


class OwnHandout(Fact, frozen=True, kw_only=True):
    """One version of a handout text of the site's own. `source` is its TOML."""

    own_handout_id: Plain[str]
    handout: Plain[str]
    version: Plain[int]
    source: Plain[str]
    withdrawn: Plain[int]
    defined_at: Plain[str]
    staff_id: Plain[str | None]


class SurveySheet(Fact, frozen=True, kw_only=True):
    """One answered questionnaire. `choices` stand one a line (`q1=2`)."""

    sheet_id: Plain[str]
    day: Plain[str]
    survey: Plain[str]
    version: Plain[int]
    session_id: Plain[str | None]
    choices: Plain[str]
    voided: Plain[int] = 0
    answers: Sealed[str | None] = None


class Printing(Fact, frozen=True, kw_only=True):
    """A paper that a printer took. `again` is why it was printed once more."""

    printing_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    paper: Plain[str]
    about: Plain[str]
    copies: Plain[int]
    again: Plain[str | None]
    staff_id: Plain[str | None]


FACTS: tuple[type[Fact], ...] = (
    Person,
    Card,
    Session,
    Booking,
    Attendance,
    Consultation,
    GivenHandout,
    Supporter,
    Duty,
    Loan,
    Fee,
    Incident,
    Day,
    Settlement,
    OwnTopic,
    OwnHandout,
    SurveySheet,
    Printing,
    Erasure,
)


VERSIONED: tuple[type[Fact], ...] = tuple(fact for fact in FACTS if "diverging" in fact.__struct_fields__)
"""Those whose rows tell of versions that were written apart."""


def table_of(fact: type[Fact]) -> str:
    """The table's name: the same on the laptop and at headquarters."""
    return f"fact_{fact.__name__.lower()}"
