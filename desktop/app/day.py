"""開場 and 締め: the beginning and the end of a day, and how it stands in between."""

from dataclasses import dataclass
from datetime import date

from core.clock import parse_moment, stamp
from core.doubles import COUNTED
from core.facts import Attendance, Consultation, Day, Duty, Incident, Loan, Session
from core.ids import day_id, new_entity_id
from core.kinds import (
    AttendanceLeft,
    AttendanceStayed,
    DayClosed,
    DayReopened,
    DutyEnded,
    IncidentRecorded,
    SessionClosed,
)
from core.problem import Problem
from desktop.app.bookings import names_to_forget
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.sessions import open_session, open_sessions, plan_unplanned, sessions_on
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class DayState:
    """How a day stands: visits (延べ), who is still here, consultations, what is open or unsent."""

    day: date
    sessions: tuple[Session, ...]
    is_open: bool
    closed: Day | None
    visits: int
    here: int
    companions: int
    consultations: int
    loans_out: int
    unsent: int
    refused: int


@dataclass(frozen=True)
class Closed:
    """The closed day, and how many records still wait for headquarters."""

    day: Day
    unsent: int
    changed: Changed


def day_state(desk: Desk, day: date | None = None) -> DayState:
    """The figures of a day (today by default)."""
    day = day or desk.today
    key = [day.isoformat()]
    standing = desk.store.facts.where(Attendance, f"day = ? AND {COUNTED}", key)
    sessions = tuple(sessions_on(desk, day))
    closed = desk.store.facts.one(Day, day_id(desk.identity.site_id, day))
    return DayState(
        day=day,
        sessions=sessions,
        is_open=any(session.state == "open" for session in sessions),
        closed=closed if closed is not None and closed.closed else None,
        visits=len(standing),
        here=sum(1 for attendance in standing if attendance.left_at is None),
        companions=sum(attendance.companions for attendance in standing),
        consultations=desk.store.facts.count(Consultation, f"day = ? AND {COUNTED}", key),
        loans_out=desk.store.facts.count(Loan, "returned_at IS NULL AND voided = 0"),
        unsent=desk.store.outbox.pending(),
        refused=desk.store.outbox.refused(),
    )


def open_day(desk: Desk, checks_failed: tuple[str, ...] = ()) -> Changed:
    """開場: open every session planned for today, or an unplanned one. Failed checks are noted, no more."""
    planned = [session for session in sessions_on(desk, desk.today) if session.state == "planned"]
    if not planned and not open_sessions(desk):
        planned = [plan_unplanned(desk)]
    changed: Changed = frozenset({Session})
    for session in planned:
        changed |= open_session(desk, session.session_id, checks_failed).changed
    return changed


def close_day(desk: Desk, weather: str | None = None, notes: str | None = None, day: date | None = None) -> Closed:
    """締め: end sessions and duties that are still open, and close the day (today by default), in one transaction.

    Those of an earlier day end when its last session was to end. What is None stays as an earlier closing had it;
    a day that is closed already, with nothing new, stays as it is.
    """
    day = day or desk.today
    entity = day_id(desk.identity.site_id, day)
    before = desk.store.facts.one(Day, entity)
    kept_weather = before.weather if before and weather is None else guarded(weather)
    kept_notes = before.notes if before and notes is None else guarded(notes)
    at = end_of_day(desk, day)
    drafts = [Draft(each.session_id, SessionClosed(at=at)) for each in sessions_on(desk, day) if each.state == "open"]
    duties = desk.store.facts.where(Duty, "day = ? AND ended_at IS NULL", [day.isoformat()])
    drafts += [Draft(each.duty_id, DutyEnded(at=max(at, each.started_at))) for each in duties]
    drafts += names_to_forget(desk)
    if before is not None and before.closed and not drafts and (weather, notes) == (None, None):
        return Closed(before, desk.store.outbox.pending(), frozenset())
    closing = DayClosed(
        day=day.isoformat(),
        at=desk.now,
        weather=kept_weather,
        unsent=desk.store.outbox.pending(),
        notes=kept_notes,
    )
    recorded = desk.record(*drafts, Draft(entity, closing))
    closed = desk.store.facts.one(Day, entity)
    assert closed is not None  # written just now in the same file
    return Closed(closed, desk.store.outbox.pending(), recorded.changed)


def end_of_day(desk: Desk, day: date) -> str:
    """Now; of an earlier day, when its last session was to end."""
    if day >= desk.today:
        return desk.now
    ends = max((each.ends for each in sessions_on(desk, day)), default="17:00")
    return stamp(parse_moment(f"{day.isoformat()}T{ends}:00"))


def reopen_day(desk: Desk, day: date) -> Changed:
    """Something of a closed day must still be entered."""
    entity = day_id(desk.identity.site_id, day)
    if desk.store.facts.one(Day, entity) is None:
        raise Problem("day_not_closed", "その日は、まだ締めていません。")
    return desk.record(Draft(entity, DayReopened(day=day.isoformat()))).changed


def open_since_before(desk: Desk) -> list[date]:
    """Earlier days on which somebody was received and that were never closed."""
    rows = desk.store.db.execute(
        "SELECT DISTINCT day FROM fact_attendance WHERE voided = 0 AND day < ?"
        " AND day NOT IN (SELECT day FROM fact_day WHERE closed = 1) ORDER BY day DESC LIMIT 7",
        [desk.today.isoformat()],
    )
    return [date.fromisoformat(day) for (day,) in rows]


def visitors_today(desk: Desk) -> list[Attendance]:
    """Everybody received today, newest first; voided ones too, so that they can be seen as such."""
    return desk.store.facts.where(Attendance, "day = ?", [desk.today.isoformat()], order="at DESC, attendance_id DESC")


def went_home(desk: Desk, attendance_id: str) -> Changed:
    """A visitor has left."""
    return desk.record(Draft(attendance_id, AttendanceLeft(at=desk.now))).changed


def came_back(desk: Desk, attendance_id: str) -> Changed:
    """The visitor is still here: 帰りました is taken back."""
    return desk.record(Draft(attendance_id, AttendanceStayed())).changed


def record_incident(desk: Desk, incident_kind: str, text: str | None = None) -> Changed:
    """Something that must be told; the words stay sealed."""
    content = IncidentRecorded(at=desk.now, incident_kind=incident_kind, text=guarded(text))
    return desk.record(Draft(new_entity_id(), content)).changed | {Incident}
