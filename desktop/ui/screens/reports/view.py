"""集計・報告: the days, each with its figures and its 日報; the reports; what stayed unresolved."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.facts import Attendance, Consultation, Day, Fee, Incident, Loan
from core.reports.daily_sheet import DailySheet
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.jobs import Job
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.printing.model import day_words
from desktop.ui.screens.reports.figures import DayFigures
from desktop.ui.screens.reports.model import closed, sent, short_day
from desktop.ui.screens.reports.unresolved import UnresolvedPage
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.days import DayLine
    from desktop.ui.screens.reports.page import ReportPage

_SHOWN: Changed = frozenset({Attendance, Consultation, Day, Loan, Fee, Incident})
_VIEWS = (("figures", "数字"), ("paper", "日報"), ("report", "報告"), ("unresolved", "未解決"))


class ReportsScreen(Screen):
    """A list of days at the left, at the right the chosen day's figures or its paper; else a report, or 未解決."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "集計・報告")
        self._workplace = workplace
        self._job: Job[DailySheet] | None = None
        self._line: DayLine | None = None
        self.days: DataTable[DayLine] = DataTable(
            "日ごとの記録",
            (
                Column("日付", short_day),
                Column("延べ", lambda line: str(line.visits), number=True),
                Column("相談", lambda line: str(line.consultations), number=True, gives_way=2),
                Column("締め", closed, gives_way=1),
                Column("送信", sent, stretch=True),
            ),
            empty="まだ記録がありません",
        )
        self.views = SegmentedChoice("見るもの", _VIEWS, "figures")
        self._turn_views()
        self.panel, self.figures = PaperPanel(workplace, self.tools), DayFigures()
        self.pages = QStackedWidget()
        for page in (self.figures, self.panel):
            self.pages.addWidget(page)
        self._by_day, self.unresolved = SideBySide(self._left(), self.pages, width=480), UnresolvedPage(workplace)
        self._whole = Pages(self._by_day, self.unresolved)
        self.report: ReportPage | None = None
        self.add(self._whole, 1)
        self.panel.doing.hide()
        self.views.chosen.connect(self._turn)
        self.days.picked.connect(self._pick)
        workplace.changed.connect(self._changed)

    def first_focus(self) -> QWidget:
        if self.views.value() == "report" and self.report is not None:
            return self.report.first_focus()
        return self.unresolved.topics if self._is_weekly() else self.days

    def shown(self) -> None:
        from desktop.app.days import days_with_records

        if self._is_weekly():
            self.unresolved.show_week()
        self._workplace.do(days_with_records).then(self._show_days, owner=self)
        if self.views.value() == "paper":
            self.panel.look_for_printers()

    def retranslate(self) -> None:
        if self.isVisible():
            self.shown()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn_views()

    def _turn_views(self) -> None:
        """Beside the title; below it where the text is large, and in its place where figures need the room."""
        is_large = theme.scale() >= theme.LARGE
        goal = self.body if is_large else self.tools
        if goal.indexOf(self.views) < 0:
            goal.insertWidget(0, self.views)
        self.title.setVisible(not is_large or self.views.value() != "report")

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.days, 1)
        others = FlowRow(gap=8)
        others.addWidget(SecondaryButton("設置条件", partial(self.shell.go, "conditions"), icon="rules"))
        others.addWidget(SecondaryButton("出納", partial(self.shell.go, "cash"), icon="list"))
        column.addLayout(others)
        column.addWidget(SecondaryButton("アンケートの集計", partial(self.shell.go, "survey_results"), icon="question"))
        return left

    def _show_days(self, lines: "list[DayLine]") -> None:
        self.days.show_rows(lines)
        if self.days.selected() is None:
            self.days.view.selectRow(0)
        else:
            self._pick(self.days.selected())

    def _pick(self, line: "DayLine | None") -> None:
        if line is None:
            return
        self._line = line
        from desktop.app.daily_sheet import daily_sheet
        from desktop.app.paper import daily_sheet_paper

        if self._job is not None:
            self._job.cancel()
        if self.views.value() == "paper":
            self.panel.ask(self._workplace.do(daily_sheet_paper, line.day))
        else:
            self._job = self._workplace.do(daily_sheet, line.day).then(self._show_figures, owner=self)

    def _show_figures(self, sheet: DailySheet) -> None:
        today = self.shell.status.today or sheet.printed_at.date()
        self.figures.show_sheet(sheet, day_words(sheet.day, today))

    def _is_weekly(self) -> bool:
        return self.views.value() == "unresolved"

    def _turn(self, view: str) -> None:
        is_paper = view == "paper"
        self._turn_views()
        self._whole.show_page(self._page(view))
        self.pages.setCurrentWidget(self.panel if is_paper else self.figures)
        self.panel.doing.setVisible(is_paper)
        if is_paper:
            self.panel.look_for_printers()
        if view == "report" and self.report is not None:
            self.report.show_report()
        elif self._is_weekly():
            self.unresolved.show_week()
        else:
            self._pick(self._line)

    def _page(self, view: str) -> QWidget:
        if view == "report":
            return self._report_page()
        return self.unresolved if view == "unresolved" else self._by_day

    def _report_page(self) -> QWidget:
        """Made when it is first wanted: it brings charts and files with it."""
        if self.report is None:
            from desktop.ui.screens.reports.page import ReportPage

            today = self.shell.status.today or self.days.rows()[0].day
            self.report = ReportPage(self._workplace, today)
            self._whole.add(self.report)
        return self.report

    def _changed(self, changed: Changed) -> None:
        if self.report is not None:
            self.report.note_changed(changed)
        if self.isVisible() and changed & _SHOWN:
            self.shown()
