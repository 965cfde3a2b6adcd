"""The looks of a counted report beside its table: charts, paper, what was handed in, files. Each is made when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.reports.charts import Chart, chart_svg, chart_words
from core.reports.period import Period
from core.reports.table import Asked, ReportTable
from desktop.ui import theme
from desktop.ui.i18n import language
from desktop.ui.jobs import Job
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.reveal import bring_to_top
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.screens.reports.chart_page import ChartPage
    from desktop.ui.screens.reports.handed_in import HandedInPage
    from desktop.ui.screens.reports.saving import SavingPage

LOOKS = (("table", "表"), ("charts", "グラフ"), ("paper", "紙・PDF"), ("handed_in", "提出した報告"))
_CHART, _LEAST_CHART = 640.0, 360.0


@dataclass(frozen=True, slots=True)
class Counted:
    """A report as it stands on the page, and what it was asked by."""

    asked: Asked
    table: ReportTable


class LookPages(Pages):
    """`counted` gives the report that is seen, `period` the one that is chosen, `left` is where files lead back to."""

    def __init__(
        self,
        workplace: Workplace,
        counted: Callable[[], Counted | None],
        period: Callable[[], Period],
        left: Callable[[], object],
    ) -> None:
        super().__init__()
        self._workplace, self._counted, self._period, self._left = workplace, counted, period, left
        self._job: Job[tuple[Chart, ...]] | None = None
        self.tools = QHBoxLayout()
        self.panel = PaperPanel(workplace, self.tools)
        self.panel.doing.hide()
        self.charts: ChartPage | None = None
        self.handed_in: HandedInPage | None = None
        self.saving: SavingPage | None = None

    def look_at(self, look: str, tabled: QWidget) -> None:
        """The report in this look; `tabled` is the one of the table."""
        self.panel.doing.setVisible(look == "paper")
        match look:
            case "charts":
                self._show_charts()
            case "paper":
                self._show_paper()
            case "handed_in":
                self._show_handed_in()
            case _:
                self.show_page(tabled)

    def show_saving(self) -> None:
        """Every way in which the table goes into a file."""
        if self.saving is None:
            from desktop.ui.screens.reports.saving import SavingPage

            self.saving = SavingPage(self._workplace, self._table, self._asked, self._period)
            self.saving.left.connect(self._left)
            self.add(self.saving)
        self.saving.show_now()
        self.show_page(self.saving)
        self.saving.first_focus().setFocus()
        bring_to_top(self.saving)

    def stop(self) -> None:
        """Charts that are still being counted are of a report that is gone."""
        if self._job is not None:
            self._job.cancel()

    def _table(self) -> ReportTable | None:
        counted = self._counted()
        return counted.table if counted else None

    def _asked(self) -> Asked | None:
        counted = self._counted()
        return counted.asked if counted else None

    def _show_charts(self) -> None:
        counted = self._counted()
        if counted is None:
            return
        from desktop.app.report_charts import report_charts

        if self.charts is None:
            from desktop.ui.screens.reports.chart_page import ChartPage

            self.charts = ChartPage()
            self.add(self.charts)
        self.show_page(self.charts)
        asked = self._workplace.do(report_charts, counted.asked, english=language() == "en")
        self._job = asked.then(self._draw, owner=self)

    def _draw(self, charts: tuple[Chart, ...]) -> None:
        jobs = self._workplace.shell.jobs
        jobs.background(partial(_drawn, charts, english=language() == "en"), self._show_drawn, owner=self)

    def _show_drawn(self, drawn: list[tuple[bytes, str]]) -> None:
        if self.charts is not None:
            self.charts.show_drawings(drawn)

    def _show_paper(self) -> None:
        counted = self._counted()
        if counted is None:
            return
        from desktop.app.report_papers import report_paper

        self.show_page(self.panel)
        self.panel.look_for_printers()
        self.panel.ask(self._workplace.do(report_paper, counted.table, counted.asked))

    def _show_handed_in(self) -> None:
        if self.handed_in is None:
            from desktop.ui.screens.reports.handed_in import HandedInPage

            self.handed_in = HandedInPage(self._workplace, self._asked)
            self.add(self.handed_in)
        self.show_page(self.handed_in)
        self.handed_in.show_list()


def _drawn(charts: tuple[Chart, ...], *, english: bool) -> list[tuple[bytes, str]]:
    """Narrower the larger the text is: letters grow with the drawing."""
    width = max(_LEAST_CHART, _CHART / theme.scale())
    return [(chart_svg(each, width, english=english), chart_words(each, english=english)) for each in charts]
