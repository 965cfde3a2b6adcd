"""Every report of this room by its code: the one road by which both programs come to a table."""

from datetime import datetime

from core.reports.counting import Report, split_table
from core.reports.names import Names
from core.reports.side import Source
from core.reports.table import Asked, ReportTable


def count_report(asked: Asked, source: Source, names: Names, now: datetime) -> ReportTable:
    """Count it. The finished totals behind `source` must be up to date. Raises Problem for what cannot be counted."""
    return split_table(Report(asked, source, names, now))
