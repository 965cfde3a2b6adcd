"""`report r1` … `r5`, `r7`: tables of visits, consultations and supporters, and the records behind their figures."""

from pathlib import Path

import msgspec

from core.reports.asking import TITLES, Words, asked_for
from core.reports.files import FileFormat, ReportFile, report_file
from core.reports.in_words import as_text, behind_in_words, form_of, table_in_words
from core.reports.table import TOTAL, Asked, Behind, ReportCode, ReportTable
from desktop.app.desk import Desk
from desktop.app.files import write_file
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


def add(reports: Commands) -> None:
    """Put these commands beside the other reports."""
    for code, title in TITLES.items():
        parser = reports.add(code.value, show_report, title)
        parser.set_defaults(report=code.value)
        _options(parser)


def _options(parser: Parser) -> None:
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
    parser.add_argument("--behind", nargs=2, metavar=("ROW", "COLUMN"))
    parser.add_argument("--format", choices=[each.value for each in FileFormat])
    parser.add_argument("--out", metavar="FILE")


def show_report(call: Call) -> None:
    """The table as words, as an object, or as the file that was asked for; with `--behind` a line a record."""
    with call.desk() as desk:
        asked = asked_for(ReportCode(call.get("report")), _words(call), desk.today)
        if call.get("behind"):
            _show_behind(call, desk, asked)
            return
        table = report_table(desk, asked)
    _show_table(call, table)


def _show_behind(call: Call, desk: Desk, asked: Asked) -> None:
    row, column = call.get("behind")
    for each in behind(desk, asked, TOTAL if row == "total" else row, column):
        call.out.show(BehindLine(**msgspec.structs.asdict(each)))


def _show_table(call: Call, table: ReportTable) -> None:
    if call.get("out"):
        _save(call, report_file(table, form_of(call.get("format"), call.get("out"))))
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
