"""報告: a report beside the year before, its records, its charts, and what was handed in."""

from collections.abc import Callable, Mapping
from typing import cast

from core.reports.period import PeriodKind
from core.reports.table import Split
from desktop.app.walk_in import receive_walk_in
from desktop.ui.screens.reports.page import ReportPage
from desktop.ui.screens.reports.view import ReportsScreen
from tools.screenshot_stage import Stage


def table(stage: Stage) -> None:
    """The fiscal year by age, beside the year before."""
    page = _page(stage)
    page.choosing.compare.setChecked(True)
    page.show_report()
    stage.rest()


def behind(stage: Stage) -> None:
    """The records behind the first figure."""
    _page(stage).figures.open_current()
    stage.rest()


def charts(stage: Stage) -> None:
    """All four."""
    _page(stage).look_at("charts")
    stage.rest()


def saving(stage: Stage) -> None:
    """Every way into a file."""
    page = _page(stage)
    page.show_saving()
    stage.rest()


def handed_in(stage: Stage) -> None:
    """A part of the year was handed in; somebody came since."""
    page = _page(stage)
    page.look_at("handed_in")
    stage.rest()
    handed = page.pages.handed_in
    assert handed is not None
    handed.to.setText("西東京市 デジタル推進課")
    if not handed.list.rows():
        handed.submit()
        stage.rest()
        stage.workplace.do(receive_walk_in, "70s", admit=True).then(owner=page)
        stage.rest()
    handed.show_since()
    stage.rest()


def _page(stage: Stage) -> ReportPage:
    screen = cast(ReportsScreen, stage.open("reports"))
    screen.views._segments["report"].click()
    stage.rest()
    page = screen.report
    assert page is not None
    page.look_at("table")
    choosing = page.choosing
    choosing.kind.set_value(PeriodKind.FISCAL_YEAR.value)
    choosing.split.set_value(Split.AGE_BAND.value)
    choosing.kind.activated.emit(choosing.kind.currentIndex())
    stage.rest()
    return page


REPORTS: Mapping[str, Callable[[Stage], None]] = {
    "reports-table": table,
    "reports-behind": behind,
    "reports-charts": charts,
    "reports-saving": saving,
    "reports-handed-in": handed_in,
}
