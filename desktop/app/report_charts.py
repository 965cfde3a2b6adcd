"""The charts beside a report of this site."""

from functools import partial

from core.reports.charts import Chart
from core.reports.charts_beside import charts_beside, charts_on_paper
from core.reports.hours import Visits
from core.reports.reporting import count_hours
from core.reports.table import Asked, ReportTable
from desktop.app.desk import Desk
from desktop.app.reporting import names_here, report_table, site_source
from desktop.storage.tallies import refresh_tallies


def report_charts(desk: Desk, asked: Asked, *, english: bool = False) -> tuple[Chart, ...]:
    """As `charts_beside`. Raises Problem for what cannot be counted."""
    return charts_beside(asked, partial(report_table, desk), partial(_hours, desk), english=english)


def paper_charts(desk: Desk, asked: Asked, table: ReportTable) -> tuple[Chart, ...]:
    """Those under its table on paper, as `charts_on_paper`. Raises Problem likewise."""
    return charts_on_paper(asked, table, partial(report_table, desk), partial(_hours, desk))


def _hours(desk: Desk, asked: Asked) -> list[Visits]:
    refresh_tallies(desk.store.db)
    return count_hours(asked, site_source(desk), names_here(desk), desk.clock.now())
