"""`report r1` … `r5`, `r7`: tables of visits, consultations and supporters, and the records behind their figures."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.reports.asking import TITLES, Words, asked_for
from core.reports.charts import Chart
from core.reports.files import FileFormat, ReportFile, report_file
from core.reports.in_words import as_text, behind_in_words, form_of, no_out, table_in_words
from core.reports.suppression import suppressed
from core.reports.table import TOTAL, Asked, Behind, ReportCode, ReportTable
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.report_charts import paper_charts
from desktop.app.report_files import fill_report_form
from desktop.app.reporting import behind, report_table
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import day


class BehindLine(Record, Behind, frozen=True, kw_only=True):
    """`--behind`: a record of a figure."""

    @property
    def text(self) -> str:
        return behind_in_words(self)


class WrittenReport(Record, frozen=True, kw_only=True):
    """`--out`: the file that was written; `missing` are letters that it cannot hold."""

    path: str
    bytes: int
    missing: tuple[str, ...]


class FilledReport(Record, frozen=True, kw_only=True):
    """`--form`: the client's form with figures, and the names of its cells by what became of them."""

    path: str
    bytes: int
    filled: tuple[str, ...]
    left: tuple[str, ...]
    computed: tuple[str, ...]
    estimated: tuple[str, ...]
    unknown: tuple[str, ...]


def add(reports: Commands) -> None:
    """Put these commands beside the other reports."""
    for code, title in TITLES.items():
        parser = reports.add(code.value, show_report, title)
        parser.set_defaults(report=code.value)
        asking(parser)
        _handing_out(parser)


def asking(parser: Parser) -> None:
    """The words by which a report is asked for."""
    parser.add_argument("--from", dest="first", type=day, metavar="DAY")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY")
    for name, form in (("day", "DAY"), ("month", "YYYY-MM"), ("quarter", "YYYY-Q1"), ("year", "YYYY")):
        parser.add_argument(f"--{name}", metavar=form)
    parser.add_argument("--fiscal-year", metavar="YYYY")
    parser.add_argument("--until", type=day, metavar="DAY")
    parser.add_argument("--by", metavar="SPLIT")
    parser.add_argument("--only", action="append", metavar="SPLIT=VALUE")
    parser.add_argument("--session", metavar="ID")
    parser.add_argument("--compare", action="store_true")


def _handing_out(parser: Parser) -> None:
    parser.add_argument("--behind", nargs=2, metavar=("ROW", "COLUMN"))
    parser.add_argument("--format", choices=[each.value for each in FileFormat])
    parser.add_argument("--publish", action="store_true", help="5未満の数と、それが分かる数をかくす")
    parser.add_argument("--form", metavar="XLSX", help="提出先の様式の、名前を付けたセルに入れる")
    parser.add_argument("--out", metavar="FILE")


def asked_by(call: Call, desk: Desk) -> Asked:
    """The report that these words ask for. Raises Problem."""
    return asked_for(ReportCode(call.get("report")), _words(call), desk.today)


def show_report(call: Call) -> None:
    """The table as words, as an object, or as the file that was asked for; with `--behind` a line a record."""
    with call.desk() as desk:
        asked = asked_by(call, desk)
        if call.get("behind"):
            _show_behind(call, desk, asked)
            return
        table = report_table(desk, asked)
        charts = paper_charts(desk, asked, table) if _is_paper(call) and not call.get("publish") else None
    show_table(call, suppressed(table) if call.get("publish") else table, charts)


def _is_paper(call: Call) -> bool:
    out = call.get("out")
    return bool(out) and not call.get("form") and form_of(call.get("format"), out) is FileFormat.PDF


def _show_behind(call: Call, desk: Desk, asked: Asked) -> None:
    row, column = call.get("behind")
    for each in behind(desk, asked, TOTAL if row == "total" else row, column):
        call.out.show(BehindLine(**msgspec.structs.asdict(each)))


def show_table(call: Call, table: ReportTable, charts: Sequence[Chart] | None = None) -> None:
    """In words, as JSON, or into the file that was asked for; `charts` as `report_file`."""
    if call.get("form"):
        _fill(call, table)
    elif call.get("out"):
        _save(call, report_file(table, form_of(call.get("format"), call.get("out")), charts))
    elif call.get("format") or call.out.as_json:
        call.out.write(as_text(table, form_of(call.get("format"), "")))
    else:
        call.out.write(table_in_words(table) + "\n")


def _words(call: Call) -> Words:
    names = ("first", "last", "day", "month", "quarter", "year", "fiscal_year", "until", "by", "session")
    told = {name: call.get(name) for name in names}
    return Words(**told, only=call.get("only", ()), compare=call.get("compare", False))


def _save(call: Call, file: ReportFile) -> None:
    path = write_file(Path(call.get("out")), file.data)
    call.out.show(WrittenReport(path=str(path), bytes=len(file.data), missing=file.missing))


def _fill(call: Call, table: ReportTable) -> None:
    """Write the client's form anew under another name: the one that was given stays as it is."""
    if not call.get("out"):
        raise no_out()
    done = fill_report_form(table, Path(call.get("form")), Path(call.get("out")))
    told = {name: getattr(done.form, name) for name in ("filled", "left", "computed", "estimated", "unknown")}
    call.out.show(FilledReport(path=str(done.saved.path), bytes=done.saved.bytes, **told))
