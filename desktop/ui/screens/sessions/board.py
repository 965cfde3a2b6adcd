"""予約の表: bookings by telephone, moved, given up, received; the waiting list beside."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.bookings import Place
from core.facts import Attendance, Booking, Fact, Person, Session
from core.kinds import BookingMade
from desktop.app.booking_board import Board, BoardDay, BookingLine, board_day, day_beside
from desktop.app.bookings import make_booking
from desktop.app.desk import Changed
from desktop.ui.screen import Shell
from desktop.ui.screens.people.gate import Gate
from desktop.ui.screens.sessions.board_deeds import Deeds
from desktop.ui.screens.sessions.board_head import BoardHead
from desktop.ui.screens.sessions.board_parts import Bookings, Lists
from desktop.ui.screens.sessions.booking_form import BookingForm
from desktop.ui.screens.sessions.booking_panel import BookingPanel
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Booking, Attendance, Session, Person})
_MINUTE = 60_000
_MOVE = "動かす先の「空き」を選んでください。ほかの回や日にも動かせます。やめるときは Esc キーを押します。"
_DOUBLE = "離れたパソコンで、同じ枠が二つ予約されました。どちらかの時刻を変えてください。"


class BoardPage(QWidget):
    """One session at a time: its places at the left, what is done with one at the right."""

    back = Signal()

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell, self._workplace = shell, workplace
        self.day: BoardDay | None = None
        self._moving: BookingLine | None = None
        self._just_made = ""
        self._beside = True
        self.head, self.bookings, self.deeds = BoardHead(), Bookings(), Deeds(shell, workplace, self)
        self.lists, self.nothing = Lists(), EmptyState("この日の予定はありません", icon="sessions")
        self.panel: QWidget | None = None
        self._clock = QTimer(self, interval=_MINUTE)
        self._arrange()
        self._listen()

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self.day.board if self.day else None

    def open_day(self, day: date | None = None, session_id: str | None = None) -> None:
        """Show a day's board, or a session's; that names were seen is recorded."""
        self._workplace.do(board_day, day, session_id, note=True).then(self._opened, owner=self)

    def fetch(self) -> None:
        """The same board as it is now."""
        if self.board is not None:
            asked = self._workplace.do(board_day, None, self.board.session.session_id)
            asked.then(self._show, owner=self)

    def set_beside(self, beside: bool) -> None:
        """Panel beside the places; where there is little width, instead of them."""
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._beside = beside
        self._make_room()

    def close_panel(self) -> None:
        """Nothing is chosen."""
        self._moving = None
        self._show_panel(None)
        self._show_board()
        self.focus_widget().setFocus()

    def focus_widget(self) -> QWidget:
        """Where the keyboard begins."""
        if self.board is not None and (self.board.places or self.board.lines):
            return self.bookings.focus_widget()
        return self.lists.add_button if self.board is not None else self.head.days

    def begin_booking(self, place: Place | None = None, *, waiting: bool = False) -> None:
        """Somebody calls: a place, one more of the list, or one on the waiting list."""
        if self.board is not None:
            form = BookingForm(self._workplace, self.board, self.close_panel, place, waiting)
            form.wanted.connect(partial(self._book, form))
            self._show_panel(form)
            form.first_focus()

    def open_bookings(self, lines: tuple[BookingLine, ...], booked: str = "") -> None:
        """Show one booking, or those that stand in one cell; `booked` is one to be told to the caller."""
        if self.board is None:
            return
        panels = [BookingPanel(self.board, line, self, tell_number=line.booking.booking_id == booked) for line in lines]
        doubled = [Notice(_DOUBLE, "error")] if len(lines) > 1 else []
        self._show_panel(_column(*doubled, *panels))
        panels[0].first_focus()

    # What a booking's panel asks

    def receive(self, line: BookingLine) -> None:
        """受付: the door does it, with everything that the session asks."""
        self._shell.go("reception")
        self._shell.wanted_booking.emit(line.booking.booking_id)

    def begin_move(self, line: BookingLine) -> None:
        """The next free place that is chosen is where it goes, also on another day or in another session."""
        self._moving = line
        parts: list[QWidget] = [Notice(_MOVE, "info")]
        if self.board is not None and not self.board.places and self.board.room != 0:
            parts.append(SecondaryButton("この回に動かす", partial(self._move_to, None), icon="swap"))
        self._show_panel(_column(*parts))
        self._show_board()
        self.bookings.focus_widget().setFocus()

    def promote(self) -> None:
        """繰り上げる: the first who waits."""
        if self.board is not None:
            self.deeds.promote(self.board.session.session_id)

    def cancel(self, line: BookingLine, no_show: bool = False) -> None:
        """The place is free again."""
        self.deeds.cancel(line, no_show)
        self.close_panel()

    def restore(self, line: BookingLine) -> None:
        """It holds again."""
        self.deeds.restore(line)
        self.close_panel()

    def forget(self, line: BookingLine) -> None:
        """Gone for good, with the coordinator's PIN."""
        gate = Gate(self._workplace, "お名前と電話番号を消すには、責任者の暗証番号が必要です。")
        gate.opened.connect(partial(self.deeds.forget, line))
        gate.opened.connect(self.close_panel)
        gate.pin.cancelled.connect(self.close_panel)
        self._show_panel(gate)
        gate.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._moving is not None:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _arrange(self) -> None:
        self._right = QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addWidget(self.bookings, 3)
        self._columns.addLayout(self._right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.head)
        column.addLayout(self._columns, 1)
        self._right.addWidget(self.lists)
        column.addWidget(self.nothing)

    def _listen(self) -> None:
        head, bookings = self.head, self.bookings
        head.back.connect(self.back)
        head.earlier.connect(partial(self._turn, False))
        head.later.connect(partial(self._turn, True))
        head.session_chosen.connect(lambda session_id: self.open_day(None, session_id))
        head.promote.connect(self.promote)
        bookings.place_chosen.connect(self._choose)
        bookings.line_chosen.connect(lambda line: self.open_bookings((line,)))
        self.lists.line_chosen.connect(lambda line: self.open_bookings((line,)))
        self.lists.wanted.connect(lambda waits: self.begin_booking(waiting=waits))
        self.deeds.booked.connect(self._remember)
        self._clock.timeout.connect(self.fetch)
        self._workplace.changed.connect(self._something_changed)

    def _choose(self, place: Place) -> None:
        held = self.board.at(place) if self.board else ()
        moving = self._moving
        if moving is not None and not held:
            self._move_to(place)
        elif held:
            self._moving = None
            self.open_bookings(held)
        else:
            self.begin_booking(place)

    def _move_to(self, place: Place | None) -> None:
        if self._moving is not None and self.board is not None:
            self.deeds.move(self._moving, self.board.session.session_id, place)
        self.close_panel()

    def _book(self, form: BookingForm, told: BookingMade) -> None:
        asked = self._workplace.do(make_booking, told)
        asked.then(self.deeds.tell_booked, form.refuse, owner=self)

    def _remember(self, booking_id: str) -> None:
        """Shown with its number as soon as the board knows it."""
        self._just_made = booking_id
        self.fetch()

    def _turn(self, later: bool) -> None:
        if self.day is not None:
            asked = self._workplace.do(day_beside, self.day.day, later=later)
            asked.then(lambda day: self.open_day(day), owner=self)

    def _opened(self, day: BoardDay) -> None:
        self.day = day
        self.head.show_day(day)
        if self._moving is not None:
            self.begin_move(self._moving)
        else:
            self.close_panel()

    def _show(self, day: BoardDay) -> None:
        self.day = day
        self.head.show_day(day)
        self._show_board()
        made, self._just_made = self._just_made, ""
        found = [each for each in day.board.everybody if each.booking.booking_id == made] if day.board else []
        if found:
            self.bookings.go_to(found[0].place)
            self.open_bookings((found[0],), made)

    def _show_board(self) -> None:
        self.nothing.setVisible(self.board is None)
        if self.board is not None:
            self.bookings.show_board(self.board, moving=self._moving is not None)
            self.lists.show_board(self.board)

    def _show_panel(self, panel: QWidget | None) -> None:
        """In the place of the waiting list; None brings that back."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = panel
        if panel is not None:
            self._right.addWidget(panel)
        self._make_room()

    def _make_room(self) -> None:
        """What is being done comes first: below the places nobody would see it."""
        is_busy, is_moving = self.panel is not None, self._moving is not None
        self.lists.setVisible(not is_busy and self.board is not None)
        self.head.make_room(is_busy, whole=not self._beside and not is_moving)
        self.bookings.setVisible(self.board is not None and (self._beside or is_moving or not is_busy))

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and _SHOWN & changed:
            self.fetch()


def _column(*parts: QWidget) -> QWidget:
    """One below the other, no higher than they need."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return page
