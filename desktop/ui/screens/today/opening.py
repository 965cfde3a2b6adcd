"""開場: one page, one button. The button works whatever the checks say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.app.overview import Overview
from desktop.ui import theme
from desktop.ui.screens.today.checks import ChecksCard
from desktop.ui.screens.today.loans import LoansOut
from desktop.ui.screens.today.model import session_time
from desktop.ui.screens.today.people import Workers
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.frames import Card, InfoRow
from desktop.ui.widgets.text import Text

_LISTED = 3


class OpeningPage(QWidget):
    """Checks at the left, people, plan and the button at the right."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.checks, self.workers, self.loans = ChecksCard(), Workers(), LoansOut()
        self.plan = QVBoxLayout()
        self.button = PrimaryButton("開場する", self.opened.emit, icon="open")
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._arrange()

    def show_overview(self, seen: Overview) -> None:
        """The plan of the day, who works, and devices that should have come back."""
        self.loans.show_loans([each for each in seen.loans if each.overdue])
        self.workers.show_workers(seen.workers)
        while self.plan.count():
            item = self.plan.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for line in seen.sessions[:_LISTED]:
            self.plan.addWidget(InfoRow(session_time(line), line.session.title))
        if not seen.sessions:
            self.plan.addWidget(Text("今日の予定はありません。開場すると、相談会として始まります。", "muted"))
        elif len(seen.sessions) > _LISTED:
            self.plan.addWidget(Text("ほかに {n}回", "muted", n=len(seen.sessions) - _LISTED))

    def retranslate(self) -> None:
        """What no part keeps by itself."""
        self.checks.retranslate()
        self.workers.retranslate()

    def turn(self) -> None:
        """With large text the columns stand one below the other."""
        is_large = theme.scale() >= theme.LARGE
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)
        self.checks.turn()
        self.button.setMinimumHeight(theme.px(64))

    def _arrange(self) -> None:
        today = Card()
        self.plan.setSpacing(0)
        today.add(Text("今日の予定", "heading"))
        today.add(self.plan)
        today.body.addSpacing(8)
        today.add(self.workers)
        today.add(self.loans)
        today.body.addStretch()
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(today, 1)
        right.addWidget(self.button)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(24)
        self.columns.addWidget(self.checks, 6)
        self.columns.addLayout(right, 5)
        self.turn()
