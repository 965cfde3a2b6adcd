"""What brings the coming sessions of a series in line with its plan, and which of them are left alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import msgspec

from core.facts import Attendance, Booking, Series, Session
from core.ids import series_session_id
from core.kinds import SeriesFields, SessionAmended, SessionCancelled, SessionPlanned
from desktop.app.desk import Changed, Desk
from desktop.app.series_plans import amended_plan, days_from, is_as_planned, session_plan, sessions_of, takes
from desktop.app.session_plans import plan_of, planned_anew
from desktop.storage.journal import Draft


class Why(StrEnum):
    """Why a session stays as it is: somebody is booked, was received, or changed it by hand."""

    BOOKED = "booked"
    RECEIVED = "received"
    CHANGED = "changed"


@dataclass(frozen=True)
class LeftAlone:
    """A coming session that a change of its series left as it is."""

    session: Session
    why: Why


@dataclass(frozen=True)
class Steps:
    """What is to be recorded. `amended` and `cancelled` are the sessions as they were before."""

    drafts: tuple[Draft, ...] = ()
    planned: tuple[str, ...] = ()
    amended: tuple[Session, ...] = ()
    cancelled: tuple[Session, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


@dataclass(frozen=True)
class SeriesWritten:
    """The series as it now stands, and what became of its sessions.

    `planned` are new ones, `amended` and `cancelled` as they were before; `resting` are days that were left out as
    holidays or at the year's end. `before` is the plan as it was, None for a new series.
    """

    series: Series
    changed: Changed
    planned: tuple[Session, ...] = ()
    amended: tuple[Session, ...] = ()
    cancelled: tuple[Session, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    resting: tuple[date, ...] = ()
    before: SeriesFields | None = None


_Ruled = tuple[SeriesFields, Sequence[date]]
"""A plan and its days."""


@dataclass
class _Adding:
    drafts: list[Draft] = field(default_factory=list)
    planned: list[str] = field(default_factory=list)
    amended: list[Session] = field(default_factory=list)
    cancelled: list[Session] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)

    def steps(self) -> Steps:
        return Steps(
            tuple(self.drafts), tuple(self.planned), tuple(self.amended), tuple(self.cancelled), tuple(self.left_alone)
        )

    def plan(self, session_id: str, plan: SessionPlanned) -> None:
        self.planned.append(session_id)
        self.drafts.append(Draft(session_id, plan))

    def amend(self, session: Session, plan: SessionAmended) -> None:
        self.amended.append(session)
        self.drafts.append(Draft(session.session_id, plan))

    def cancel(self, session: Session) -> None:
        self.cancelled.append(session)
        self.drafts.append(Draft(session.session_id, SessionCancelled()))


def steps_to_begin(desk: Desk, series_id: str, plan: SeriesFields, joining: Session | None) -> Steps:
    """Every session from today on; one that stands already on one of the days joins the series as it is."""
    adding = _Adding()
    for day in days_from(plan, desk.today):
        if joining is not None and joining.day == day.isoformat():
            adding.amend(joining, msgspec.structs.replace(plan_of(joining), series_id=series_id))
        else:
            adding.plan(series_session_id(series_id, day), session_plan(plan, series_id, day))
    return adding.steps()


def steps_to(desk: Desk, series_id: str, old: SeriesFields, new: SeriesFields) -> Steps:
    """From one plan of a series to another, for what is still ahead.

    A day whose session was cancelled by hand stays without one.
    """
    wanted, before = days_from(new, desk.today), days_from(old, desk.today)
    mine, adding = sessions_of(desk, series_id), _Adding()
    _change_coming(desk, series_id, (old, before), (new, wanted), adding)
    standing = {each.day for each in mine if each.state != "cancelled"}
    for day in wanted:
        taken, next_id = takes(series_id, day, mine)
        was_planned = day in before and any(each.day == day.isoformat() for each in mine)
        stands = day.isoformat() in standing or any(each.state != "cancelled" for each in taken)
        if not (was_planned or stands):
            adding.plan(next_id, session_plan(new, series_id, day))
    return adding.steps()


def steps_to_align(desk: Desk, series_id: str, plan: SeriesFields) -> Steps:
    """After two laptops changed the series apart and somebody chose: what either planned follows what stands."""
    told = [each.payload for each in desk.store.journal.events_of(series_id) if isinstance(each.payload, SeriesFields)]
    ruled = [(each, days_from(each, desk.today)) for each in told]
    wanted, mine = days_from(plan, desk.today), sessions_of(desk, series_id)
    why, adding = _Reasons(desk, series_id), _Adding()
    for session in _coming(desk, mine):
        as_planned = not session.diverging and is_as_planned(session, plan, wanted)
        if as_planned or not (session.diverging or any(is_as_planned(session, *each) for each in ruled)):
            continue
        held_back, day = why.of(session), date.fromisoformat(session.day)
        if held_back:
            adding.left_alone.append(LeftAlone(session, held_back))
        elif day in wanted:
            adding.amend(session, amended_plan(plan, series_id, day))
        else:
            adding.cancel(session)
    torn = [each for each in mine if each.diverging and each.state == "cancelled" and each.day >= str(desk.today)]
    for session in torn:  # one laptop left it out, the other changed it
        adding.cancel(session)
    known = {each.day for each in mine if each not in torn}
    for day in wanted:
        if day.isoformat() not in known:
            adding.plan(takes(series_id, day, mine)[1], session_plan(plan, series_id, day))
    return adding.steps()


def _change_coming(desk: Desk, series_id: str, old: _Ruled, new: _Ruled, adding: _Adding) -> None:
    why = _Reasons(desk, series_id)
    for session in _coming(desk, sessions_of(desk, series_id)):
        day = date.fromisoformat(session.day)
        if is_as_planned(session, *new):
            continue
        held_back = why.of(session) or (None if is_as_planned(session, *old) else Why.CHANGED)
        if held_back:
            adding.left_alone.append(LeftAlone(session, held_back))
        elif day in new[1]:
            adding.amend(session, amended_plan(new[0], series_id, day))
        else:
            adding.cancel(session)


def steps_to_end(desk: Desk, series_id: str, last_day: date) -> Steps:
    """Cancels what is ahead after a day; what somebody is booked for, or was received in, is left alone."""
    adding, why = _Adding(), _Reasons(desk, series_id)
    for session in _coming(desk, sessions_of(desk, series_id)):
        if session.day <= last_day.isoformat():
            continue
        held_back = why.of(session)
        if held_back:
            adding.left_alone.append(LeftAlone(session, held_back))
        else:
            adding.cancel(session)
    return adding.steps()


def steps_back(desk: Desk, written: SeriesWritten) -> Steps:
    """What takes a change of a series back: session by session, as each was."""
    series_id, adding = written.series.series_id, _Adding()
    why, mine = _Reasons(desk, series_id), sessions_of(desk, series_id)
    for session in written.planned:
        held_back = why.of(session)
        if held_back:
            adding.left_alone.append(LeftAlone(session, held_back))
        else:
            adding.cancel(session)
    for session in written.amended:
        adding.amend(session, plan_of(session))
    for session in written.cancelled:
        day = date.fromisoformat(session.day)
        _, next_id = takes(series_id, day, mine)
        adding.plan(next_id, planned_anew(session))
    return adding.steps()


class _Reasons:
    """Who is booked or was received in the sessions of a series: asked once."""

    def __init__(self, desk: Desk, series_id: str) -> None:
        within = "session_id IN (SELECT session_id FROM fact_session WHERE series_id = ?)"
        booked = desk.store.facts.where(Booking, f"cancelled = 0 AND {within}", [series_id])
        received = desk.store.facts.where(Attendance, f"voided = 0 AND {within}", [series_id])
        self._booked = {each.session_id for each in booked}
        self._received = {each.session_id for each in received}

    def of(self, session: Session) -> Why | None:
        """Why it is left alone; None where nobody would miss it."""
        if session.session_id in self._received:
            return Why.RECEIVED
        return Why.BOOKED if session.session_id in self._booked else None


def _coming(desk: Desk, sessions: Sequence[Session]) -> list[Session]:
    """Those that have not begun at this moment."""
    now = f"{desk.clock.now():%Y-%m-%dT%H:%M}"
    return [each for each in sessions if each.state == "planned" and f"{each.day}T{each.starts}" > now]
