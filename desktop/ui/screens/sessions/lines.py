"""The lines of a session's plan: label above field, some side by side, and what few sessions need."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.session_plans import MOST_CONDITIONS
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.text import Text

_WORDS = {
    "title": ("名前", "スマホ相談会"),
    "day": ("日", "11/21"),
    "starts": ("始まり", "13:00"),
    "ends": ("終わり", "16:00"),
    "venue": ("会場", ""),
    "quota": ("定員（人）", "決めない"),
    "slot_minutes": ("予約の1枠（分）", "30"),
    "tables": ("席の数", "2"),
    "min_age": ("参加できる年齢（歳から）", "決めない"),
    "fee": ("参加費（円）", "無料"),
    "fee_with_loan": ("端末を借りる方（円）", "同じ"),
    "target": ("対象", "視覚に障害のある方 など"),
    "organiser": ("主催", ""),
    "programme": ("事業", ""),
}
_DETAILS = (
    ("slot_minutes", "tables"),
    ("min_age",),
    ("fee", "fee_with_loan"),
    ("target",),
    ("organiser",),
    ("programme",),
)
_FIRST_CONDITIONS = 2


class PlanLines:
    """Labelled lines by name, in rows to be placed one below the other."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.lines = {name: FreeLine(*_WORDS[name]) for row in rows for name in row}
        self.rows = [self._beside(row) for row in rows]

    def _beside(self, names: Sequence[str]) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name in names:
            row.addWidget(labelled(_WORDS[name][0], self.lines[name]), 1)
        return part


class PlanDetails(QWidget):
    """くわしく: slots for bookings, who may come, what is asked and paid, who holds it."""

    def __init__(self) -> None:
        super().__init__()
        made = PlanLines(_DETAILS)
        self.lines, self.conditions, self.channel = made.lines, ConditionLines(), Choices("開き方")
        self.lends = Button("端末を貸す回", icon="phone")
        self.lends.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        slots, age, fees, *rest = made.rows
        hint = Text("枠を決めると、電話の予約を表で受けられます。定員は、空のままなら枠の数になります。", "caption")
        beside = QHBoxLayout()
        beside.addWidget(self.lends)
        beside.addStretch()
        for part in (slots, hint, age, Text("受付でおたずねすること（1行に1つ）", "muted"), self.conditions, fees):
            column.addWidget(part)
        column.addLayout(beside)
        for part in (*rest, Text("開き方", "muted"), self.channel):
            column.addWidget(part)

    def says_something(self) -> bool:
        """Whether anything stands here that a plain session does not have."""
        typed = any(line.text() for line in self.lines.values())
        return typed or bool(self.conditions.texts()) or self.lends.isChecked() or self.channel.value() != "in_person"


class ConditionLines(QWidget):
    """One question a line; a filled last line brings another."""

    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[FreeLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.show_texts(())

    def texts(self) -> tuple[str, ...]:
        """What stands there, without empty lines."""
        return tuple(text for line in self.lines if (text := line.text().strip()))

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these, with room for one more."""
        while len(self.lines) < min(MOST_CONDITIONS, max(_FIRST_CONDITIONS, len(texts) + 1)):
            self._add()
        for place, line in enumerate(self.lines):
            line.setText(texts[place] if place < len(texts) else "")

    def _add(self) -> None:
        line = FreeLine("受付でおたずねすること", "" if self.lines else "市内にお住まい")
        line.submitted.connect(self.submitted)
        line.textEdited.connect(self._typed)
        self.lines.append(line)
        self._column.addWidget(line)

    def _typed(self, _text: str) -> None:
        if self.lines[-1].text() and len(self.lines) < MOST_CONDITIONS:
            self._add()


def labelled(label: str, field: QWidget) -> QWidget:
    """A field with its label above it."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addStretch()
    column.addWidget(Text(label, "muted"))
    column.addWidget(field)
    return part
