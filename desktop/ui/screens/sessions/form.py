"""Adding or changing a session, in place."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.problem import Problem
from core.programmes import Programme
from desktop.app.programme_offer import Offer
from desktop.ui.i18n import listed, told, tr
from desktop.ui.screens.sessions.lines import LABELS, PlanDetails, PlanLines
from desktop.ui.screens.sessions.model import CHANNELS, KINDS
from desktop.ui.screens.sessions.programme_part import ProgrammePart
from desktop.ui.screens.sessions.typed import EMPTY, Plan, take_all, take_programme
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.text import Text

_MAIN = (("title",), ("day", "starts", "ends"), ("venue",), ("quota",))


class SessionForm(Card):
    """`wanted(Plan)` on Enter in a line or the button. What few sessions need is under くわしく.

    A programme fills the plan; what was typed before stays, and both are told.
    """

    wanted = Signal(object)

    def __init__(self, title: str, plan: Plan, leave: Callable[[], object], *, may_be_whole: bool = False) -> None:
        super().__init__(title)
        self._leave, self._may_be_whole = leave, may_be_whole
        self.main, self.details = PlanLines(_MAIN), PlanDetails()
        self.programme = ProgrammePart()
        self.lines = self.main.lines | self.details.lines | {"place": self.programme.place}
        self.kind, self.channel = Choices("種類"), self.details.channel
        self.kind.set_choices([(code, tr(word)) for code, word in KINDS.items()])
        self.channel.set_choices([(code, tr(word)) for code, word in CHANNELS.items()])
        self.all_of_it = SecondaryButton("事業のとおりにする", self._take_all)
        self.filling, self.refusal = Notice("", "info", self.all_of_it), Notice("", "error")
        self.more = SecondaryButton("くわしく（予約の枠、条件、参加費など）", self.toggle_details, icon="chevron_down")
        self.body.setSpacing(8)
        self._base, self._given = plan, plan if may_be_whole else EMPTY
        self._taken: Programme | None = None
        self._arrange()
        self._show(plan)
        if self.details.says_something():
            self.toggle_details()
        self.setFocusProxy(self.lines["title"])

    def offer(self, offer: Offer) -> None:
        """Programmes to choose from, with that of the plan chosen."""
        plan = self.plan()
        self.details.show_offer(offer, plan)
        self.programme.show_offer(offer, plan, may_be_whole=self._may_be_whole)
        self._taken = offer.programmes.find(plan.programme)

    def plan(self) -> Plan:
        """What stands in the fields; what has none yet is as it came."""
        typed: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        plan = self.details.into(replace(self._base, **typed, kind=self.kind.value()))
        return self.programme.into(plan) if self.programme.offer else plan

    def lessons(self) -> int:
        """Of the course that is planned at once; 0 for one session."""
        found = self.programme.found()
        return (found.lessons if found else None) or 0

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
        self._base = plan
        for name, line in self.lines.items():
            line.setText(getattr(plan, name))
            line.home(False)
        self.kind.set_value(plan.kind)
        self.channel.set_value(plan.channel)
        self.details.show_plan(plan)
        if self.programme.offer:
            self.programme.show_plan(plan)

    def _choose(self) -> None:
        """Another programme, or another part of it: it fills what nobody typed."""
        found, offer = self.programme.found(), self.programme.offer
        if offer is None:
            return
        filling = take_programme(self.plan(), found, offer.today, self._taken, self._given)
        self._taken = found
        self._show(filling.plan)
        self._tell(filling.filled, filling.kept)

    def _take_all(self) -> None:
        found, offer = self.programme.found(), self.programme.offer
        if found is not None and offer is not None:
            self._show(take_all(self.plan(), found, offer.today))
            self.filling.show_notice("事業のとおりにしました。")
            self.all_of_it.hide()

    def _tell(self, filled: tuple[str, ...], kept: tuple[str, ...]) -> None:
        self.all_of_it.setVisible(bool(kept))
        if kept:
            self.filling.show_notice(
                "事業の内容を入れました。入れてあったものは、そのままです：{kept}", kept=_names(kept)
            )
        elif filled:
            self.filling.show_notice("事業の内容を入れました：{filled}", filled=_names(filled))
        else:
            self.filling.show_notice("")

    def _want(self) -> None:
        self.wanted.emit(self.plan())

    def _arrange(self) -> None:
        title, *rows = self.main.rows
        for part in (self.programme, self.filling, title, Text("種類", "muted"), self.kind, *rows, self.more):
            self.add(part)
        self.filling.hide()
        self.add(self.details)
        self.details.hide()
        self.add(self.refusal)
        self.add(FlowRow(PrimaryButton("この内容にする", self._want, icon="check"), TextButton("やめる", self._leave)))
        self.body.addStretch()
        self.programme.chosen.connect(self._choose)
        self.details.conditions.submitted.connect(lambda _text: self._want())
        for line in self.lines.values():
            line.submitted.connect(lambda _text: self._want())


def _names(names: tuple[str, ...]) -> Callable[[], str]:
    """Their labels, in whatever language the window is."""
    return lambda: listed(tr(LABELS[name]) for name in names)
