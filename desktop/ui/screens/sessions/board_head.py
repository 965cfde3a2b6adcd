"""Above the board: which day and which session, how it stands, and who may move up."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.booking_board import Board, BoardDay
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.board_model import counts, session_text, who
from desktop.ui.screens.sessions.model import day_text
from desktop.ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice, StatusPill
from desktop.ui.widgets.text import Text


class BoardHead(QWidget):
    """`back`, `earlier`, `later`, `session_chosen(id)`, `promote`. `days` goes into the line of the title."""

    back = Signal()
    earlier = Signal()
    later = Signal()
    session_chosen = Signal(str)
    promote = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._has_offer = self._is_busy = False
        self._choices: list[tuple[str, str]] = []
        self.day, self.sessions = Text("", "heading", wrap=False), Choices("どの回か")
        self.promote_button = PrimaryButton("繰り上げる", self.promote.emit, icon="check")
        self.offer = Notice("", "info", self.promote_button)
        self.days, self._pills = QWidget(), QWidget()
        self._flow = FlowRow(gap=8)
        self._pills.setLayout(self._flow)
        self._arrange()
        self.sessions.chosen.connect(self.session_chosen)

    def show_day(self, shown: BoardDay) -> None:
        """The day, its sessions, and how the chosen one stands."""
        self.day.say(_day(shown.day, shown.today))
        choices = [(each.session_id, session_text(each)) for each in shown.sessions]
        if choices != self._choices:  # who walks over them keeps the keyboard
            self._choices = choices
            self.sessions.set_choices(choices)
        self.sessions.setVisible(len(shown.sessions) > 1)
        if shown.board is not None:
            self.sessions.set_value(shown.board.session.session_id)
        self._show_counts(shown.board)
        self._show_offer(shown.board)

    def make_room(self, is_busy: bool, *, whole: bool) -> None:
        """While something is being done the offer waits, and with large text (`whole`) all the rest."""
        self._is_busy = is_busy
        self.offer.setVisible(self._has_offer and not is_busy)
        self.setHidden(is_busy and whole)

    def _show_counts(self, board: Board | None) -> None:
        self._flow.clear()
        for word, tone, number in counts(board) if board else ():
            pill = StatusPill()
            pill.show_state(word, tone, n=number)
            self._flow.addWidget(pill)
        self._pills.updateGeometry()

    def _show_offer(self, board: Board | None) -> None:
        """Nobody moves up by itself: a person calls, then touches."""
        self._has_offer = board is not None and board.can_promote
        if board is None or not board.can_promote:
            self.offer.hide()
            return
        first = board.waiting[0]
        said = "空きがあります。キャンセル待ちの先頭は、{who}、予約番号 {number} の方です。{phone}"
        self.offer.show_notice(said, "info", who=who(first), number=first.number, phone=first.phone)
        self.offer.setVisible(not self._is_busy)

    def _arrange(self) -> None:
        row = QHBoxLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconButton("前の日", self.earlier.emit, icon="chevron_left"))
        row.addWidget(self.day)
        row.addWidget(IconButton("次の日", self.later.emit, icon="chevron_right"))
        row.addWidget(SecondaryButton("予定へ戻る", self.back.emit, icon="back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.sessions, self._pills, self.offer):
            column.addWidget(part)
        self.offer.hide()


def _day(day: date, today: date) -> str:
    return tr("今日 {day}", day=day_text(day)) if day == today else day_text(day)
