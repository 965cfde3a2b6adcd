"""What the session asks of the visitor just received: conditions, the fee, a device. One touch each, never in the way.

The row keeps its place while a session that asks is open, so that nothing below it jumps.
"""

from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Loan
from desktop.app.conditions import confirm_conditions, take_confirmation_back
from desktop.app.fees import receive_fee
from desktop.app.loans import lend_device, take_loan_back
from desktop.app.questions import LABELS_AT_MOST, Questions
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.shell.bars import announce
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_GAP = 12


class AskingRow(QWidget):
    """`show_questions(None)` waits for the next visitor; `keep_place` says how much room there is to be."""

    confirmed = Signal()
    paid = Signal()
    lent = Signal(str)
    unlent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: Questions | None = None
        self.waits = Text("受け付けた方に確かめることが、ここに出ます。", "muted", wrap=False)
        self.conditions = Text("", "strong")
        self.confirm = Button("確認しました", self.confirmed.emit, icon="check")
        self.fee = Button("", self.paid.emit, icon="check")
        self.lend = Text("端末を貸す", "strong", wrap=False)
        self.labels = [Button("") for _ in range(LABELS_AT_MOST)]
        self.other = Button("ほかの端末", self._name_device)
        self.device = FreeLine("端末の名前", "端末の名前を入れて Enter")
        self.back = Button("", self.unlent.emit, icon="undo")
        self._row = FlowRow(self.waits, self.conditions, self.confirm, self.fee, self.back, self.lend)
        for button in self.labels:
            button.clicked.connect(partial(self._touched, button))
        for part in (*self.labels, self.other, self.device):
            self._row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addStretch()
        self._show(None)
        self.device.submitted.connect(self._named)
        self.hide()

    def keep_place(self, lines: int) -> None:
        """The room to keep, in lines of buttons; none where no session asks."""
        self.setMinimumHeight(lines * (theme.target() + _GAP) - _GAP if lines else 0)
        self.setVisible(bool(lines))

    def show_questions(self, asked: Questions | None) -> None:
        """What is asked of this visitor, as far as it is not answered yet."""
        if asked is not None or self._asked is not None:
            self._show(asked)

    def retranslate(self) -> None:
        """The same in the language of the window."""
        self._show(self._asked)

    def spoken(self) -> str:
        """What is asked, for screen readers."""
        shown = (self.conditions, self.fee)
        return " ".join(part.text() for part in shown if not part.isHidden())

    def _show(self, asked: Questions | None) -> None:
        self._asked = asked
        self.device.clear()
        self.waits.setVisible(asked is None)
        self.conditions.setVisible(asked is not None and bool(asked.unconfirmed))
        self.confirm.setVisible(asked is not None and bool(asked.unconfirmed))
        due = asked.price - asked.paid if asked is not None else 0
        self.fee.setVisible(due != 0)
        lends = asked is not None and asked.lends and asked.loan is None
        self.lend.setVisible(lends)
        self.device.setVisible(lends and not (asked and asked.labels))
        self.other.setVisible(lends and bool(asked and asked.labels))
        self.back.setVisible(asked is not None and asked.loan is not None and asked.loan.returned_at is None)
        self._offer(asked.labels if asked is not None and lends else ())
        if asked is not None:
            self._write(asked, due)

    def _write(self, asked: Questions, due: int) -> None:
        self.conditions.say("・".join(asked.unconfirmed))
        if due > 0 and not asked.paid:
            self.fee.say("{yen}円を受け取りました", yen=due)
        elif due > 0:
            self.fee.say("あと{yen}円を受け取りました", yen=due)
        else:
            self.fee.say("{yen}円を返しました", yen=-due)
        if asked.loan is not None:
            self.back.say("貸した端末 {label} を取り消す", label=asked.loan.device_label)

    def _offer(self, labels: tuple[str, ...]) -> None:
        for button, label in zip_longest(self.labels, labels):
            button.setVisible(label is not None)
            button.setProperty("device", label)
            button.say("{label}", label=label or "")

    def _touched(self, button: Button) -> None:
        self.lent.emit(button.property("device"))

    def _name_device(self) -> None:
        self.other.hide()
        self.device.show()
        self.device.setFocus()

    def _named(self, text: str) -> None:
        if text.strip():
            self.lent.emit(text)


