"""Every file that a report can be handed out as, made in one way for both programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.reports.charts import Chart, charts_of
from core.reports.csv_file import csv_file
from core.reports.csv_text import Encoding
from core.reports.json_file import json_file
from core.reports.table import ReportTable


class FileFormat(StrEnum):
    """A form of file; CP932 is CSV for older programs."""

    CSV = "csv"
    CSV_CP932 = "csv_cp932"
    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"

    @property
    def ending(self) -> str:
        """How its name ends."""
        return "csv" if self is FileFormat.CSV_CP932 else self.value


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file with a name for it. `missing` are letters that it cannot hold or draw: 〓 stands there."""

    name: str
    data: bytes
    missing: tuple[str, ...] = ()


def report_file(table: ReportTable, form: FileFormat, charts: Sequence[Chart] | None = None) -> ReportFile:
    """The report in this form; `charts` stand under the table on paper, else what can be drawn of it alone."""
    data, missing = _made(table, form, charts)
    return ReportFile(file_name(table, form), data, tuple(map(_named, missing)))


def file_name(table: ReportTable, form: FileFormat, *, published: bool = False) -> str:
    """Report and period: 「r1_20220401-20230331.pdf」. One for everybody cannot be taken for the whole table."""
    period = f"{table.period.first:%Y%m%d}-{table.period.last:%Y%m%d}"
    encoding = "_cp932" if form is FileFormat.CSV_CP932 else ""
    public = "_public" if published else ""
    return f"{table.report.value}_{period}{encoding}{public}.{form.ending}"


def _made(table: ReportTable, form: FileFormat, charts: Sequence[Chart] | None) -> tuple[bytes, tuple[str, ...]]:
    match form:
        case FileFormat.CSV | FileFormat.CSV_CP932:
            told = csv_file(table, Encoding.UTF_8 if form is FileFormat.CSV else Encoding.CP932)
            return told.data, told.missing
        case FileFormat.XLSX:
            from core.reports.xlsx_file import xlsx_file

            return xlsx_file(table), ()
        case FileFormat.JSON:
            return json_file(table), ()
        case FileFormat.PDF:
            return _pdf(table, charts_of(table) if charts is None else charts)


def _pdf(table: ReportTable, charts: Sequence[Chart]) -> tuple[bytes, tuple[str, ...]]:
    from core.paper.fonts import noting_missing  # ReportLab: only when paper is wanted
    from core.reports.pdf_file import report_pdf

    with noting_missing() as missing:
        return report_pdf(table, charts), tuple(missing)


def _named(letter: str) -> str:
    """A letter that no font shows is told by its number."""
    return letter if letter.isprintable() else f"U+{ord(letter):04X}"
