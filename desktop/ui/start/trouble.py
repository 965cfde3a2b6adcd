"""The record does not open: what happened, what was not touched, and the way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.problem import Problem
from desktop.app.first_start import Copy
from desktop.ui.start.parts import Page
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, IconLabel
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.text import Text


class TroublePage(Page):
    """`restored(Copy)`, `again`, `left`."""

    restored = Signal(object)
    again = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("記録を開けませんでした")
        self._copy: Copy | None = None
        self.what, self.next_step = Text("", "lead"), Text("")
        self.kept = Text("いまの壊れたファイルも、そのまま残します。", "muted")
        self.progress = ProgressStrip()
        self.restore = PrimaryButton("いちばん新しい控えから戻す", self._restore, icon="undo")
        self.retry = SecondaryButton("もう一度開く", self.again.emit, icon="refresh")
        self.leave = Button("このまま閉じる", self.left.emit)
        card = Card()
        card.add(IconLabel("warning", "warning", 40))
        for part in (self.what, self.next_step, self.kept, self.progress):
            card.add(part)
        card.add(FlowRow(self.restore, self.retry, self.leave))
        self.add(card)
        self.column.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.restore if self._copy is not None else self.retry

    def show_problem(self, problem: Problem, copy: Copy | None) -> None:
        """Tell it; `copy` is offered when going back to it helps."""
        self._copy = copy
        self.what.say(problem.sentence)
        self.next_step.say(problem.next_step)
        self.progress.hide()
        for part in (self.restore, self.kept):
            part.setVisible(copy is not None)
        if copy is not None:
            made = copy.made
            self.restore.say(
                "いちばん新しい控え（{month}月{date}日 {time}）から戻す",
                month=made.month,
                date=made.day,
                time=f"{made:%H:%M}",
            )
        for button in (self.restore, self.retry):
            button.setEnabled(True)

    def _restore(self) -> None:
        if self._copy is not None:
            self.restore.setEnabled(False)
            self.retry.setEnabled(False)
            self.progress.show_progress("控えを確かめて、戻しています…")
            self.restored.emit(self._copy)
