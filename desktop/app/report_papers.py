"""A report as paper."""

from collections.abc import Sequence

from core.reports.charts import Chart
from core.reports.files import FileFormat, file_name
from core.reports.table import ReportTable
from desktop.app.desk import Desk
from desktop.app.paper import Paper


def report_paper(_desk: Desk, table: ReportTable, charts: Sequence[Chart] = ()) -> Paper:
    """The paper of a table that was counted: the very figures that are shown."""

    def draw() -> bytes:
        from core.reports.pdf_file import report_pdf  # ReportLab: only when paper is wanted

        return report_pdf(table, charts)

    return Paper(table.ja, file_name(table, FileFormat.PDF), draw)
