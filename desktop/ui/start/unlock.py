"""The passphrase, when the system keeps no key."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.problem import Problem
from desktop.ui.i18n import told
from desktop.ui.start.parts import HintedField, Page
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.progress import ProgressStrip


class UnlockPage(Page):
    """`entered(passphrase)`."""

    entered = Signal(str)
    training = Signal()

    def __init__(self) -> None:
        super().__init__("記録を開きます", "パスフレーズを入れてください。")
        self.field = HintedField("パスフレーズ", secret=True)
        self.progress = ProgressStrip()
        self.open = PrimaryButton("開く", self._enter, icon="open")
        card = Card()
        card.add(self.field)
        card.add(self.progress)
        card.add(FlowRow(self.open, TextButton("練習モードをはじめる", self.training.emit, icon="training")))
        self.add(card)
        self.column.addStretch(1)
        self.field.field.submitted.connect(lambda _text: self._enter())

    def first_focus(self) -> QWidget:
        return self.field

    def refuse(self, problem: Problem) -> None:
        """A wrong one: try again, nothing was touched."""
        self._rest()
        self.field.field.clear()
        self.field.refuse("{why}", why=partial(told, problem))

    def _rest(self) -> None:
        self.progress.hide()
        self.open.setEnabled(True)

    def _enter(self) -> None:
        """The key is made from the passphrase on purpose slowly, so that nobody can try many."""
        passphrase = self.field.field.text()
        if passphrase and self.open.isEnabled():
            self.open.setEnabled(False)
            self.progress.show_progress("鍵を確かめています…")
            self.entered.emit(passphrase)
