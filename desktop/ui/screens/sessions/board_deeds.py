"""What is done with a booking: the use case, the sentence, and how it is taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.bookings import Place
from desktop.app.booking_board import BookingLine
from desktop.app.bookings import (
    BookingWritten,
    cancel_booking,
    forget_booking,
    move_booking,
    promote_next,
    put_back_to_wait,
    restore_booking,
)
from desktop.app.desk import Desk
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.board_model import place_of_booking
from desktop.ui.workplace import Workplace

_Back = Callable[[Desk, str], BookingWritten]


class Deeds(QObject):
    """`booked(booking id)` when somebody has a place from now on and is to be told the number."""

    booked = Signal(str)

    def __init__(self, shell: Shell, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._workplace = shell, workplace

    def tell_booked(self, written: BookingWritten) -> None:
        """It was just made."""
        waits = "{who}をキャンセル待ちに入れました" if written.booking.waiting else "{who}を予約しました"
        self._tell(waits, cancel_booking, written)
        self.booked.emit(written.booking.booking_id)

    def move(self, line: BookingLine, session_id: str, place: Place | None) -> None:
        """Another place, perhaps in another session; None in one without slots."""
        before = line.booking

        def back(desk: Desk, booking_id: str) -> BookingWritten:
            if before.waiting:
                return put_back_to_wait(desk, booking_id)
            return move_booking(desk, booking_id, before.slot, before.desk, session_id=before.session_id)

        slot, table = (place.slot, place.table) if place else (None, None)
        asked = self._workplace.do(move_booking, before.booking_id, slot, table, session_id=session_id)
        asked.then(partial(self._tell, "{who}を動かしました", back), owner=self)

    def promote(self, session_id: str) -> None:
        """The first who waits has a place, and is told which."""
        asked = self._workplace.do(promote_next, session_id)
        asked.then(self._promoted, owner=self)

    def cancel(self, line: BookingLine, no_show: bool) -> None:
        """The place is free again."""
        sentence = "{who}の席を空けました" if no_show else "{who}を取り消しました"
        asked = self._workplace.do(cancel_booking, line.booking.booking_id, no_show=no_show)
        asked.then(partial(self._tell, sentence, restore_booking), owner=self)

    def restore(self, line: BookingLine) -> None:
        """It holds again."""
        asked = self._workplace.do(restore_booking, line.booking.booking_id)
        asked.then(partial(self._tell, "{who}を元に戻しました", cancel_booking), owner=self)

    def forget(self, line: BookingLine) -> None:
        """Gone for good: there is nothing to take back."""
        asked = self._workplace.do(forget_booking, line.booking.booking_id)
        asked.then(partial(self._tell, "{who}を取り消し、お名前と電話番号を消しました", None), owner=self)

    def _promoted(self, written: BookingWritten) -> None:
        self._tell("{who}を繰り上げました", put_back_to_wait, written)
        self.booked.emit(written.booking.booking_id)

    def _tell(self, sentence: str, back: _Back | None, written: BookingWritten) -> None:
        place = place_of_booking(written.booking)
        told = tr("{place} 予約番号 {number}", place=place, number=written.number).strip()
        undo = partial(self._take_back, back, written.booking.booking_id) if back else None
        self._shell.tell(tr(sentence, who=told), undo)

    def _take_back(self, back: _Back, booking_id: str) -> None:
        asked = self._workplace.do(back, booking_id)
        asked.then(partial(self._tell, "元に戻しました（{who}）", None), owner=self)
