"""Adding or changing a session, in place."""

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sessions.model import CHANNELS, KINDS, Plan
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.text import Text

_LINES = {
    "title": ("名前", "スマホ相談会"),
    "day": ("日", "11/21"),
    "starts": ("始まり", "13:00"),
    "ends": ("終わり", "16:00"),
    "venue": ("会場", ""),
    "quota": ("定員（人）", "決めない"),
    "min_age": ("参加できる年齢（歳から）", "決めない"),
    "target": ("対象", "視覚に障害のある方 など"),
    "organiser": ("主催", ""),
    "programme": ("事業", ""),
    "fee": ("参加費（円）", "無料"),
}
_BESIDE = (("day", "starts", "ends"), ("quota", "min_age", "fee"))


class SessionForm(Card):
    """`wanted(Plan)` on Enter in a line or the button."""

    wanted = Signal(object)

    def __init__(self, title: str, plan: Plan, leave: Callable[[], object]) -> None:
        super().__init__(title)
        self._leave = leave
        self.lines = {name: LineField(*words) for name, words in _LINES.items()}
        self.kind, self.channel = Choices("種類"), Choices("開き方")
        self.kind.set_choices([(code, tr(word)) for code, word in KINDS.items()])
        self.channel.set_choices([(code, tr(word)) for code, word in CHANNELS.items()])
        self.refusal = Notice("", "error")
        self.body.setSpacing(8)
        self._arrange()
        self._show(plan)
        self.setFocusProxy(self.lines["title"])

    def plan(self) -> Plan:
        """What stands in the fields."""
        typed = {name: line.text() for name, line in self.lines.items()}
        return Plan(**typed, kind=self.kind.value(), channel=self.channel.value())

    def refuse(self, problem: Problem) -> None:
        """Say in place why not."""
        self.refusal.show_notice(told(problem), "error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _show(self, plan: Plan) -> None:
        for field in fields(plan):
            if field.name in self.lines:
                self.lines[field.name].setText(getattr(plan, field.name))
        self.kind.set_value(plan.kind)
        self.channel.set_value(plan.channel)

    def _want(self) -> None:
        self.wanted.emit(self.plan())

    def _arrange(self) -> None:
        self.add(self._labelled("title"))
        self.add(Text("種類", "muted"))
        self.add(self.kind)
        self.add(self._beside(_BESIDE[0]))
        self.add(self._labelled("venue"))
        self.add(self._beside(_BESIDE[1]))
        for name in ("target", "organiser", "programme"):
            self.add(self._labelled(name))
        self.add(Text("開き方", "muted"))
        self.add(self.channel)
        self.add(self.refusal)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(PrimaryButton("この内容にする", self._want, icon="check"))
        row.addWidget(TextButton("やめる", self._leave))
        row.addStretch()
        self.add(row)
        self.body.addStretch()
        for line in self.lines.values():
            line.submitted.connect(lambda _text: self._want())

    def _beside(self, names: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in names:
            row.addWidget(self._labelled(name), 1)
        return row

    def _labelled(self, name: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch()
        column.addWidget(Text(_LINES[name][0], "muted"))
        column.addWidget(self.lines[name])
        return part
