"""The whole board from one value: what is called, who comes next, who was called, who is called again later."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.call_board import CALLING_AT_MOST, NEXT_AT_MOST, Board, Call, DoorState
from desktop.ui import theme
from desktop.ui.board.cells import CalledNumber, Heading, NextNumbers, Rule, Strip, clear
from desktop.ui.board.sign import Sign
from desktop.ui.board.words import (
    CALLING,
    FROM,
    LATER,
    NEXT,
    NOBODY,
    PLEASE_WAIT,
    RECENT,
    STATES,
    TRAINING,
    Words,
    spoken,
)

BEAT_MS = 1_000
"""A called number changes its colours once a second: far below three times, which can harm."""
BEATS = 12
_SECTIONS = 3
_EACH = {2: 3, 3: 2}
"""So many next numbers of each session, where there are several."""


class BoardFace(QWidget):
    """`show_board` shows a board; numbers that were not on the last one flash for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.title, self.state, self.clock = Sign(), Sign(side="centre"), Sign(side="right")
        self.calling, self.next = Heading(CALLING), Heading(NEXT)
        self.cells = [CalledNumber() for _ in range(CALLING_AT_MOST)]
        self.notice = Sign(side="centre", height="bottom")
        self.notice_beside = Sign(side="centre", height="top", bold=False)
        self.recent, self.later = Strip(RECENT), Strip(LATER)
        self._new: dict[Call, int] = {}
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.beat)
        self._arrange()

    def show_board(self, board: Board, now: datetime, *, training: bool = False) -> list[Call]:
        """Show it; the calls that are new since the last one, none on the first. Training says so in red."""
        before, self.board = self.board, board
        new = [call for call in board.calling if before is not None and call not in before.calling]
        self.clock.say(f"{now:%H:%M}")
        if board != before:
            self._show(board)
        if training:
            self.state.say("　".join((TRAINING.ja, TRAINING.english())), "error")
        self._new = {call: beats for call, beats in self._new.items() if call in board.calling}
        self._new |= dict.fromkeys(new, BEATS)
        if self._new:
            self._beat.start()
            self._flash()
        return new

    def beat(self) -> None:
        """One change of colours of what is new."""
        self._new = {call: beats - 1 for call, beats in self._new.items() if beats > 1}
        self._flash()
        if not self._new:
            self._beat.stop()

    def is_flashing(self) -> bool:
        """Whether something is new."""
        return self._beat.isActive()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("surface"))

    def _flash(self) -> None:
        for cell in self.cells:
            cell.reverse(cell.call in self._new and self._new[cell.call] % 2 == 1)

    def _show(self, board: Board) -> None:
        titles = [line.title for line in board.lines]
        self.title.say(" / ".join(dict.fromkeys(titles)))
        says_it_below = board.state is not DoorState.OPEN and not board.calling
        self.state.say(
            "" if says_it_below else "　".join((STATES[board.state].ja, STATES[board.state].english())), "strong"
        )
        self.setAccessibleName(spoken(board))
        self._show_calls(board)
        self._show_next(board)
        self.recent.show_numbers([call.ticket for call in board.recent])
        self.later.show_numbers([ticket for line in board.lines for ticket in line.later])
        self._footer_rule.setVisible(not self.recent.isHidden() or not self.later.isHidden())

    def _show_calls(self, board: Board) -> None:
        calls = board.calling
        self.calling.setVisible(bool(calls))
        self.notice.setVisible(not calls)
        self.notice_beside.setVisible(not calls)
        columns = 2 if len(calls) > 2 else 1
        for place, cell in enumerate(self.cells):
            self._grid.removeWidget(cell)
            cell.setVisible(place < len(calls))
            if place < len(calls):
                cell.show_call(calls[place])
                wide = columns if place == len(calls) - 1 and len(calls) == 3 else 1
                self._grid.addWidget(cell, place // columns, place % columns, 1, wide)
        if not calls:
            words, opens = _notice(board), board.opens_at
            self.notice.say("　".join(filter(None, (words.ja, FROM.spoken(time=opens) if opens else ""))))
            self.notice_beside.say("　".join(filter(None, (words.beside(), FROM.beside(time=opens) if opens else ""))))

    def _show_next(self, board: Board) -> None:
        clear(self._lines)
        shown = [line for line in board.lines if line.next][:_SECTIONS]
        rows = NEXT_AT_MOST if len(shown) < 2 else _EACH[len(shown)]
        for line in shown:
            self._lines.addWidget(NextNumbers(line, rows, titled=len(board.lines) > 1), 1)
        self._right.setVisible(bool(shown))

    def _arrange(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(24)
        for part, share in ((self.title, 5), (self.state, 4), (self.clock, 2)):
            head.addWidget(part, share)
        self._footer_rule = Rule()
        page.addLayout(head, 2)
        page.addWidget(Rule())
        page.addLayout(self._body(), 15)
        page.addWidget(self._footer_rule)
        page.addWidget(self.recent, 2)
        page.addWidget(self.later, 2)

    def _body(self) -> QHBoxLayout:
        self._grid, self._lines = QGridLayout(), QVBoxLayout()
        self._grid.setSpacing(16)
        self._lines.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.calling, 2)
        left.addLayout(self._grid, 12)
        left.addWidget(self.notice, 4)
        left.addWidget(self.notice_beside, 2)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(self.next, 2)
        right.addLayout(self._lines, 12)
        body = QHBoxLayout()
        body.setSpacing(40)
        body.addLayout(left, 8)
        body.addWidget(self._right, 6)
        return body


def _notice(board: Board) -> Words:
    """What stands there while no number is called."""
    if board.state is not DoorState.OPEN:
        return STATES[board.state]
    return PLEASE_WAIT if any(line.waiting for line in board.lines) else NOBODY
