"""くり返し: on which weekdays, until when, resting when. What it makes is told before it is made."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.facts import Session
from core.kinds import SeriesFields
from core.problem import Problem
from desktop.app.session_about import SeriesPreview
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sessions.calendar_model import WEEKDAYS
from desktop.ui.screens.sessions.model import hours
from desktop.ui.screens.sessions.series_model import EVERY, Rule, preview_text
from desktop.ui.widgets.buttons import Button, PrimaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.labelled import LabelledAbove
from desktop.ui.widgets.text import Text


class _Switch(Button):
    """On or off, with a tick where it is on: not by colour alone."""

    def __init__(self, source: str, *, is_on: bool = True) -> None:
        super().__init__(source)
        self.setCheckable(True)
        self.toggled.connect(lambda on: self.set_icon("check" if on else ""))
        self.setChecked(is_on)


class SeriesForm(Card):
    """`edited(Rule)` at each change, `wanted(Rule)` on Enter in the line or the button."""

    edited = Signal(object)
    wanted = Signal(object)

    def __init__(
        self,
        title: str,
        session: Session | SeriesFields,
        rule: Rule,
        leave: Callable[[], object],
        *,
        can_take_plan: bool = False,
    ) -> None:
        super().__init__(title)
        self._leave = leave
        self.weekdays = [_Switch(name, is_on=number in rule.weekdays) for number, name in enumerate(WEEKDAYS, 1)]
        self.every = Choices("何週おき")
        self.every.set_choices([(str(weeks), tr(word)) for weeks, word in EVERY.items()])
        self.every.set_value(str(rule.every_weeks))
        self.until = LineField("いつまで", "2027/3/31")
        self.until.setText(rule.until)
        self.holidays = _Switch("祝日は休む", is_on=rule.skips_holidays)
        self.year_end = _Switch("年末年始（12/29〜1/3）は休む", is_on=rule.skips_year_end)
        self.takes_plan = _Switch("時刻や会場も、この回に合わせる", is_on=False)
        self.takes_plan.setVisible(False)
        self._can_take_plan = can_take_plan
        self.preview, self.refusal = Text("", "caption"), Notice("", "error")
        self._arrange(session)
        self._listen()
        self.setFocusProxy(self.weekdays[0])

    def rule(self) -> Rule:
        """What stands in the form."""
        return Rule(
            weekdays=tuple(number for number, each in enumerate(self.weekdays, 1) if each.isChecked()),
            until=self.until.text(),
            every_weeks=int(self.every.value() or 1),
            skips_holidays=self.holidays.isChecked(),
            skips_year_end=self.year_end.isChecked(),
            takes_plan=self.takes_plan.isChecked(),
        )

    def show_preview(self, preview: SeriesPreview) -> None:
        """What would come of it."""
        self.refusal.show_notice("")
        self.preview.say("{preview}", preview=partial(preview_text, preview))

    def refuse(self, problem: Problem) -> None:
        """Say in place why not."""
        self.preview.say("")
        self.refusal.show_notice("{why}", "error", why=partial(told, problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _arrange(self, session: Session | SeriesFields) -> None:
        self.body.setSpacing(8)
        plan = "　".join(filter(None, (session.title, hours(session), session.venue)))
        self.add(Text("{plan}", "strong", plan=plan))
        self.add(Text("曜日", "muted"))
        self.add(_row(*self.weekdays))
        self.add(Text("何週おき", "muted"))
        self.add(self.every)
        self.add(LabelledAbove("いつまで", self.until))
        self.add(_row(self.holidays, self.year_end))
        if self._can_take_plan:
            self.add(self.takes_plan)
            self.takes_plan.show()
        self.add(self.preview)
        self.add(self.refusal)
        self.add(FlowRow(PrimaryButton("この内容にする", self._want, icon="check"), TextButton("やめる", self._leave)))
        self.body.addStretch()

    def _listen(self) -> None:
        for switch in (*self.weekdays, self.holidays, self.year_end, self.takes_plan):
            switch.toggled.connect(lambda _on: self._edit())
        self.every.chosen.connect(lambda _weeks: self._edit())
        self.until.textEdited.connect(lambda _text: self._edit())
        self.until.submitted.connect(lambda _text: self._want())

    def _edit(self) -> None:
        self.edited.emit(self.rule())

    def _want(self) -> None:
        self.wanted.emit(self.rule())


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    row.setLayout(FlowRow(*parts, gap=8))
    return row
