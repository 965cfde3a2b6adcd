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
    registered_on: Plain[str] = ""
    """The day of `registered_at`, in Japan."""


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


class Consultation(Fact, frozen=True, kw_only=True):
    """One consultation as it now stands; `entered_at` is when it was typed, `at` when it happened.

    `followed_up` is what was told at a later visit (works, trouble, or empty for not asked), on `followed_up_at`.

    `double_of` names the consultation from the same paper slip that counts instead (`core.slip_doubles`).
    """

    consultation_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    hour: Plain[int]
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
    registered_on: Plain[str] = ""
    """The day; what was not told is the day on which the record was made."""
    municipalities: Plain[str] = ""
    weekdays: Plain[str] = ""
    strengths: Plain[str] = ""
    diverging: Plain[str] = ""


class Training(Fact, frozen=True, kw_only=True):
    """A training that a supporter finished; `passed` is 1, 0, or None where there was no check."""

    training_id: Plain[str]
    supporter_id: Plain[str]
    training: Plain[str]
    day: Plain[str]
    minutes: Plain[int]
    edition: Plain[str | None]
    passed: Plain[int | None]
    voided: Plain[int] = 0


class Badge(Fact, frozen=True, kw_only=True):
    """A supporter's badge. Its file is in the event that issued it."""

    badge_id: Plain[str]
    supporter_id: Plain[str]
    badge: Plain[str]
    issued_on: Plain[str]
    expires_on: Plain[str | None]
    file_name: Plain[str | None]
    file_hash: Plain[str | None]
    voided: Plain[int] = 0


class StaffRequest(Fact, frozen=True, kw_only=True):
    """People whom a session looks for."""

    request_id: Plain[str]
    session_id: Plain[str]
    role: Plain[str]
    needed: Plain[int]
    needs_badge: Plain[int]
    remark: Plain[str | None]
    made_at: Plain[str]
    withdrawn: Plain[int] = 0
    diverging: Plain[str] = ""


class Staffing(Fact, frozen=True, kw_only=True):
    """A supporter's place in a session: applied, matched, declined or cancelled."""

    staffing_id: Plain[str]
    session_id: Plain[str]
    supporter_id: Plain[str]
    state: Plain[str]
    role: Plain[str | None]
    request_id: Plain[str | None]
    told_at: Plain[str]


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


class OwnProgramme(Fact, frozen=True, kw_only=True):
    """A programme of the site's own. `source` is its TOML."""

    own_programme_id: Plain[str]
    programme: Plain[str]
    source: Plain[str]
    withdrawn: Plain[int]


class Series(Fact, frozen=True, kw_only=True):
    """A plan that recurs. `plan` is the JSON of `core.kinds.SeriesFields`, `ends_on` the last day it can fall on."""

    series_id: Plain[str]
    title: Plain[str]
    starts_on: Plain[str]
    ends_on: Plain[str]
    plan: Plain[str]
    diverging: Plain[str] = ""


class Result(Fact, frozen=True, kw_only=True):
    """Results known as counts alone (`core.kinds.ResultFields`). `estimated` names counts told as 約, by a space."""

    result_id: Plain[str]
    first_day: Plain[str]
    last_day: Plain[str]
    session_kind: Plain[str]
    programme: Plain[str | None]
    strand: Plain[str | None]
    funding: Plain[str | None]
    organiser: Plain[str | None]
    venue: Plain[str | None]
    municipality: Plain[str | None]
    channel: Plain[str]
    sessions: Plain[int | None]
    koma: Plain[int | None]
    visits: Plain[int | None]
    persons: Plain[int | None]
    consultations: Plain[int | None]
    venues: Plain[int | None]
    municipalities: Plain[int | None]
    estimated: Plain[str]
    source: Plain[str]
    voided: Plain[int] = 0
    diverging: Plain[str] = ""


class Submission(Fact, frozen=True, kw_only=True):
    """A version of a report as it was handed in. `content` is the JSON of `core.reports.table.ReportTable`."""

    submission_id: Plain[str]
    report: Plain[str]
    period_from: Plain[str]
    period_to: Plain[str]
    by: Plain[str | None]
    cut_off: Plain[str]
    version: Plain[int]
    content: Plain[str]
    content_hash: Plain[str]
    handed_to: Plain[str | None]
    reason: Plain[str | None]
    submitted_at: Plain[str]
    staff_id: Plain[str | None]


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
    Training,
    Badge,
    StaffRequest,
    Staffing,
    Duty,
    Loan,
    Fee,
    CashCount,
    Incident,
    Day,
    Settlement,
    OwnTopic,
    OwnProgramme,
    OwnHandout,
    Series,
    Result,
    Submission,
    SurveySheet,
    Printing,
    Erasure,
)


VERSIONED: tuple[type[Fact], ...] = tuple(fact for fact in FACTS if "diverging" in fact.__struct_fields__)
"""Those whose rows tell of versions that were written apart."""


def table_of(fact: type[Fact]) -> str:
    """The table's name: the same on the laptop and at headquarters."""
    return f"fact_{fact.__name__.lower()}"
