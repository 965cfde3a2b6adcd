"""A report as a file for somebody: in one of our forms, or in the client's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.problem import Problem
from core.reports.charts import Chart
from core.reports.files import FileFormat, report_file
from core.reports.form import FilledForm, fill_form
from core.reports.suppression import suppressed
from core.reports.table import ReportTable, figures_of
from core.reports.xlsx_names import MOST_BYTES
from desktop.app.files import read_file, write_file


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A file that was written. `hidden` counts the figures that are not in it, None where none had to be hidden.

    `missing` are letters that it cannot hold: 〓 stands there.
    """

    path: Path
    bytes: int
    missing: tuple[str, ...] = ()
    hidden: int | None = None


@dataclass(frozen=True, slots=True)
class FilledReport:
    """The client's form, filled and written under another name."""

    saved: SavedReport
    form: FilledForm


def save_report(
    table: ReportTable,
    form: FileFormat,
    path: Path,
    *,
    published: bool = False,
    charts: Sequence[Chart] | None = None,
) -> SavedReport:
    """Write it, for everybody without small cells; `charts` as `report_file`. Raises Problem where it cannot be."""
    told = suppressed(table) if published else table
    file = report_file(told, form, None if published else charts)
    write_file(path, file.data)
    return SavedReport(path, len(file.data), file.missing, _hidden(told) if published else None)


def fill_report_form(table: ReportTable, form: Path, path: Path, *, published: bool = False) -> FilledReport:
    """Fill the client's form. Raises Problem for what is no form, and where it would be written over itself."""
    if path.exists() and path.samefile(form):
        raise Problem("form_itself", "様式そのものには書き込めません。", "ほかの名前で保存してください。")
    told = suppressed(table) if published else table
    filled = fill_form(read_file(form, MOST_BYTES), told)
    write_file(path, filled.data)
    return FilledReport(SavedReport(path, len(filled.data), hidden=_hidden(told) if published else None), filled)


def _hidden(table: ReportTable) -> int:
    compared = _hidden(table.compared) if table.compared is not None else 0
    return compared + sum(figure.suppressed for _, _, figure in figures_of(table))
