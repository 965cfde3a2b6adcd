"""A report as paper."""

from collections.abc import Sequence

from core.reports.charts import Chart
from core.reports.files import FileFormat, file_name
from core.reports.handed_in import asked_again, asked_by
from core.reports.table import Asked, ReportTable
from desktop.app.desk import Desk
from desktop.app.paper import Paper
from desktop.app.paper_requests import PaperRequest, ReportRequest
from desktop.app.report_charts import paper_charts
from desktop.app.reporting import report_table


def report_paper(desk: Desk, table: ReportTable, asked: Asked) -> Paper:
    """The paper of a table that was counted: the very figures that are shown, with the charts. Raises Problem."""
    period, charts = asked.period, paper_charts(desk, asked, table)
    return table_paper(table, ReportRequest(asked.report, period.first, period.last, asked_by(asked)), charts)


def report_paper_again(desk: Desk, request: ReportRequest) -> Paper:
    """The same report as it is counted now. Raises Problem for one that cannot be counted."""
    asked = asked_again(request.report, request.first.isoformat(), request.last.isoformat(), request.by)
    return report_paper(desk, report_table(desk, asked), asked)


def table_paper(table: ReportTable, request: PaperRequest, charts: Sequence[Chart] = ()) -> Paper:
    """A table on paper; `request` is how it is made again."""

    def draw() -> bytes:
        from core.reports.pdf_file import report_pdf  # ReportLab: only when paper is wanted

        return report_pdf(table, charts)

    return Paper(table.ja, file_name(table, FileFormat.PDF), draw, request=request)
