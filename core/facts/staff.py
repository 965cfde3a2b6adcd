"""Who works here, and the days of the site."""

from core.facts.fact import Fact
from core.placement import Plain, Sealed


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


class Day(Fact, frozen=True, kw_only=True):
    """A day of the site that was closed, and perhaps reopened."""

    day_id: Plain[str]
    day: Plain[str]
    closed: Plain[int]
    closed_at: Plain[str]
    weather: Plain[str | None]
    unsent: Plain[int]
    notes: Sealed[str | None] = None
