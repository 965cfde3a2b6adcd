"""The first start: practise, set up, join as another laptop, or go on from a copy."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import told
from desktop.ui.start.parts import Page
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowGrid, FlowRow
from desktop.ui.widgets.frames import Card, IconLabel
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.text import Text


class ChoosePage(Page):
    """Two big choices, and two for those who have the recovery sheet."""

    training = Signal()
    setting_up = Signal()
    joining = Signal()
    restoring = Signal()

    def __init__(self) -> None:
        super().__init__("窓口へようこそ", "どちらから始めますか。")
        self.practise = SecondaryButton("練習モードをはじめる", self.training.emit, icon="training")
        self.prepare = PrimaryButton("拠点を準備する", self.setting_up.emit, icon="flag")
        practice = "つくりものの忙しい一日で、自由に試せます。何を押しても、本番には影響しません。"
        real = "この端末を、本番の受付に使えるようにします。拠点の名前と自治体コードがあれば始められます。"
        self.choices = QWidget()
        grid = FlowGrid(self.choices, theme.px(320), 24)
        grid.addWidget(_choice("training", "まず、試してみる", practice, self.practise))
        grid.addWidget(_choice("reception", "受付を始める", real, self.prepare))
        self.join = Button("この拠点にもう一台加える", self.joining.emit, icon="plus")
        self.restore = Button("控えから始める", self.restoring.emit, icon="undo")
        self.progress, self.trouble = ProgressStrip(), Text("", "error")
        self.trouble.hide()
        self.others = QWidget()
        others = QVBoxLayout(self.others)
        others.setContentsMargins(0, 0, 0, 0)
        others.setSpacing(8)
        others.addWidget(Text("復旧用紙があるとき", "strong"))
        others.addLayout(FlowRow(self.join, self.restore))
        self.add(self.choices, self.others, self.progress, self.trouble)
        self.add(Text("名前や電話番号は、はじめは何も記録しません。必要なものだけ、あとから選べます。", "muted"))
        self.column.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.prepare

    def work(self) -> None:
        """The training day is being made."""
        self._allow(False)
        self.trouble.hide()
        self.progress.show_progress("練習用の一日を作っています…")

    def _allow(self, allowed: bool) -> None:
        for part in (self.choices, self.others):
            part.setEnabled(allowed)

    def refuse(self, problem: Problem) -> None:
        """It could not be made."""
        self._allow(True)
        self.progress.hide()
        self.trouble.say("{why}", why=partial(told, problem))
        self.trouble.show()


def _choice(icon: str, title: str, sentence: str, button: Button) -> Card:
    card = Card()
    card.body.setSpacing(16)
    for part in (IconLabel(icon, "key", 48), Text(title, "heading"), Text(sentence)):
        card.add(part)
    card.body.addStretch()
    card.add(button)
    return card
