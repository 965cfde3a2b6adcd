"""The call board of today, as the records have it: the same after a restart, and while the desk is covered."""

from core.call_board import Board, board_of
from desktop.app.calling import helped_on, visits_on
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on


def call_board(desk: Desk) -> Board:
    """What the board shows now."""
    today = desk.today
    return board_of(sessions_on(desk, today), visits_on(desk, today), helped_on(desk, today), desk.clock.now())
