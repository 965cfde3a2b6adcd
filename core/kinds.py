"""The content of every kind of event (DESIGN section 5), each field plain, sealed or local.

Times in payloads are RFC 3339 texts of when the thing happened; the event's own wall time is when it was
entered. Ages are bands (`core.age_band`), money is whole yen, minutes are whole minutes.
"""

from core.payload import Payload, kind
from core.placement import Local, Plain, Sealed

# --- people -----------------------------------------------------------------------------------------------


class _PersonFields(Payload, frozen=True, kw_only=True):
    age_band: Plain[str] = "unknown"
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None
    birth_date: Sealed[str | None] = None


@kind("person.registered")
class PersonRegistered(_PersonFields, frozen=True, kw_only=True):
    """A visitor is on record from now on; by default a random id and an age band are all of it."""


@kind("person.amended")
class PersonAmended(_PersonFields, frozen=True, kw_only=True):
    """The whole new version of a person's record."""


@kind("person.merged")
class PersonMerged(Payload, frozen=True, kw_only=True):
    """This person is the same as `into`; both records stay."""

    into: Plain[str]


@kind("person.unmerged")
class PersonUnmerged(Payload, frozen=True, kw_only=True):
    """The merge is taken back."""


@kind("person.erased")
class PersonErased(Payload, frozen=True, kw_only=True):
    """The person's key is to be destroyed everywhere; the visits stay as numbers."""


@kind("card.issued")
class CardIssued(Payload, frozen=True, kw_only=True):
    """A card belongs to a person. Its text is sealed with the person's key."""

    person_id: Plain[str]
    code: Sealed[str | None] = None


@kind("card.replaced")
class CardReplaced(Payload, frozen=True, kw_only=True):
    """The card is no longer the newest one of its person."""

    by_card_id: Plain[str]


@kind("card.revoked")
class CardRevoked(Payload, frozen=True, kw_only=True):
    """The card opens nothing any more."""

    reason: Plain[str] = "lost"


# --- sessions and bookings --------------------------------------------------------------------------------


class _SessionFields(Payload, frozen=True, kw_only=True):
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
class SessionPlanned(_SessionFields, frozen=True, kw_only=True):
    """A session as planned: `day` is a date, `starts` and `ends` are times of that day (HH:MM)."""


@kind("session.amended")
class SessionAmended(_SessionFields, frozen=True, kw_only=True):
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


# --- the door ---------------------------------------------------------------------------------------------


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


# --- the table --------------------------------------------------------------------------------------------


class _ConsultationFields(Payload, frozen=True, kw_only=True):
    at: Plain[str]
    topic: Plain[str]
    outcome: Plain[str]
    minutes: Plain[int]
    more_topics: Plain[tuple[str, ...]] = ()
    channel: Plain[str] = "in_person"
    session_id: Plain[str | None] = None
    attendance_id: Plain[str | None] = None
    person_id: Plain[str | None] = None
    age_band: Plain[str] = "unknown"
    referral: Plain[str | None] = None
    reason: Plain[str | None] = None
    phone_kind: Plain[str | None] = None
    follow_up_day: Plain[str | None] = None
    supporter_id: Plain[str | None] = None
    from_paper: Plain[bool] = False
    note: Sealed[str | None] = None


@kind("consultation.recorded")
class ConsultationRecorded(_ConsultationFields, frozen=True, kw_only=True):
    """相談: what was asked, what came of it, how long it took. `supporter_id` is who helped."""


@kind("consultation.amended")
class ConsultationAmended(_ConsultationFields, frozen=True, kw_only=True):
    """The whole new version of a consultation."""


@kind("consultation.voided")
class ConsultationVoided(Payload, frozen=True, kw_only=True):
    """The consultation was entered by mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("handout.given")
class HandoutGiven(Payload, frozen=True, kw_only=True):
    """A leaflet was given, `printed` here or taken from stock."""

    handout: Plain[str]
    register: Plain[str] = "standard"
    version: Plain[int] = 1
    printed: Plain[bool] = True
    consultation_id: Plain[str | None] = None
    attendance_id: Plain[str | None] = None


@kind("handout.feedback")
class HandoutFeedback(Payload, frozen=True, kw_only=True):
    """A word on a leaflet's text; marked 本部に届きます where it is typed."""

    handout: Plain[str]
    text: Plain[str]


@kind("survey.entered")
class SurveyEntered(Payload, frozen=True, kw_only=True):
    """One answered questionnaire, linked to no person."""

    survey: Plain[str]
    choices: Plain[tuple[str, ...]] = ()
    answers: Sealed[str | None] = None


# --- things, money, mishaps -------------------------------------------------------------------------------


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


@kind("fee.received")
class FeeReceived(Payload, frozen=True, kw_only=True):
    """Yen taken at the door: the price paid, not the price planned."""

    yen: Plain[int]
    at: Plain[str]
    attendance_id: Plain[str | None] = None
    session_id: Plain[str | None] = None


@kind("incident.recorded")
class IncidentRecorded(Payload, frozen=True, kw_only=True):
    """Something that must be told; headquarters sees that and which kind, not the words."""

    at: Plain[str]
    incident_kind: Plain[str]
    text: Sealed[str | None] = None


# --- staff and days ---------------------------------------------------------------------------------------


class _SupporterFields(Payload, frozen=True, kw_only=True):
    display_name: Plain[str]
    kana: Plain[str | None] = None
    role: Plain[str] = "supporter"
    attributes: Plain[tuple[str, ...]] = ()
    age_band: Plain[str] = "unknown"
    active: Plain[bool] = True


@kind("supporter.registered")
class SupporterRegistered(_SupporterFields, frozen=True, kw_only=True):
    """Somebody works here; `role` is supporter or coordinator. Staff are headquarters' own records."""


@kind("supporter.amended")
class SupporterAmended(_SupporterFields, frozen=True, kw_only=True):
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


# --- upkeep -----------------------------------------------------------------------------------------------


@kind("conflict.settled")
class ConflictSettled(Payload, frozen=True, kw_only=True):
    """A person chose between two versions; both stay in the journal."""

    conflict: Plain[str]
    kept_event_id: Plain[str]


@kind("personal_data.viewed")
class PersonalDataViewed(Payload, frozen=True, kw_only=True):
    """Somebody looked at, exported or printed personal fields."""

    purpose: Plain[str]
    person_id: Plain[str | None] = None
    persons: Plain[int] = 1


class _ReportFields(Payload, frozen=True, kw_only=True):
    report: Plain[str]
    period_from: Plain[str]
    period_to: Plain[str]
    cut_off: Plain[str]
    version: Plain[int] = 1
    content_hash: Plain[str] = ""


@kind("report.submitted")
class ReportSubmitted(_ReportFields, frozen=True, kw_only=True):
    """提出: a report is frozen as handed in."""


@kind("report.replaced")
class ReportReplaced(_ReportFields, frozen=True, kw_only=True):
    """差替え版: a later version takes its place; the earlier one stays."""


@kind("catalogue.published")
class CataloguePublished(Payload, frozen=True, kw_only=True):
    """A new version of the topics is in force from `valid_from`; the file travels by its hash."""

    catalogue_version: Plain[int]
    valid_from: Plain[str]
    content_hash: Plain[str]
