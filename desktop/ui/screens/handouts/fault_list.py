"""What must be mended and what would be better, each with its line and a touch that leads there or mends it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.handout_lines import Fault, FaultKind
from desktop.ui.screens.handouts.words import fault_words
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text

SHOWN = 3


class FaultList(QWidget):
    """`wanted(line)` to go there; `ruby_wanted(line, word)` to have braces put around a word."""

    wanted = Signal(int)
    ruby_wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._faults: Sequence[Fault] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[FaultRow] = []
        self._more = Text("", "muted")
        self._column.addWidget(self._more)
        self._more.hide()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show the first of these; what is the same stays where it is, with the keyboard in it."""
        if list(faults) == list(self._faults):
            return
        self._faults = faults
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [FaultRow(fault, self) for fault in faults[:SHOWN]]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
        self._more.say("ほかに {n}件", n=len(faults) - SHOWN)
        self._more.setVisible(len(faults) > SHOWN)


class FaultRow(QWidget):
    """One fault; amber for advice, red for what keeps the text from being saved, each with its icon."""

    def __init__(self, fault: Fault, owner: FaultList) -> None:
        super().__init__()
        self.fault = fault
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        advice = fault.is_advice
        row.addWidget(IconLabel("info" if advice else "error", "warning" if advice else "error"))
        self.words = Text("", "body" if advice else "error")
        self.words.setText(fault_words(fault))
        row.addWidget(self.words, 1)
        self.mend: Button | None = None
        self._offer(row, fault, owner)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.words.setText(fault_words(self.fault))

    def _offer(self, row: QHBoxLayout, fault: Fault, owner: FaultList) -> None:
        if fault.kind is FaultKind.NO_RUBY:
            put = partial(owner.ruby_wanted.emit, fault.line, fault.word)
            self.mend = SecondaryButton("ふりがなを付ける", put)
            row.addWidget(self.mend)
        elif fault.line:
            self.mend = Button("その行へ", partial(owner.wanted.emit, fault.line))
            row.addWidget(self.mend)
