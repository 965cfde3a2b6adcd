"""Lists of people open with the coordinator's PIN, and close by themselves (DESIGN section 7)."""

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.app.staff import check_pin, has_pin, set_pin
from desktop.ui import theme
from desktop.ui.screen import Shell
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.pin import PinPanel
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

MINUTES = 3
_NEW = "4桁から12桁の数字"


class Gate(QWidget):
    """`opened` after the right PIN; `shut` when the desk is left, somebody else sits down, or after three minutes.

    `touch()` begins the three minutes anew: call it whenever something behind the gate is used.
    """

    opened = Signal()
    shut = Signal()

    def __init__(self, workplace: Workplace, reason: str) -> None:
        super().__init__()
        self._workplace = workplace
        self.is_open = False
        self.pin, self.new = PinPanel(reason), NewPin()
        self._pages = Pages(self.pin, self.new)
        self._timer = QTimer(self, singleShot=True, interval=MINUTES * 60_000)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        column.addStretch()
        self._pages.setMaximumWidth(theme.px(560))
        self.pin.entered.connect(self._try)
        self.new.entered.connect(self._keep)
        self._timer.timeout.connect(self.close_gate)
        self._listen(workplace.shell)

    def ask(self) -> None:
        """Show what is to be typed: the PIN, or a first one where none is set."""
        self._workplace.do(has_pin).then(self._ask, owner=self)

    def touch(self) -> None:
        """It is in use."""
        if self.is_open:
            self._timer.start()

    def close_gate(self) -> None:
        """Ask again from now on."""
        if self.is_open:
            self.is_open = False
            self._timer.stop()
            self.shut.emit()

    def _listen(self, shell: Shell) -> None:
        shell.away_changed.connect(lambda away: self.close_gate() if away else None)
        shell.staff_chosen.connect(lambda _staff: self.close_gate())

    def _ask(self, has_one: bool) -> None:
        panel = self.pin if has_one else self.new
        self._pages.show_page(panel)
        panel.setFocus()

    def _try(self, pin: str) -> None:
        refuse = self.pin.refuse
        self._workplace.do(check_pin, pin).then(self._open, lambda problem: refuse(problem.sentence), owner=self)

    def _keep(self, pin: str) -> None:
        self._workplace.do(set_pin, pin).then(self._open, self._not_kept, owner=self)

    def _not_kept(self, problem: Problem) -> None:
        self.new.refuse(problem.sentence)

    def _open(self, _nothing: None) -> None:
        self.is_open = True
        self.pin.field.clear()
        self.pin.refusal.hide()
        self.new.clear()
        self._timer.start()
        self.opened.emit()


class NewPin(Card):
    """No PIN yet: says so, and takes one, typed twice. `entered(pin)`."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__("責任者の暗証番号が、まだ決まっていません")
        self.first, self.second = _digits("新しい暗証番号"), _digits("もう一度同じ番号")
        self.refusal = Text("", "error")
        self.add(Text("来場者の一覧は、責任者だけが開けます。4桁から12桁の数字を決めてください。", "muted"))
        for label, field in (("新しい暗証番号", self.first), ("もう一度同じ番号", self.second)):
            self.add(Text(label, "muted"))
            self.add(field)
        row = QHBoxLayout()
        row.addWidget(PrimaryButton("この番号に決める", self._enter))
        row.addStretch()
        self.add(self.refusal)
        self.add(row)
        self.refusal.hide()
        self.setFocusProxy(self.first)
        self.first.submitted.connect(lambda _text: self.second.setFocus(Qt.FocusReason.TabFocusReason))
        self.second.submitted.connect(lambda _text: self._enter())

    def refuse(self, sentence: str) -> None:
        """Say why not, and begin again."""
        self.clear()
        self.refusal.say(sentence)
        self.refusal.show()
        self.first.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.refusal.hide()
        self.first.clear()
        self.second.clear()

    def _enter(self) -> None:
        if self.first.text() != self.second.text():
            self.refuse("二つの番号がちがいます。もう一度入れてください。")
        elif self.first.text():
            self.entered.emit(self.first.text())


def _digits(label: str) -> LineField:
    field = LineField(label, _NEW)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), field))
    field.setMaximumWidth(theme.px(280))
    return field
