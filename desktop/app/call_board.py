"""The call board of today, as the records have it: the same after a restart, and while the desk is covered."""

from dataclasses import dataclass
from datetime import datetime

from core.call_board import Board, board_of
from desktop.app.calling import helped_on, visits_on
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on
from desktop.app.settings import setting


@dataclass(frozen=True)
class ShownBoard:
    """The board, the venue's time, and whether a call may be heard."""

    board: Board
    now: datetime
    aloud: bool


def call_board(desk: Desk) -> Board:
    """What the board shows now."""
    today = desk.today
    return board_of(sessions_on(desk, today), visits_on(desk, today), helped_on(desk, today), desk.clock.now())


def shown_board(desk: Desk) -> ShownBoard:
    """What the window shows and sounds."""
    return ShownBoard(call_board(desk), desk.clock.now(), setting(desk, "board_sound") == "on")
