"""事業 in the form of a session: which one, which part of it, and which lesson of its course."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.programmes import Programme
from desktop.app.programme_offer import Offer
from desktop.ui import i18n
from desktop.ui.i18n import named, tr
from desktop.ui.screens.sessions.lines import Switch
from desktop.ui.screens.sessions.programme_sheet import ProgrammeSheet
from desktop.ui.screens.sessions.typed import Plan
from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import LabelledAbove
from desktop.ui.widgets.text import Text

_LETTERS = 14
BLANK = Programme(code="", ja="—", en="—", kind="consultation")


class ProgrammePart(QWidget):
    """`chosen` when another programme or another part of it was picked. What a programme does not have is not shown."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offer: Offer | None = None
        self._may_be_whole = False
        self.programme = DropDown("事業", letters=_LETTERS)
        self.strand = DropDown("区分", letters=_LETTERS)
        self.level = DropDown("段階", letters=_LETTERS)
        self.term = DropDown("期", letters=_LETTERS)
        self.place = FreeLine("何回目か", "1")
        self.whole = Switch("この講座の全部の回を、毎週の同じ曜日に作る", "copy")
        self.hint = Text("", "caption")
        self.more = TextButton("この事業のくわしい内容", self.toggle_sheet, icon="chevron_down")
        self.sheet = ProgrammeSheet()
        self._rows = {
            "strand": LabelledAbove("区分", self.strand),
            "level": LabelledAbove("段階", self.level),
            "term": LabelledAbove("期", self.term),
            "place": LabelledAbove("何回目か", self.place),
            "whole": self.whole,
            "hint": self.hint,
            "more": self.more,
        }
        self._arrange()

    def show_offer(self, offer: Offer, plan: Plan, *, may_be_whole: bool) -> None:
        """Offer these, with what stands in the plan chosen."""
        self.offer, self._may_be_whole = offer, may_be_whole
        known = offer.in_order(plan.programme)
        self.programme.clear()
        self.programme.addItem(tr("決めない"), "")
        if plan.programme and all(each.code != plan.programme for each in known):
            self.programme.addItem(plan.programme, plan.programme)
        for each in known:
            self.programme.addItem(f"{each.code} {named(each)}", each.code)
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        """What stands in the plan."""
        self.programme.set_value(plan.programme)
        programme = self.found() or BLANK
        _fill(self.strand, [(each.code, f"{each.heading}{named(each)}") for each in programme.strands], plan.strand)
        _fill(self.level, [(str(each.level), named(each)) for each in programme.levels], plan.level)
        _fill(self.term, [(each.ja, named(each)) for each in programme.terms], plan.term)
        self.place.setText(plan.place)
        self.whole.setChecked(plan.whole and bool(programme.lessons))
        self.hint.setText(hint_of(programme))
        shown = {
            "strand": bool(programme.strands),
            "level": bool(programme.levels),
            "term": bool(programme.terms),
            "place": bool(programme.lessons or programme.terms or plan.place),
            "whole": bool(programme.lessons) and self._may_be_whole,
            "hint": bool(self.hint.text()),
            "more": bool(programme.code),
        }
        for name, row in self._rows.items():
            row.setVisible(shown[name])
        self._show_sheet()

    def toggle_sheet(self) -> None:
        """All that the programme says, or put it away."""
        self.sheet.setVisible(self.sheet.isHidden())
        self._show_sheet()

    def into(self, plan: Plan) -> Plan:
        """The plan with what was chosen here; what another programme had is left out."""
        return replace(
            plan,
            programme=self.programme.value(),
            strand=self.strand.value(),
            level=self.level.value(),
            term=self.term.value(),
            whole=self.whole.isChecked() and self.whole.isVisibleTo(self),
        )

    def found(self) -> Programme | None:
        """The chosen one; None where none is, or where it is not known here."""
        return self.offer.programmes.find(self.programme.value()) if self.offer else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.offer is not None:
            self.show_offer(self.offer, self.into(Plan(place=self.place.text())), may_be_whole=self._may_be_whole)

    def _show_sheet(self) -> None:
        """Made while it is seen: few look."""
        self.sheet.setHidden(self.sheet.isHidden() or self.found() is None)
        self.more.set_icon("chevron_down" if self.sheet.isHidden() else "minus")
        if self.offer is not None and not self.sheet.isHidden():
            self.sheet.show_programme(self.found(), self.offer.names)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(LabelledAbove("事業", self.programme))
        for row in self._rows.values():
            column.addWidget(row)
            row.hide()
        column.addWidget(self.sheet)
        self.sheet.hide()
        for box in (self.programme, self.strand):
            box.activated.connect(lambda _place: self.chosen.emit())


def hint_of(programme: Programme) -> str:
    """What a planner should know: what it must keep to, and how much of it a year is planned for."""
    rules = [named(each) for each in (*programme.conditions, *programme.staffing)]
    volume = programme.planned_volume
    if volume is not None and volume.sessions:
        text = "1年に約{n}回の予定です" if volume.approximate else "1年に{n}回の予定です"
        rules.append(tr(text, n=volume.sessions))
    if volume is not None and volume.receptions:
        rules.append(tr("1年に{n}受付の予定です（こえても受け付けます）", n=volume.receptions))
    return "・".join(rules) if i18n.language() != "en" else "; ".join(rules)


def _fill(box: DropDown, choices: list[tuple[str, str]], value: str) -> None:
    box.clear()
    box.addItem(tr("決めない"), "")
    if value and all(value != code for code, _ in choices):
        box.addItem(value, value)
    for code, text in choices:
        box.addItem(text, code)
    box.set_value(value)
