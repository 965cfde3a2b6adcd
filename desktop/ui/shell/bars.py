"""At the bottom: what was done last, with 取り消す; above it a problem, when there is one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell, Told
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text


class UndoBar(QFrame):
    """The last action stays until the next."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._icon = IconLabel("check", "success")
        self.sentence = Text("")
        self.undo = SecondaryButton("取り消す", shell.undo, icon="undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(12)
        for part in (self._icon, self.undo):  # nothing moves when they come and go
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        row.addWidget(self._icon)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.undo)
        shell.told.connect(self.show_told)
        self.show_told(Told(""))

    def show_told(self, told: Told) -> None:
        """Show this action, and say it."""
        self.setMinimumHeight(theme.target() + 14)
        self.sentence.say(told.sentence)
        self._icon.setVisible(bool(told.sentence))
        self.undo.setVisible(told.undo is not None)
        if told.sentence:
            announce(self, self.sentence.text())


class ProblemStrip(QFrame):
    """A known problem: what happened and what to do. Never in the way, gone with the next thing that works."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self.setProperty("tone", "error")
        self.sentence, self.next_step = Text("", "strong"), Text("")
        self.close_button = TextButton("閉じる", self.hide, icon="close")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.next_step)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("error", "error"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.close_button)
        self.hide()
        shell.problem.connect(self.show_problem)
        shell.problem_over.connect(self.hide)

    def show_problem(self, problem: Problem) -> None:
        """Show it, and say it."""
        self.sentence.say(problem.sentence)
        self.next_step.say(problem.next_step)
        self.next_step.setVisible(bool(problem.next_step))
        self.show()
        announce(self, f"{tr(problem.sentence)} {tr(problem.next_step)}")


def announce(source: QWidget, text: str) -> None:
    """Have a screen reader say it without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))
