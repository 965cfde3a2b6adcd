"""Planning, opening and closing sessions."""

from dataclasses import dataclass
from datetime import date, datetime, time

from core.clock import JAPAN
from core.facts import Session
from core.ids import new_entity_id, unplanned_session_id
from core.kinds import SessionAmended, SessionCancelled, SessionClosed, SessionOpened, SessionPlanned
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.municipalities import placed
from desktop.app.programme_choice import check_choice, check_words, in_turns
from desktop.app.session_plans import checked, plan_of
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class SessionWritten:
    """The session as it now stands."""

    session: Session
    changed: Changed


def plan_session(desk: Desk, plan: SessionPlanned) -> SessionWritten:
    """Put a session on the calendar. Raises Problem when its times, title or programme cannot be."""
    kept = placed(desk, checked(in_turns(desk, plan)))
    check_words(desk, kept)
    check_choice(desk, kept)
    return _write(desk, new_entity_id(), kept)


def amend_session(desk: Desk, session_id: str, plan: SessionAmended) -> SessionWritten:
    """Change the whole plan of a session."""
    before = the_session(desk, session_id)
    kept = placed(desk, checked(in_turns(desk, plan)), before.municipality)
    check_words(desk, kept, plan_of(before))
    check_choice(desk, kept, before)
    return _write(desk, session_id, kept)


def cancel_session(desk: Desk, session_id: str, reason: str | None = None) -> SessionWritten:
    """The session will not be held."""
    the_session(desk, session_id)
    return _write(desk, session_id, SessionCancelled(reason=guarded(reason)))


def open_session(desk: Desk, session_id: str, checks_failed: tuple[str, ...] = ()) -> SessionWritten:
    """開場: never refused, whatever the checks said."""
    the_session(desk, session_id)
    return _write(desk, session_id, SessionOpened(at=desk.now, checks_failed=checks_failed))


def close_session(desk: Desk, session_id: str) -> SessionWritten:
    """The session has ended."""
    the_session(desk, session_id)
    return _write(desk, session_id, SessionClosed(at=desk.now))


def sessions_on(desk: Desk, day: date) -> list[Session]:
    """All sessions of a day but cancelled ones, in order of time."""
    return desk.store.facts.where(
        Session, "day = ? AND state <> 'cancelled'", [day.isoformat()], order="starts, session_id"
    )


def sessions_between(desk: Desk, first: date, last: date) -> list[Session]:
    """All sessions from the first to the last day, cancelled ones too."""
    span = [first.isoformat(), last.isoformat()]
    return desk.store.facts.where(Session, "day BETWEEN ? AND ?", span, order="day, starts, session_id")


def open_sessions(desk: Desk) -> list[Session]:
    """Today's sessions whose doors are open."""
    return [session for session in sessions_on(desk, desk.today) if session.state == "open"]


def the_session(desk: Desk, session_id: str) -> Session:
    """The session with this id. Raises Problem."""
    found = desk.store.facts.one(Session, session_id)
    if found is None:
        raise Problem("session_unknown", "その予定が見つかりません。", "「予定」から選び直してください。")
    return found


def session_now(desk: Desk) -> Session:
    """The session that receives visitors at this moment: open ones first, by how near their time is.

    When nothing is open the day is opened, so that a visitor never waits for a button.
    """
    now = desk.clock.now()
    opened = open_sessions(desk)
    if opened:
        return min(opened, key=lambda session: _distance(session, now))
    planned = [session for session in sessions_on(desk, desk.today) if session.state != "closed"]
    if planned:
        nearest = min(planned, key=lambda session: _distance(session, now))
        return open_session(desk, nearest.session_id, ("not_checked",)).session
    return _open_unplanned(desk)


def _open_unplanned(desk: Desk) -> Session:
    return open_session(desk, plan_unplanned(desk).session_id, ("not_checked",)).session


def plan_unplanned(desk: Desk) -> Session:
    """A consultation session from now to five in the afternoon, for a day with nothing on the calendar.

    The first of a day is one and the same session on every laptop, also on one that is apart.
    """
    begins = desk.clock.now().strftime("%H:%M")
    plan = SessionPlanned(
        title="スマホ相談会",
        day=desk.today.isoformat(),
        starts=begins,
        ends=max(begins, "17:00"),
        venue=desk.identity.site_name,
    )
    first = unplanned_session_id(desk.identity.site_id, desk.today)
    is_over = desk.store.facts.one(Session, first) is not None
    return _write(desk, new_entity_id() if is_over else first, placed(desk, checked(plan))).session


def _distance(session: Session, now: datetime) -> float:
    starts, ends = (_on(session, text).timestamp() for text in (session.starts, session.ends))
    moment = now.timestamp()
    return max(starts - moment, moment - ends, 0.0)


def _on(session: Session, text: str) -> datetime:
    return datetime.combine(date.fromisoformat(session.day), time.fromisoformat(text), JAPAN)


def _write(
    desk: Desk,
    session_id: str,
    payload: SessionPlanned | SessionAmended | SessionCancelled | SessionOpened | SessionClosed,
) -> SessionWritten:
    recorded = desk.record(Draft(session_id, payload))
    return SessionWritten(the_session(desk, session_id), recorded.changed)
