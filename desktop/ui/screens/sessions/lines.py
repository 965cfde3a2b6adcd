"""The lines of a session's plan: label above field, some side by side, and what few sessions need."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.programme_parts import Material, Operator, Ratio
from core.programmes import Programmes
from core.worded import Worded
from desktop.app.programme_offer import Offer
from desktop.app.session_plans import MOST_CONDITIONS
from desktop.ui.i18n import listed, named, tr
from desktop.ui.screens.sessions.typed import Plan
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import LabelledAbove
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
    "co_organiser": ("共催・協力", ""),
    "room": ("部屋", "第1会議室"),
    "koma_minutes": ("1コマの長さ（分）", "60"),
}
_DETAILS = (
    ("slot_minutes", "tables"),
    ("min_age",),
    ("fee", "fee_with_loan"),
    ("target",),
    ("organiser",),
    ("co_organiser",),
    ("room", "koma_minutes"),
)
LABELS = {name: words[0] for name, words in _WORDS.items()} | {
    "kind": "種類",
    "strand": "区分",
    "funding": "財源",
    "ratio": "相談のしかた",
    "channel": "開き方",
    "conditions": "おたずねすること",
    "lends": "端末の貸し出し",
    "operator": "運営のしかた",
    "trial": "試行の回",
    "online": "オンラインの回",
    "materials": "教材",
}
"""What each field of a plan is called."""
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
            row.addWidget(LabelledAbove(_WORDS[name][0], self.lines[name]), 1)
        return part


class PlanDetails(QWidget):
    """くわしく: slots for bookings, who may come, what is asked and paid, who holds it and with whose money."""

    def __init__(self) -> None:
        super().__init__()
        made = PlanLines(_DETAILS)
        self.lines, self.conditions = made.lines, ConditionLines()
        self.channel, self.ratio = Choices("開き方"), _Optional("相談のしかた", Ratio)
        self.operator = _Optional("運営のしかた", Operator)
        self.funding = DropDown("財源", letters=14)
        self.lends = Switch("端末を貸す回", "phone")
        self.trial, self.online = Switch("試行の回", "flag"), Switch("オンラインの回", "network")
        self.materials = Text("", "caption")
        self._known: Programmes | None = None
        slots, age, fees, *rest = made.rows
        hint = Text(
            "枠を決めると、電話の予約を表で受けられます。定員は、空のままなら枠の数になります。"
            "おひとりの時間が決まっている事業では、席の数だけでかまいません。",
            "caption",
        )
        flags = QWidget()
        flags.setLayout(FlowRow(self.lends, self.trial, self.online))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        asked = Text("受付でおたずねすること（1行に1つ）", "muted")
        for part in (slots, hint, age, asked, self.conditions, fees, flags, *rest, LabelledAbove("財源", self.funding)):
            column.addWidget(part)
        for label, part in (("相談のしかた", self.ratio), ("運営のしかた", self.operator), ("開き方", self.channel)):
            column.addWidget(Text(label, "muted"))
            column.addWidget(part)
        column.addWidget(self.materials)

    def show_offer(self, offer: Offer, plan: Plan) -> None:
        """The money that can be chosen."""
        self.funding.clear()
        self.funding.addItem(tr("決めない"), "")
        if plan.funding and offer.programmes.find_funding(plan.funding) is None:
            self.funding.addItem(plan.funding, plan.funding)
        for each in offer.programmes.funding:
            self.funding.addItem(named(each), each.code)
        self.funding.set_value(plan.funding)
        self._known = offer.programmes
        self._show_materials(plan.materials)

    def show_plan(self, plan: Plan) -> None:
        """What stands in the plan, but for the lines."""
        self.conditions.show_texts(plan.conditions)
        self.lends.setChecked(plan.lends)
        self.trial.setChecked(plan.trial)
        self.online.setChecked(plan.online)
        self.ratio.set_value(plan.ratio)
        self.operator.set_value(plan.operator)
        self.funding.set_value(plan.funding)
        self._show_materials(plan.materials)

    def into(self, plan: Plan) -> Plan:
        """The plan with what stands here, but for the lines."""
        return replace(
            plan,
            conditions=self.conditions.texts(),
            lends=self.lends.isChecked(),
            trial=self.trial.isChecked(),
            online=self.online.isChecked(),
            ratio=self.ratio.value(),
            operator=self.operator.value(),
            funding=self.funding.value() if self.funding.count() else plan.funding,
            channel=self.channel.value(),
        )

    def _show_materials(self, marks: Sequence[str]) -> None:
        found = tuple((mark, self._known.find_material(mark) if self._known else None) for mark in marks)
        self.materials.say("教材：{materials}" if marks else "", materials=partial(materials_text, found))

    def says_something(self) -> bool:
        """Whether anything stands here that a plain session does not have."""
        typed = any(line.text() for line in self.lines.values())
        flags = (self.lends, self.trial, self.online)
        chosen = self.ratio.value() or self.operator.value() or any(flag.isChecked() for flag in flags)
        return bool(typed or self.conditions.texts() or chosen or self.channel.value() != "in_person")


class _Optional(Choices):
    """One of two, or neither."""

    def __init__(self, label: str, codes: type[Worded]) -> None:
        super().__init__(label)
        self.set_choices([("", tr("決めない")), *((each.value, named(each)) for each in codes)])
        self.set_value("")


class Switch(Button):
    """On or off; a tick stands in place of its icon where it is on."""

    KIND = "segment"
    CHECKED: Role = "on_colour"

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, icon=icon)
        self.setProperty("place", "only")
        self.setCheckable(True)
        self.toggled.connect(lambda on: self.set_icon("check" if on else icon))


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


def materials_text(found: Iterable[tuple[str, Material | None]]) -> str:
    """Each by name with the version that is used; one that is not known here by its mark."""
    return listed(mark if each is None else _versioned(each) for mark, each in found)


def _versioned(each: Material) -> str:
    return tr("{name}（第{n}版）", name=named(each), n=each.version)
