"""What the call board shows: numbers, tables and places in the line. No name and no minutes, ever."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.calling import Standing, in_line, standing
from core.clock import parse_moment
from core.facts import Attendance, Session

JUST_CALLED = timedelta(minutes=3)
CALLING_AT_MOST = 4
NEXT_AT_MOST = 5
RECENT_AT_MOST = 8


class DoorState(StrEnum):
    """Whether visitors are received: not yet, now, between two sessions, not any more today."""

    BEFORE = "before"
    OPEN = "open"
    BREAK = "break"
    OVER = "over"


@dataclass(frozen=True)
class Call:
    """A number that was called at `at`, to `table` where tables are numbered."""

    ticket: str
    table: str | None
    session_id: str
    at: str


@dataclass(frozen=True)
class Place:
    """A number in the line and how many are called before it."""

    ticket: str
    before: int


@dataclass(frozen=True)
class Line:
    """Who waits for one session: the next numbers, how many there are in all, and those called again later."""

    session_id: str
    title: str
    is_open: bool
    waiting: int
    next: tuple[Place, ...]
    later: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """The whole board. `opens_at` is when the next session begins (HH:MM), while none is open."""

    state: DoorState
    opens_at: str | None
    calling: tuple[Call, ...]
    recent: tuple[Call, ...]
    lines: tuple[Line, ...]


def board_of(
    sessions: Sequence[Session], visits: Sequence[Attendance], helped: Collection[str], now: datetime
) -> Board:
    """The board at a moment, of a day's sessions (in order of time) and visits; `helped` are visits by id.

    Numbers called in the last three minutes are shown large, else the one called last, as long as doors are open.
    """
    state, opens_at = _doors(sessions)
    answered = (each for each in visits if each.ticket and each.calling == Standing.CALLED and not each.voided)
    called = sorted(answered, key=lambda each: each.called_at or "", reverse=True)
    current = [each for each in called if standing(each, helped=each.attendance_id in helped) is Standing.CALLED]
    shown = [each for each in current if _is_just_called(each, now)][:CALLING_AT_MOST]
    if not shown and state is DoorState.OPEN:
        shown = current[:1]
    recent = [each for each in called if each not in shown][:RECENT_AT_MOST]
    lines = [_line(session, visits, helped) for session in sessions]
    kept = [line for line in lines if line.is_open or line.waiting or line.later]
    return Board(state, opens_at, tuple(map(_call, shown)), tuple(map(_call, recent)), tuple(kept))


def _doors(sessions: Sequence[Session]) -> tuple[DoorState, str | None]:
    states = {session.state for session in sessions}
    if "open" in states:
        return DoorState.OPEN, None
    opens_at = next((session.starts for session in sessions if session.state == "planned"), None)
    if opens_at is None and states:
        return DoorState.OVER, None
    return (DoorState.BREAK if "closed" in states else DoorState.BEFORE), opens_at


def _is_just_called(visit: Attendance, now: datetime) -> bool:
    """A clock that went back leaves calls in the future: they are recent too."""
    return now - parse_moment(visit.called_at or visit.at) < JUST_CALLED


def _line(session: Session, visits: Sequence[Attendance], helped: Collection[str]) -> Line:
    waiting = in_line((each for each in visits if each.session_id == session.session_id), helped)
    soon = [each for each in waiting if each.calling != Standing.SKIPPED]
    places = [Place(each.ticket, before) for before, each in enumerate(soon[:NEXT_AT_MOST]) if each.ticket]
    return Line(
        session.session_id,
        session.title,
        session.state == "open",
        len(soon),
        tuple(places),
        tuple(each.ticket for each in waiting[len(soon) :] if each.ticket),
    )


def _call(visit: Attendance) -> Call:
    return Call(visit.ticket or "", visit.called_to, visit.session_id, visit.called_at or visit.at)
