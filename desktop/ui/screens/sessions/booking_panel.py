"""One booking: who, when it was told, how it stands, and what can be done."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.bookings import BookingState
from desktop.app.booking_board import Board, BookingLine
from desktop.ui.age_bands import band_text
from desktop.ui.screens.people.two_steps import TwoSteps
from desktop.ui.screens.sessions.board_model import STATES, TONES, made_text, place_text
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, Notice, StatusPill

_FORGET = "予約を取り消し、お名前と電話番号を消します。元に戻せません。年代と時刻だけが残ります。"


class BookingActions(Protocol):
    """What the panel asks of the board."""

    def close_panel(self) -> None: ...
    def receive(self, line: BookingLine) -> None: ...
    def begin_move(self, line: BookingLine) -> None: ...
    def promote(self) -> None: ...
    def cancel(self, line: BookingLine, no_show: bool = False) -> None: ...
    def restore(self, line: BookingLine) -> None: ...
    def forget(self, line: BookingLine) -> None: ...


class BookingPanel(Card):
    """Made anew for each booking that is chosen. `tell_number` right after it was booked."""

    def __init__(self, board: Board, line: BookingLine, actions: BookingActions, tell_number: bool = False) -> None:
        super().__init__(place_text(line.place) or "予約")
        self._actions = actions
        self.header.addWidget(TextButton("閉じる", actions.close_panel))
        if tell_number:
            notice = Notice("", "success")
            self.add(notice)
            notice.show_notice("予約番号 {number} をお伝えください。", "success", number=line.number)
        state = QWidget()
        state.setLayout(FlowRow(StatusPill(STATES[line.state], TONES[line.state])))
        self.add(state)
        for label, value in _rows(line):
            if value:
                self.add(InfoRow(label, value))
        self.buttons = _buttons(board, line, actions)
        row = QWidget()
        row.setLayout(FlowRow(*self.buttons))
        self.add(row)
        if _can_be_forgotten(line):
            sure = "消します（戻せません）"
            self.add(TwoSteps("お名前と電話を消す", _FORGET, sure, lambda: actions.forget(line), icon="trash"))
        self.body.addStretch()

    def first_focus(self) -> None:
        """The keyboard goes to the first thing that can be done."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._actions.close_panel()
            return
        super().keyPressEvent(event)


def _rows(line: BookingLine) -> tuple[tuple[str, str], ...]:
    return (
        ("予約番号", line.number),
        ("お名前", line.name),
        ("ふりがな", line.kana),
        ("電話番号", line.phone),
        ("年代", band_text(line.booking.age_band)),
        ("整理番号", line.ticket),
        ("受けた日時", made_text(line)),
    )


def _buttons(board: Board, line: BookingLine, actions: BookingActions) -> list[Button]:
    if line.booking.cancelled:
        return [SecondaryButton("元に戻す", lambda: actions.restore(line), icon="undo")]
    if line.state is BookingState.ARRIVED:
        return []
    buttons: list[Button] = []
    today = board.session.day == board.today.isoformat()
    if line.state is BookingState.WAITING:
        if board.can_promote and line == board.waiting[0]:
            buttons.append(PrimaryButton("繰り上げる", actions.promote, icon="check"))
    elif today:
        buttons.append(PrimaryButton("受け付ける", lambda: actions.receive(line), icon="check"))
    if line.state is not BookingState.NO_SHOW:
        buttons.append(SecondaryButton("時刻を変える", lambda: actions.begin_move(line), icon="swap"))
    if line.state is BookingState.LATE:
        give_up = SecondaryButton("来られませんでした", lambda: actions.cancel(line, no_show=True), icon="minus")
        give_up.hint("席を空けて、キャンセル待ちの方をご案内できるようにします。")
        buttons.append(give_up)
    if line.state is not BookingState.NO_SHOW:
        buttons.append(SecondaryButton("予約を取り消す", lambda: actions.cancel(line), icon="close"))
    return buttons


def _can_be_forgotten(line: BookingLine) -> bool:
    told = line.booking.name or line.booking.kana or line.booking.phone
    return bool(told) and line.booking.person_id is None
