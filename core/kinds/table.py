"""The consultation table."""

from core.kinds.codes import Code
from core.payload import Payload, kind
from core.placement import Plain, Sealed


class ConsultationFields(Payload, frozen=True, kw_only=True):
    """One consultation: three choices, and what else was told.

    `booking_id` is the appointment that was made for what goes on (O3), on `follow_up_day`.
    """

    at: Plain[str]
    topic: Plain[Code]
    outcome: Plain[str]
    minutes: Plain[int]
    more_topics: Plain[tuple[str, ...]] = ()
    channel: Plain[Code] = "in_person"
    session_id: Plain[Code | None] = None
    attendance_id: Plain[Code | None] = None
    person_id: Plain[Code | None] = None
    age_band: Plain[Code] = "unknown"
    referral: Plain[str | None] = None
    reason: Plain[str | None] = None
    phone_kind: Plain[str | None] = None
    follow_up_day: Plain[str | None] = None
    booking_id: Plain[str | None] = None
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


@kind("consultation.followed_up")
class ConsultationFollowedUp(Payload, frozen=True, kw_only=True):
    """まだ使えていますか: what was told at a later visit; the last word holds, and an empty one takes it back.

    `answer` is works, trouble, or empty.
    """

    answer: Plain[str]
    at: Plain[str]
    attendance_id: Plain[str | None] = None


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


@kind("handout_text.defined")
class HandoutDefined(Payload, frozen=True, kw_only=True):
    """A version of a site's own handout text; the entity is the handout with its version (`core.ids.handout_id`).

    `source` is the TOML of `core.handouts`; `withdrawn` says that this version is offered no more.
    """

    handout: Plain[str]
    version: Plain[int]
    source: Plain[str]
    withdrawn: Plain[bool] = False


@kind("survey.entered")
class SurveyEntered(Payload, frozen=True, kw_only=True):
    """One answered questionnaire, linked to no person: it tells its day and session, no time.

    A choice is a question's code and the code of its answer (`q1=2`); `answers` are the words, one question a line.
    """

    survey: Plain[str]
    day: Plain[str]
    version: Plain[int] = 1
    session_id: Plain[str | None] = None
    choices: Plain[tuple[str, ...]] = ()
    answers: Sealed[str | None] = None


@kind("survey.voided")
class SurveyVoided(Payload, frozen=True, kw_only=True):
    """The questionnaire was entered by mistake and counts nowhere."""

    reason: Plain[str] = "undo"
