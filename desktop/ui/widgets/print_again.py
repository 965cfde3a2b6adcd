"""A paper that was printed already asks in one touch why it is wanted again."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.clock import in_japan
from core.facts import Printing
from core.paper_marks import NumberSet
from desktop.ui.i18n import tr
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text

REASONS = (
    ("failed", "紙づまり・印刷が切れた"),
    ("unreadable", "読めない・汚れた"),
    ("lost", "なくした"),
    ("another", "もう1部必要"),
)


class PrintAgain(QFrame):
    """`chosen(reason)` with the value of a `desktop.app.printed.Again`; `given_up` on やめる. Hidden until `ask`."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", "warning")
        self.question = Text("", "strong")
        self.reasons = {reason: SecondaryButton(words, partial(self._choose, reason)) for reason, words in REASONS}
        self.stop = TextButton("やめる", self._give_up)
        buttons = QWidget()
        buttons.setLayout(FlowRow(*self.reasons.values()))
        head = QHBoxLayout()
        head.addWidget(self.question, 1)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(buttons)
        self.hide()

    def ask(self, title: str, before: Printing) -> None:
        """Say when it was printed, and take the keyboard."""
        numbers = NumberSet.parse(before.about)
        what = f"{numbers.letter}{numbers.first}〜{numbers.letter}{numbers.last}" if numbers else ""  # no-tr
        at = in_japan(before.at)
        self.question.say(
            "「{title}」{what}は、{when}に印刷しました。もう一度印刷する理由を押してください。",
            title=tr(title),
            what=what,
            when=f"{at.month}/{at.day} {at.hour}:{at.minute:02d}",
        )
        self.show()
        self.reasons["failed"].setFocus()

    def _choose(self, reason: str) -> None:
        self.hide()
        self.chosen.emit(reason)

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()