class Asking(QObject):
    """Records what the row tells, each with 取り消す. `answered`: the keyboard may go back to the cards."""

    answered = Signal()

    def __init__(self, shell: Shell, workplace: Workplace, row: AskingRow) -> None:
        super().__init__(row)
        self._shell, self._workplace, self._row = shell, workplace, row
        self._asked: Questions | None = None
        row.confirmed.connect(self._confirm)
        row.paid.connect(self._take_fee)
        row.lent.connect(self._lend)
        row.unlent.connect(self._unlend)

    def ask(self, asked: Questions | None) -> None:
        """Of the visitor whose result is shown; None for the next one."""
        self._asked = asked
        self._row.show_questions(asked)
        if asked is not None and (spoken := self._row.spoken()):
            announce(self._row, spoken)

    def _confirm(self) -> None:
        if self._asked is not None:
            visit = self._asked.attendance
            undo = partial(self._unconfirm, visit.attendance_id, visit.conditions)
            sentence = tr("整理番号 {ticket} の参加条件を確認しました", ticket=visit.ticket or "")
            told = partial(self._done, sentence, undo)
            self._workplace.do(confirm_conditions, visit.attendance_id).then(told, owner=self)

    def _unconfirm(self, attendance_id: str, known: str) -> None:
        told = partial(self._done, tr("確認を取り消しました"), None)
        self._workplace.do(take_confirmation_back, attendance_id, known).then(told, owner=self)

    def _take_fee(self) -> None:
        if self._asked is not None:
            self._settle(self._asked, self._asked.price)

    def _settle(self, asked: Questions, yen: int) -> None:
        """The visitor has paid so much in all; undone, as much as before."""
        visit = asked.attendance
        sentence = tr("整理番号 {ticket} の参加費は {yen}円です", ticket=visit.ticket or "", yen=yen)
        undo = partial(self._unsettle, visit.attendance_id, asked.paid)
        told = partial(self._done, sentence, undo)
        self._workplace.do(receive_fee, visit.attendance_id, yen).then(told, owner=self)

    def _unsettle(self, attendance_id: str, yen: int) -> None:
        told = partial(self._done, tr("参加費の記録を元に戻しました"), None)
        self._workplace.do(receive_fee, attendance_id, yen).then(told, owner=self)

    def _lend(self, label: str) -> None:
        if self._asked is not None:
            self._workplace.do(lend_device, self._asked.attendance.attendance_id, label).then(self._lent, owner=self)

    def _lent(self, asked: Questions) -> None:
        if asked.loan is not None:
            sentence = tr("端末 {label} を貸しました", label=asked.loan.device_label)
            self._done(sentence, partial(self._take_back, asked.loan), asked)

    def _unlend(self) -> None:
        if self._asked is not None and self._asked.loan is not None:
            self._take_back(self._asked.loan)

    def _take_back(self, loan: Loan) -> None:
        sentence = tr("端末 {label} の貸し出しを取り消しました", label=loan.device_label)
        self._workplace.do(take_loan_back, loan.loan_id).then(partial(self._done, sentence, None), owner=self)

    def _done(self, sentence: str, undo: "partial[None] | None", asked: Questions | None) -> None:
        self._shell.tell(sentence, undo)
        if asked is not None and self._is_asked(asked):
            self._asked = asked
            self._row.show_questions(asked)
        self.answered.emit()

    def _is_asked(self, asked: Questions) -> bool:
        """Whether the same visitor is still the one on the screen."""
        return self._asked is not None and self._asked.attendance.attendance_id == asked.attendance.attendance_id
