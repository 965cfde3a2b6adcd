"""Who works here, and the days of the site."""

from core.payload import Payload, kind
from core.placement import Plain, Sealed


class SupporterFields(Payload, frozen=True, kw_only=True):
    """What is on record of somebody who works here.

    `registered_on` is the day from which they count as registered. What they offer: `municipalities` by code,
    `weekdays` from Monday as 1, `strengths` as groups of topics (T02).
    """

    display_name: Plain[str]
    kana: Plain[str | None] = None
    role: Plain[str] = "supporter"
    attributes: Plain[tuple[str, ...]] = ()
    age_band: Plain[str] = "unknown"
    active: Plain[bool] = True
    registered_on: Plain[str | None] = None
    municipalities: Plain[tuple[str, ...]] = ()
    weekdays: Plain[tuple[int, ...]] = ()
    strengths: Plain[tuple[str, ...]] = ()


@kind("supporter.registered")
class SupporterRegistered(SupporterFields, frozen=True, kw_only=True):
    """Somebody works here; `role` is supporter or coordinator. Staff are headquarters' own records."""


@kind("supporter.amended")
class SupporterAmended(SupporterFields, frozen=True, kw_only=True):
    """The whole new version of a supporter's record."""


@kind("training.completed")
class TrainingCompleted(Payload, frozen=True, kw_only=True):
    """研修: a supporter finished a training on `day`; `passed` is what its check said, None where there was none."""

    supporter_id: Plain[str]
    training: Plain[str]
    day: Plain[str]
    minutes: Plain[int] = 0
    edition: Plain[str | None] = None
    passed: Plain[bool | None] = None


@kind("training.voided")
class TrainingVoided(Payload, frozen=True, kw_only=True):
    """It was entered by mistake and counts nowhere."""

    reason: Plain[str] = "undo"


@kind("badge.issued")
class BadgeIssued(Payload, frozen=True, kw_only=True):
    """オープンバッジ: the badge of a supporter, valid from `issued_on` to `expires_on` (days; None: without end).

    `file` is the badge as it was handed over, in base64, `file_hash` the hex of its BLAKE2b-32.
    """

    supporter_id: Plain[str]
    badge: Plain[str]
    issued_on: Plain[str]
    expires_on: Plain[str | None] = None
    file_name: Plain[str | None] = None
    file_hash: Plain[str | None] = None
    file: Plain[str | None] = None


@kind("badge.revoked")
class BadgeRevoked(Payload, frozen=True, kw_only=True):
    """The badge holds no more, or was entered by mistake."""

    reason: Plain[str] = "undo"


class StaffRequestFields(Payload, frozen=True, kw_only=True):
    """A session looks for `needed` people in a role (`core.programmes`)."""

    session_id: Plain[str]
    role: Plain[str] = "supporter"
    needed: Plain[int] = 1
    needs_badge: Plain[bool] = False
    remark: Plain[str | None] = None


@kind("staff_request.made")
class StaffRequestMade(StaffRequestFields, frozen=True, kw_only=True):
    """依頼: people are asked for."""


@kind("staff_request.amended")
class StaffRequestAmended(StaffRequestFields, frozen=True, kw_only=True):
    """The whole new version of it."""


@kind("staff_request.withdrawn")
class StaffRequestWithdrawn(Payload, frozen=True, kw_only=True):
    """Nobody is looked for any more."""


@kind("staffing.assigned")
class StaffingAssigned(Payload, frozen=True, kw_only=True):
    """A supporter's place in a session: applied, matched, declined or cancelled; the last word holds.

    `request_id` is what they answered to, `role` what they do there.
    """

    session_id: Plain[str]
    supporter_id: Plain[str]
    state: Plain[str] = "matched"
    role: Plain[str | None] = None
    request_id: Plain[str | None] = None


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
