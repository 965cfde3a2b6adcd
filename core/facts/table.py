"""The consultation table: what was asked, what was handed out, what was answered on paper."""

from core.facts.fact import Fact
from core.placement import Plain, Sealed


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
