"""`report r1` … `r5`, `r7`: the tables of the laptops, of one site, of one municipality or of all sites."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.asking import TITLES, Words, asked_for
from core.reports.charts import Chart
from core.reports.charts_beside import charts_on_paper
from core.reports.files import FileFormat, report_file
from core.reports.form import fill_form
from core.reports.in_words import as_text, behind_in_words, form_of, no_out, table_in_words
from core.reports.suppression import suppressed
from core.reports.table import TOTAL, Asked, ReportCode, ReportTable
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import the_site


def add(group: Commands) -> None:
    """Put these commands beside the other reports."""
    for code, title in TITLES.items():
        parser = group.add(code.value, show_report, title)
        parser.set_defaults(report=code.value)
        parser.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
        parser.add_argument("--municipality", metavar="CODE", help="この市区町村で開いた会だけ")
        parser.add_argument("--from", dest="first", metavar="DAY")
        parser.add_argument("--to", dest="last", metavar="DAY")
        for name, form in (("day", "DAY"), ("month", "YYYY-MM"), ("quarter", "YYYY-Q1"), ("year", "YYYY")):
            parser.add_argument(f"--{name}", metavar=form)
        parser.add_argument("--fiscal-year", metavar="YYYY")
        parser.add_argument("--until", metavar="DAY", help="この日までを数える")
        parser.add_argument("--by", metavar="SPLIT")
        parser.add_argument("--only", action="append", default=[], metavar="SPLIT=VALUE")
        parser.add_argument("--session", metavar="ID")
        parser.add_argument("--compare", action="store_true", help="前の年とくらべる")
        parser.add_argument("--behind", nargs=2, metavar=("ROW", "COLUMN"))
        parser.add_argument("--format", choices=[each.value for each in FileFormat])
        parser.add_argument("--publish", action="store_true", help="5未満の数と、それが分かる数をかくす")
        parser.add_argument("--form", type=Path, metavar="XLSX", help="提出先の様式の、名前を付けたセルに入れる")
        parser.add_argument("--out", type=Path)


def show_report(arguments: Namespace) -> int:
    """The table as words, as an object, or as the file that was asked for; with `--behind` a line a record."""
    from hq.reports.tables import behind, hours, report_table

    now = datetime.now(JAPAN)
    asked = _asked(arguments, now.date())
    scope = (the_site(arguments.site).site_id if arguments.site else None, arguments.municipality)
    if not arguments.behind:
        table = report_table(asked, now, *scope)
        if arguments.publish:
            _show_table(arguments, suppressed(table))
        else:
            count, came = (lambda each: report_table(each, now, *scope)), (lambda each: hours(each, now, *scope))
            _show_table(arguments, table, lambda: charts_on_paper(asked, table, count, came))
        return 0
    row, column = arguments.behind
    for each in behind(asked, now, TOTAL if row == "total" else row, column, *scope):
        show(msgspec.to_builtins(each), arguments.json, behind_in_words(each))
    return 0


def _asked(arguments: Namespace, today: date) -> Asked:
    told = {name: getattr(arguments, name) for name in Words.__dataclass_fields__}
    return asked_for(ReportCode(arguments.report), Words(**told), today)


def _show_table(arguments: Namespace, table: ReportTable, charts: Callable[[], Sequence[Chart]] | None = None) -> None:
    """`charts` are counted where a paper is wanted."""
    if arguments.form is not None:
        _fill(arguments, table)
    elif arguments.out is not None:
        form = form_of(arguments.format, arguments.out.name)
        file = report_file(table, form, charts() if charts and form is FileFormat.PDF else None)
        _save(arguments, file.data, {"missing": " ".join(file.missing)})
    elif arguments.format or arguments.json:
        sys.stdout.write(as_text(table, form_of(arguments.format, "")))
    else:
        sys.stdout.write(table_in_words(table) + "\n")


def _fill(arguments: Namespace, table: ReportTable) -> None:
    """Write the client's form anew under another name: the one that was given stays as it is."""
    if arguments.out is None:
        raise no_out()
    try:
        form = arguments.form.read_bytes()
    except OSError as error:
        raise Problem("file_not_read", "ファイルを読めませんでした。", "場所を確かめてください。") from error
    filled = fill_form(form, table)
    names = ("filled", "left", "computed", "estimated", "unknown")
    _save(arguments, filled.data, {name: " ".join(getattr(filled, name)) for name in names})


def _save(arguments: Namespace, data: bytes, told: Record) -> None:
    path: Path = arguments.out
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    show({"path": str(path), "bytes": len(data), **told}, arguments.json)
