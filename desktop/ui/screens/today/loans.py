"""貸し出し中: what is out and with whom; one touch when it comes back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.clock import in_japan, time_of_day
from desktop.app.desk import Changed
from desktop.app.loans import LoanLine, return_device, take_return_back
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace


class LoansOut(QWidget):
    """`returned(LoanLine)`, and where devices may stay over night `kept(LoanLine)`. Not there while nothing is out."""

    returned = Signal(object)
    kept = Signal(object)

    def __init__(self, *, titled: bool = True, keeps: bool = False) -> None:
        super().__init__()
        self._keeps = keeps
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
        words, buttons = QWidget(), QWidget()
        told = QHBoxLayout(words)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(12)
        if line.overdue:
            told.addWidget(IconLabel("warning", "warning"))
        told.addWidget(_told(line), 1)
        back = Button("返却", partial(self.returned.emit, line), icon="check")
        back.hint(line.loan.device_label)
        row = FlowRow(back, gap=8)
        if self._keeps and (line.today or line.overdue):
            keep = Button("この日まで貸す", partial(self.kept.emit, line), icon="clock")
            keep.hint(line.loan.device_label)
            row.addWidget(keep)
        buttons.setLayout(row)
        return TurningRow(words, buttons)


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
    return {"label": line.loan.device_label, "ticket": line.ticket, "due": _due(line)}


def _due(line: LoanLine) -> str:
    """The time alone, of another day with its date."""
    due = line.loan.due
    if due is None or line.today:
        return time_of_day(due)
    day = in_japan(due)
    return tr("{month}月{date}日 {time}", month=day.month, date=day.day, time=time_of_day(due))


_WORDS = {
    (False, False): "{label}　{ticket}",
    (True, False): "{label}　{ticket}　{due} まで",
    (True, True): "{label}　{ticket}　{due} までのお約束でした",
}
"""By whether it is due at a time, and whether that has passed."""
