"""The call board as it is photographed: nobody called yet, one number, three at once with tables, two sessions."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from core.kinds import SessionPlanned
from desktop.app.calling import call_next, skip_ticket
from desktop.app.desk import Desk
from desktop.app.sessions import open_session, plan_session
from desktop.app.walk_in import receive_walk_in
from desktop.ui.board.door import BoardDoor
from tools.screenshot_stage import SIZE, Stage


def _nobody(_desk: Desk) -> None:
    """They wait."""


def _one(desk: Desk) -> None:
    skip_ticket(desk, call_next(desk).attendance.attendance_id)
    call_next(desk)


def _three(desk: Desk) -> None:
    for table in ("3", "1"):
        call_next(desk, table=table)


def _sessions(desk: Desk) -> None:
    day, starts = desk.today.isoformat(), f"{desk.clock.now() - timedelta(hours=1):%H:%M}"
    plan = SessionPlanned(title="はじめてのスマホ体験会", day=day, starts=starts, ends="16:00")
    session = plan_session(desk, plan).session.session_id
    open_session(desk, session)
    for _ in range(4):
        receive_walk_in(desk, "60s", session_id=session)
    call_next(desk, session, table="4")


def _board(happens: Callable[[Desk], None], stage: Stage) -> None:
    door = BoardDoor.stand(stage.workplace)
    stage.workplace.do(happens).then(owner=stage.window)
    stage.rest()
    door.open()
    assert door.window is not None
    door.window.resize(*SIZE)
    stage.rest()
    stage.pictured = door.window


BOARD = {
    "call-board-waiting": partial(_board, _nobody),
    "call-board": partial(_board, _one),
    "call-board-tables": partial(_board, _three),
    "call-board-sessions": partial(_board, _sessions),
}
"""Each goes on from the one before; whatever is called is still there."""
