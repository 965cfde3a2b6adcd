"""What became of the sessions of a series: how many, when it rests, and those that were left as they are."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from core.facts import Session
from desktop.app.series_plans import fields_of
from desktop.app.series_steps import SeriesWritten
from desktop.ui.screens.sessions.series_model import left_alone_text, resting_text, rule_text
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.frames import Card, InfoRow, Notice
from desktop.ui.widgets.text import Text

_COUNTS = (("作った回", "planned"), ("直した回", "amended"), ("中止にした回", "cancelled"))


class ResultActions(Protocol):
    """What the panel asks of its screen."""

    def choose(self, session: Session) -> None: ...
    def close_panel(self) -> None: ...


class SeriesResult(Card):
    """Made anew for each change of a series."""

    def __init__(self, written: SeriesWritten, actions: ResultActions) -> None:
        super().__init__(written.series.title)
        close = TextButton("閉じる", actions.close_panel)
        self.header.addWidget(close)
        self.setFocusProxy(close)
        self.add(Text("{rule}", "strong", rule=partial(rule_text, fields_of(written.series))))
        for label, name in _COUNTS:
            count = len(getattr(written, name))
            if count:
                row = InfoRow(label)
                row.value.say("{n}回", n=count)
                self.add(row)
        if written.resting:
            self.add(Text("{days}", "caption", days=partial(resting_text, written.resting)))
        self.left = [self._button(each.session, partial(left_alone_text, each), actions) for each in written.left_alone]
        if self.left:
            self.add(Notice("そのままにした回があります。予約の方には、連絡してから直してください。", "warning"))
            for button in self.left:
                self.add(button)
        self.body.addStretch()

    def _button(self, session: Session, words: Callable[[], str], actions: ResultActions) -> SecondaryButton:
        button = SecondaryButton("", partial(actions.choose, session), icon="sessions")
        button.say("{session}", session=words)
        return button
