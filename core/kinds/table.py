"""The consultation table."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


class ConsultationFields(Payload, frozen=True, kw_only=True):
    """One consultation: three choices, and what else was told."""

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
class ConsultationRecorded(ConsultationFields, frozen=True, kw_only=True):
    """相談: what was asked, what came of it, how long it took. `supporter_id` is who helped."""


@kind("consultation.amended")
class ConsultationAmended(ConsultationFields, frozen=True, kw_only=True):
    """The whole new version of a consultation."""


@kind("consultation.voided")
class ConsultationVoided(Payload, frozen=True, kw_only=True):
    """The consultation was entered by mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("handout.given")
class HandoutGiven(Payload, frozen=True, kw_only=True):
    """A handout was given, `printed` here or taken from stock. `reason` is why it was printed once more.

    `at` is when that was; an event without it tells the time at which it was written.
    """

    handout: Plain[str]
    register: Plain[str] = "standard"
    version: Plain[int] = 1
    printed: Plain[bool] = True
    consultation_id: Plain[str | None] = None
    attendance_id: Plain[str | None] = None
    at: Plain[str | None] = None
    reason: Plain[str | None] = None


@kind("handout.voided")
class HandoutVoided(Payload, frozen=True, kw_only=True):
    """The handout was not given after all and counts nowhere."""

    reason: Plain[str] = "undo"


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
