"""The day while the doors are open: four figures, sessions, who is here, who came last."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.clock import time_of_day
from desktop.app.overview import Overview, SessionLine
from desktop.app.who_is_here import VisitLine
from desktop.ui import theme
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.screens.reception.model import state_text
from desktop.ui.screens.today.loans import LoansOut
from desktop.ui.screens.today.model import session_state, session_time, session_use
from desktop.ui.screens.today.people import Workers
from desktop.ui.widgets.flow import FlowGrid
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

SESSIONS: list[Column[SessionLine]] = [
    Column("時間", session_time),
    Column("名前", lambda line: line.session.title, stretch=True),
    Column("受付", session_use),
    Column("状態", session_state),
]
VISITS: list[Column[VisitLine]] = [
    Column("番号", lambda line: line.visit.ticket or ""),
    Column("時刻", lambda line: time_of_day(line.visit.at)),
    Column("年代", lambda line: band_text(line.visit.age_band)),
    Column("ようす", state_text, stretch=True),
]


class Figure(Card):
    """A number that is read at a glance."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label, self.number, self.note = Text(label, "muted"), Text("–", "figure"), Text("", "caption")
        self.body.setSpacing(4)
        for part in (self.label, self.number, self.note):
            self.add(part)
        margins = self.layout()
        if margins is not None:
            margins.setContentsMargins(20, 12, 20, 12)
        self.body.addStretch()

    def show_number(self, number: int, note: str = "") -> None:
        """Another number."""
        self.number.say("{n}", n=number)
        self.note.say(note)
        self.note.setVisible(bool(note))


class RunningPage(QWidget):
    """All of it from one `Overview`."""

    def __init__(self) -> None:
        super().__init__()
        self.visits, self.here = Figure("来場（延べ）"), Figure("今いる人")
        self.cases, self.unsent = Figure("相談"), Figure("未送信")
        self.sessions = DataTable("今日の回", SESSIONS, empty="今日の回は、まだありません")
        self.last = DataTable("最近の受付", VISITS, empty="まだ受付がありません")
        for table in (self.sessions, self.last):
            table.view.setWordWrap(False)
        self.workers, self.loans = Workers(compact=True), LoansOut()
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange()

    def show_overview(self, seen: Overview) -> None:
        """As the day stands."""
        state = seen.state
        companions = tr("ほかに付き添い {n}人", n=state.companions) if state.companions else ""
        self.visits.show_number(state.visits, companions)
        self.here.show_number(state.here)
        self.cases.show_number(state.consultations)
        refused = tr("本部が受け取れないもの {n}件", n=state.refused) if state.refused else ""
        self.unsent.show_number(state.unsent, refused)
        self.sessions.show_rows(seen.sessions)
        self.last.show_rows(seen.last_visits)
        self.workers.show_workers(seen.workers)
        self.loans.show_loans(seen.loans)

    def turn(self) -> None:
        """With large text the columns stand one below the other."""
        is_large = theme.scale() >= theme.LARGE
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)
        for table in (self.sessions, self.last):
            table.setMinimumHeight(theme.px(150))

    def _arrange(self) -> None:
        figures = FlowGrid(None, theme.px(180), 16)
        for figure in (self.visits, self.here, self.cases, self.unsent):
            figures.addWidget(figure)
        self.left.setSpacing(8)
        self.right.setSpacing(8)
        self.left.addWidget(Text("今日の回", "heading"))
        self.left.addWidget(self.sessions, 1)
        self.left.addSpacing(8)
        self.left.addWidget(self.workers)
        self.left.addWidget(self.loans)
        self.right.addWidget(Text("最近の受付", "heading"))
        self.right.addWidget(self.last, 1)
        self.columns.setSpacing(24)
        self.columns.addLayout(self.left, 1)
        self.columns.addLayout(self.right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addLayout(figures)
        page.addLayout(self.columns, 1)
        self.turn()
