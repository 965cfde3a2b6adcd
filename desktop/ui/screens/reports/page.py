"""報告: a report is chosen, counted and shown; its other looks are in `looks.py`."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Attendance, Consultation, Duty, Result, Session, Supporter
from core.problem import Problem
from core.reports.opened import before_asked
from core.reports.spread import Shown
from core.reports.table import Asked, ReportTable
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.i18n import listed, told, tr
from desktop.ui.jobs import Job
from desktop.ui.screens.reports import grid as words
from desktop.ui.screens.reports.behind_page import BehindPage
from desktop.ui.screens.reports.choosing import Choosing
from desktop.ui.screens.reports.figure_table import FigureTable
from desktop.ui.screens.reports.grid import GridCell
from desktop.ui.screens.reports.looks import LOOKS, Counted, LookPages
from desktop.ui.screens.reports.offered import OFFERED
from desktop.ui.screens.reports.period_words import cut_off_words
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.fold import Fold
from desktop.ui.widgets.frames import Notice, StatusPill
from desktop.ui.widgets.reveal import bring_to_top
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.reports.opened import BehindLine

COUNTED: Changed = frozenset({Attendance, Consultation, Session, Result, Supporter, Duty})
_ROWS = 6


class ReportPage(QWidget):
    """`show_report` counts what is chosen; another choice takes the place of what is still being counted."""

    def __init__(self, workplace: Workplace, today: date) -> None:
        super().__init__()
        self._workplace, self.shell = workplace, workplace.shell
        self._jobs: list[Job[ReportTable] | Job[tuple[BehindLine, ...]]] = []
        self.table: ReportTable | None = None
        self._asked: Asked | None = None
        self._sessions_of: object = None
        self.choosing = Choosing(today)
        self.looks = SegmentedChoice("見かた", LOOKS, "table")
        self.fold = Fold(self._chosen, self.choosing, self.looks)
        self.part, self.cut_off = StatusPill(), Text("", "caption", wrap=False)
        self.rule, self.notes = Text("", "caption"), Text("")
        self.newer = Notice(_NEWER, "info", SecondaryButton("数え直す", self.show_report, icon="refresh"))
        self.figures, self.behind = FigureTable(), BehindPage()
        self.save = SecondaryButton("ファイルに保存", self.show_saving, icon="save")
        self.print = PrimaryButton("印刷・PDF", partial(self.look_at, "paper"), icon="print")
        self.pages = LookPages(workplace, self._counted, lambda: self.choosing.period, self._leave_saving)
        self._shown_report = OFFERED[0].code
        self._arrange()
        self.choosing.chosen.connect(self.show_report)
        self.looks.chosen.connect(self.look_at)
        self.figures.opened.connect(self.open_figure)
        self.behind.left.connect(self._leave_behind)

    def show_report(self) -> None:
        """Count what is chosen now."""
        self._stop()
        self.newer.hide()
        offer = self.choosing.offer
        if offer.screen:
            self.choosing.take_report(self._shown_report)
            self.shell.go(offer.screen)
            return
        self._shown_report = offer.code
        self.fold.suit()
        if offer.of_session and self._sessions_of != self.choosing.period:
            self._fetch_sessions()
            return
        asked = self.choosing.asked
        if asked is None:
            self._show_nothing(Problem("no_session", "この期間に会はありません。", "期間を変えてください。"))
            return
        from desktop.app.reporting import report_table

        self._asked = asked
        done = self._workplace.do(report_table, asked).then(self._show, self._show_nothing, owner=self)
        self._jobs.append(done)

    def look_at(self, look: str) -> None:
        """The same report as a table, as charts, on paper; or what was handed in."""
        self.looks.set_value(look)
        self._show_look()

    def open_figure(self, cell: GridCell) -> None:
        """The records behind a figure."""
        table, asked = self.table, self._asked
        if table is None or asked is None:
            return
        from desktop.app.report_behind import behind_lines

        row = cell.place.row
        match cell.place.shown:
            case Shown.CHANGE:
                self.shell.tell("増減は、2つの数字の差です。もとの記録は、それぞれの数字から開けます。")
                return
            case Shown.BEFORE:
                asked, row = before_asked(asked, table, row)
                table = table.compared or table
        shown = partial(self._show_behind, cell, table)
        self._jobs.append(self._workplace.do(behind_lines, asked, row, cell.place.column).then(shown, owner=self))

    def show_saving(self) -> None:
        """Every way in which the table goes into a file."""
        self.files.hide()
        self.pages.show_saving()

    def note_changed(self, changed: Changed) -> None:
        """Records came that may count: the figures do not change under the eyes of who reads them."""
        self.newer.setVisible(bool(changed & COUNTED) and self.table is not None and self.looks.value() == "table")

    def first_focus(self) -> QWidget:
        """Where the keyboard goes."""
        return self.fold.button if self.fold.is_folded else self.choosing.report

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.table is not None:
            self._show(self.table)
        elif event.type() == QEvent.Type.StyleChange:
            self._place_files()

    def _chosen(self) -> str:
        """What is seen, in a line."""
        look = self.looks.value()
        return listed([*self.choosing.told(), *(tr(text) for value, text in LOOKS if value == look != "table")], "・")

    def _fetch_sessions(self) -> None:
        from desktop.app.sessions import sessions_between

        period = self.choosing.period
        self._sessions_of = period
        found = self._workplace.do(sessions_between, period.first, period.last)
        found.then(self._show_sessions, owner=self)

    def _show_sessions(self, sessions: list[Session]) -> None:
        self.choosing.show_sessions([each for each in sessions if each.state != "cancelled"])
        self.show_report()

    def _show(self, table: ReportTable) -> None:
        self.table = table
        self.choosing.refuse(None)
        self.whole.show_page(self.counted)
        self.part.show_state("途中" if table.is_part else "", "warning")
        self.part.setVisible(table.is_part)
        self.cut_off.say("{cut_off} までの記録", cut_off=cut_off_words(table.cut_off))
        self.notes.setText("\n".join(words.notes_of(table)))
        self.notes.setVisible(bool(table.notes))
        self.rule.say("数え方: {rule}", rule=lambda: tr(table.rule))
        self.figures.show_grid(words.grid_of(table))
        self._offer()
        self._show_look()

    def _show_nothing(self, problem: Problem) -> None:
        self.table = None
        self.choosing.refuse(problem)
        self.whole.show_page(self.nothing)
        self.nothing.say("{why}", why=partial(told, problem))
        self._offer()

    def _show_behind(self, cell: GridCell, table: ReportTable, lines: "tuple[BehindLine, ...]") -> None:
        self.behind.show_lines(cell, table, lines)
        self.pages.show_page(self.behind)
        (self.behind.lines if lines else self.behind.back).setFocus()
        bring_to_top(self.behind)  # which figure it is stands above its records

    def _leave_behind(self) -> None:
        self.pages.show_page(self.tabled)
        self.figures.setFocus()

    def _leave_saving(self) -> None:
        self._show_look()
        self.save.setFocus()

    def _show_look(self) -> None:
        look = self.looks.value()
        self.fold.suit()
        self.files.setVisible(look == "table")
        self.pages.look_at(look, self.tabled)

    def _counted(self) -> Counted | None:
        return None if self.table is None or self._asked is None else Counted(self._asked, self.table)

    def _stop(self) -> None:
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self.pages.stop()

    def _offer(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self.table is not None)

    def _arrange(self) -> None:
        self.counted, self.tabled, self.nothing = QWidget(), QWidget(), Text("", "lead")
        self.files = QWidget()
        self.files.setLayout(FlowRow(self.save, self.print, gap=8))
        self.figures.setMinimumHeight(theme.target() * _ROWS)
        _column(self.tabled, (self.newer, 0), (self.figures, 1), (self.notes, 0), (self.rule, 0))
        for page in (self.tabled, self.behind, self.pages.panel):
            self.pages.add(page)
        told, right = QWidget(), QWidget()
        told.setLayout(FlowRow(self.part, self.cut_off, gap=12))
        self._place_files()
        self.pages.tools.setContentsMargins(0, 0, 0, 0)
        right.setLayout(self.pages.tools)
        _column(self.counted, (TurningRow(self.looks, right), 0), (told, 0), (self.pages, 1))
        self.whole = Pages(self.counted, self.nothing)
        _column(self, (self.fold, 0), (self.choosing, 0), (self.whole, 1))
        self.fold.suit()
        self.newer.hide()

    def _place_files(self) -> None:
        """Beside the ways to look at it; below the figures where the text is large, which are to be seen first."""
        goal = self.tabled.layout() if theme.scale() >= theme.LARGE else self.pages.tools
        if goal is not None and goal.indexOf(self.files) < 0:
            goal.addWidget(self.files)


_NEWER = "数えたあとに、新しい記録が入りました。"


def _column(owner: QWidget, *parts: tuple[QWidget, int]) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part, stretch in parts:
        column.addWidget(part, stretch)
    return column
