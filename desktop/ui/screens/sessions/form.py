"""Adding or changing a session, in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from core.problem import Problem
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sessions.lines import PlanDetails, PlanLines
from desktop.ui.screens.sessions.model import CHANNELS, KINDS, Plan
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.text import Text

_MAIN = (("title",), ("day", "starts", "ends"), ("venue",), ("quota",))


class SessionForm(Card):
    """`wanted(Plan)` on Enter in a line or the button. What few sessions need is under くわしく."""

    wanted = Signal(object)

    def __init__(self, title: str, plan: Plan, leave: Callable[[], object]) -> None:
        super().__init__(title)
        self._leave = leave
        self.main, self.details = PlanLines(_MAIN), PlanDetails()
        self.lines = self.main.lines | self.details.lines
        self.kind, self.channel = Choices("種類"), self.details.channel
        self.kind.set_choices([(code, tr(word)) for code, word in KINDS.items()])
        self.channel.set_choices([(code, tr(word)) for code, word in CHANNELS.items()])
        self.refusal = Notice("", "error")
        self.more = SecondaryButton("くわしく（予約の枠、条件、参加費など）", self.toggle_details, icon="chevron_down")
        self.body.setSpacing(8)
        self._arrange()
        self._show(plan)
        self.setFocusProxy(self.lines["title"])

    def plan(self) -> Plan:
        """What stands in the fields."""
        typed = {name: line.text() for name, line in self.lines.items()}
        return Plan(
            **typed,
            kind=self.kind.value(),
            channel=self.channel.value(),
            lends=self.details.lends.isChecked(),
            conditions=self.details.conditions.texts(),
        )

    def toggle_details(self) -> None:
        """Show what few sessions need, or put it away."""
        self.details.setVisible(self.details.isHidden())
        self.more.set_icon("chevron_down" if self.details.isHidden() else "minus")

    def refuse(self, problem: Problem) -> None:
        """Say in place why not."""
        self.refusal.show_notice("{why}", "error", why=partial(told, problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _show(self, plan: Plan) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(plan, name))
        self.kind.set_value(plan.kind)
        self.channel.set_value(plan.channel)
        self.details.lends.setChecked(plan.lends)
        self.details.conditions.show_texts(plan.conditions)
        if self.details.says_something():
            self.toggle_details()

    def _want(self) -> None:
        self.wanted.emit(self.plan())

    def _arrange(self) -> None:
        rows = self.main.rows
        self.add(rows[0])
        self.add(Text("種類", "muted"))
        self.add(self.kind)
        for row in rows[1:]:
            self.add(row)
        self.add(self.more)
        self.add(self.details)
        self.details.hide()
        self.add(self.refusal)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(PrimaryButton("この内容にする", self._want, icon="check"))
        buttons.addWidget(TextButton("やめる", self._leave))
        buttons.addStretch()
        self.add(buttons)
        self.body.addStretch()
        self.details.conditions.submitted.connect(lambda _text: self._want())
        for line in self.lines.values():
            line.submitted.connect(lambda _text: self._want())
