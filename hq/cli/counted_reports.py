"""`report r1` … `r5`, `r7`: the tables of the laptops, of one site, of one municipality or of all sites."""

import sys
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.asking import TITLES, Words, asked_for
from core.reports.files import FileFormat, report_file
from core.reports.in_words import as_text, behind_in_words, form_of, table_in_words
from core.reports.table import TOTAL, Asked, ReportCode, ReportTable
from hq.cli.output import show
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
        parser.add_argument("--out", type=Path)


def show_report(arguments: Namespace) -> int:
    """The table as words, as an object, or as the file that was asked for; with `--behind` a line a record."""
    from hq.reports.tables import behind, report_table

    now = datetime.now(JAPAN)
    asked = _asked(arguments, now.date())
    scope = (the_site(arguments.site).site_id if arguments.site else None, arguments.municipality)
    if not arguments.behind:
        _show_table(arguments, report_table(asked, now, *scope))
        return 0
    row, column = arguments.behind
    for each in behind(asked, now, TOTAL if row == "total" else row, column, *scope):
        show(msgspec.to_builtins(each), arguments.json, behind_in_words(each))
    return 0


def _asked(arguments: Namespace, today: date) -> Asked:
    told = {name: getattr(arguments, name) for name in Words.__dataclass_fields__}
    return asked_for(ReportCode(arguments.report), Words(**told), today)


def _show_table(arguments: Namespace, table: ReportTable) -> None:
    if arguments.out is not None:
        _save(arguments, table)
    elif arguments.format or arguments.json:
        sys.stdout.write(as_text(table, form_of(arguments.format, "")))
    else:
        sys.stdout.write(table_in_words(table) + "\n")


def _save(arguments: Namespace, table: ReportTable) -> None:
    path: Path = arguments.out
    file = report_file(table, form_of(arguments.format, path.name))
    try:
        path.write_bytes(file.data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    show({"path": str(path), "bytes": len(file.data), "missing": " ".join(file.missing)}, arguments.json)
