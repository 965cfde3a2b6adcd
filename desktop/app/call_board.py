"""The call board of today, as the records have it: the same after a restart, and while the desk is covered."""

from dataclasses import dataclass
from datetime import datetime

from core.call_board import Board, board_of
from core.facts import Day
from core.ids import day_id
from desktop.app.calling import helped_on, visits_on
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on
from desktop.app.settings import setting


@dataclass(frozen=True)
class ShownBoard:
    """The board, the venue's time, whether a call may be heard, and whether all of it is only training."""

    board: Board
    now: datetime
    aloud: bool
    training: bool


def call_board(desk: Desk) -> Board:
    """What the board shows now. After the day was closed nobody is called any more, whoever was left over."""
    today = desk.today
    closing = desk.store.facts.one(Day, day_id(desk.identity.site_id, today))
    visits = [] if closing is not None and closing.closed else visits_on(desk, today)
    return board_of(sessions_on(desk, today), visits, helped_on(desk, today), desk.clock.now())


def shown_board(desk: Desk) -> ShownBoard:
    """What the window shows and sounds."""
    return ShownBoard(call_board(desk), desk.clock.now(), setting(desk, "board_sound") == "on", desk.training)
