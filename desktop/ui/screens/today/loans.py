"""貸し出し中: what is out and with whom; one touch when it comes back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.clock import time_of_day
from desktop.app.desk import Changed
from desktop.app.loans import LoanLine, return_device, take_return_back
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace


class LoansOut(QWidget):
    """`returned(LoanLine)`. Not there while nothing is out."""

    returned = Signal(object)

    def __init__(self, *, titled: bool = True) -> None:
        super().__init__()
        self.rows: dict[LoanLine, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        if titled:
            self._column.addWidget(Text("貸し出し中", "heading"))
        self.hide()

    def show_loans(self, loans: Sequence[LoanLine]) -> None:
        """Rows are made anew only where something changed, so that the keyboard stays where it is."""
        for line in [line for line in self.rows if line not in loans]:
            row = self.rows.pop(line)
            self._column.removeWidget(row)
            row.deleteLater()
        for line in loans:
            if line not in self.rows:
                self.rows[line] = self._row(line)
                self._column.addWidget(self.rows[line])
        self.setVisible(bool(loans))

    def _row(self, line: LoanLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        if line.overdue:
            layout.addWidget(IconLabel("warning", "warning"))
        layout.addWidget(_told(line), 1)
        button = Button("返却", partial(self.returned.emit, line), icon="check")
        button.hint(line.loan.device_label)
        layout.addWidget(button)
        return row


class Returns(QObject):
    """Records what came back, with 取り消す."""

    def __init__(self, shell: Shell, workplace: Workplace, *lists: LoansOut) -> None:
        super().__init__(lists[0])
        self._shell, self._workplace = shell, workplace
        for each in lists:
            each.returned.connect(self._return)

    def _return(self, line: LoanLine) -> None:
        told = partial(self._returned, line)
        self._workplace.do(return_device, line.loan.loan_id).then(told, owner=self)

    def _returned(self, line: LoanLine, _changed: Changed) -> None:
        sentence = tr("端末 {label} が戻りました", label=line.loan.device_label)
        self._shell.tell(sentence, partial(self._take_back, line))

    def _take_back(self, line: LoanLine) -> None:
        sentence = tr("端末 {label} は、まだ貸し出し中です", label=line.loan.device_label)
        asked = self._workplace.do(take_return_back, line.loan.loan_id)
        asked.then(lambda _changed: self._shell.tell(sentence), owner=self)


def _told(line: LoanLine) -> Text:
    text = Text("", "strong" if line.overdue else "body")
    text.say(_WORDS[line.loan.due is not None, line.overdue], **_values(line))
    return text


def _values(line: LoanLine) -> dict[str, object]:
    return {"label": line.loan.device_label, "ticket": line.ticket, "due": time_of_day(line.loan.due)}


_WORDS = {
    (False, False): "{label}　{ticket}",
    (True, False): "{label}　{ticket}　{due} まで",
    (True, True): "{label}　{ticket}　{due} までのお約束でした",
}
"""By whether it is due at a time, and whether that has passed."""
