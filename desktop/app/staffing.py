"""A supporter's place in a session: applied, matched, declined, cancelled; and what is told at once.

Nothing is refused: somebody without a badge may be all there is on a rainy morning.
"""

from dataclasses import dataclass

from core.facts import Session, Staffing, StaffRequest, Supporter
from core.ids import staffing_id
from core.kinds import StaffingAssigned
from core.staff_fit import Point
from desktop.app.desk import Changed, Desk
from desktop.app.sessions import the_session
from desktop.app.staff import the_supporter
from desktop.app.staff_requests import requests_of, the_request
from desktop.app.staffing_board import State, staffing_board, state_of
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class StaffingWritten:
    """Somebody's place as it now stands, how it stood before (None: there was none), and what to look at."""

    staffing: Staffing
    supporter: Supporter
    before: State | None
    concerns: tuple[Point, ...]
    changed: Changed


def assign(
    desk: Desk, session_id: str, supporter_id: str, state: State, request_id: str | None = None
) -> StaffingWritten:
    """Give somebody a place in a session, or another state in it; `request_id` is what they answer to.

    What to look at (no badge where one is needed, elsewhere at that time, more than needed) comes back with it.
    """
    session, supporter = the_session(desk, session_id), the_supporter(desk, supporter_id)
    entity = staffing_id(desk.identity.site_id, session_id, supporter_id)
    before = desk.store.facts.one(Staffing, entity)
    request = _request_for(desk, session, request_id or (before.request_id if before else None))
    content = StaffingAssigned(
        session_id=session.session_id,
        supporter_id=supporter.supporter_id,
        state=state,
        role=request.role if request else before.role if before else None,
        request_id=request.request_id if request else None,
    )
    changed = desk.record(Draft(entity, content)).changed
    concerns = _concerns(desk, session, supporter_id) if state in ("matched", "applied") else ()
    written = desk.store.facts.one(Staffing, entity)
    assert written is not None  # written just now in the same file
    return StaffingWritten(written, supporter, state_of(before) if before else None, concerns, changed)


def _request_for(desk: Desk, session: Session, request_id: str | None) -> StaffRequest | None:
    """The one that was named, or the session's only one."""
    if request_id is not None:
        return the_request(desk, request_id)
    standing = requests_of(desk, session.session_id)
    return standing[0] if len(standing) == 1 else None


def _concerns(desk: Desk, session: Session, supporter_id: str) -> tuple[Point, ...]:
    board = staffing_board(desk, session.session_id)
    own = next(each for each in board.people if each.supporter.supporter_id == supporter_id)
    answered = [each for each in board.requests if each.request.request_id == own.staffing.request_id]
    is_over = own.staffing.state == "matched" and any(each.over for each in answered or board.requests)
    return own.fit.at_once + ((Point.MORE_THAN_NEEDED,) if is_over else ())
