"""What every small form of this screen is: lines, a button, a way out, and why not, in place."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.problem import Problem
from desktop.ui.i18n import told
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.labelled import Labelled


class SmallForm(Card):
    """`wanted()` on Enter in a line or the button; Escape leaves."""

    wanted = Signal()

    def __init__(self, title: str, leave: Callable[[], object], deed: str = "この内容にする") -> None:
        super().__init__(title)
        self._leave = leave
        self.refusal = Notice("", "error")
        self.save = PrimaryButton(deed, self.wanted.emit, icon="check")
        self.body.setSpacing(10)

    def row(self, label: str, part: QWidget) -> None:
        """A labelled part; Enter in a line is the button."""
        self.add(Labelled(label, part))
        if isinstance(part, LineField):
            part.submitted.connect(lambda _text: self.wanted.emit())

    def finish(self, first: QWidget, beside: Iterable[QWidget] = ()) -> None:
        """The buttons, below everything; `first` has the keyboard."""
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.save, *beside, TextButton("やめる", self._leave)))
        self.add(self.refusal)
        self.add(buttons)
        self.body.addStretch()
        self.setFocusProxy(first)

    def refuse(self, problem: Problem) -> None:
        """Say in place why not."""
        self.refusal.show_notice("{why}", "error", why=partial(told, problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
