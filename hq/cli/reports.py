"""`report r9`: the same figures as at the sites, from the same events; `report survey` stands in `surveys`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.conditions_table import ConditionsTable
from core.reports.in_words import form_told, no_out
from core.reports.unresolved_table import WeekTable, csv_text, in_words, xlsx
from hq.cli import counted_reports, handed_in
from hq.cli.output import show
from hq.cli.parser import Commands
from hq.cli.sites import sites_of, the_site
from hq.cli.surveys import show_surveys


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("report", "集計")
    counted_reports.add(group)
    handed_in.add(group)
    weekly = group.add("r9", unresolved_weeks, "解決しなかった内容（週ごと）")
    watched = group.add("r8", conditions_watched, "設置条件（週ごと）")
    survey = group.add("survey", show_surveys, "アンケート")
    for report, without in ((weekly, ""), (watched, ""), (survey, "（なければきょう）")):
        report.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
        report.add_argument("--from", dest="first", type=date.fromisoformat, help=f"はじめの日{without}")
        report.add_argument("--to", dest="last", type=date.fromisoformat, help=f"おわりの日{without}")
    for report in (weekly, watched):
        report.add_argument("--format", choices=("json", "csv", "xlsx", "pdf"))
        report.add_argument("--out", type=Path)
    for report in (weekly, survey):
        report.add_argument("--municipality", metavar="CODE", help="この市区町村の拠点だけ")
    watched.add_argument("--municipality", metavar="CODE", help="この市区町村で開いた会だけ")


def unresolved_weeks(arguments: Namespace) -> int:
    """A line a week, of one site, of a municipality's sites, or of all; as a table in the form that was asked for."""
    from hq.reports.unresolved import unresolved

    site_id = the_site(arguments.site).site_id if arguments.site else None
    sites = sites_of(arguments.municipality) if arguments.municipality else None
    tables = unresolved(datetime.now(JAPAN), arguments.first, arguments.last, site_id, sites)
    match _form_told(arguments):
        case "csv" if not arguments.out:
            sys.stdout.write(csv_text(tables))
        case "csv":
            _save(arguments, csv_text(tables).encode("utf-8-sig"))
        case "xlsx":
            _save(arguments, xlsx(tables))
        case "pdf":
            from core.reports.unresolved_pdf import pdf  # ReportLab: only when paper is wanted

            _save(arguments, pdf(tables, _scope(arguments)))
        case "json":
            _hand_out(arguments, tables)
        case _:
            sys.stdout.writelines(f"{in_words(each)}\n" for each in tables)
    return 0


def conditions_watched(arguments: Namespace) -> int:
    """R8 of one site, of a municipality, or of all: what each condition of each week is like."""
    from core.reports import conditions_table as r8
    from hq.reports.conditions import conditions_report

    site_id = the_site(arguments.site).site_id if arguments.site else None
    now = datetime.now(JAPAN)
    table = conditions_report(now, arguments.first, arguments.last, site_id, arguments.municipality)
    match _form_told(arguments):
        case "csv" if not arguments.out:
            sys.stdout.write(r8.csv_text(table))
        case "csv":
            _save(arguments, r8.csv_text(table).encode("utf-8-sig"))
        case "xlsx":
            _save(arguments, r8.xlsx(table))
        case "pdf":
            from core.reports.conditions_pdf import pdf  # ReportLab: only when paper is wanted

            _save(arguments, pdf(table))
        case "json":
            _hand_out(arguments, [table])
        case _:
            sys.stdout.write(f"{r8.in_words(table)}\n")
    return 0


def _scope(arguments: Namespace) -> str:
    """Whose records they are, in words."""
    from hq.catalogue import municipalities

    place = municipalities.newest().by_code.get(arguments.municipality)
    words = (place.name if place else "", the_site(arguments.site).name if arguments.site else "")
    return "・".join(filter(None, words)) or "全拠点"


def _form_told(arguments: Namespace) -> str | None:
    told = form_told(arguments.format, str(arguments.out or ""))
    return told or ("json" if arguments.json else None)


def _hand_out(arguments: Namespace, tables: Sequence[WeekTable | ConditionsTable]) -> None:
    """As JSON, into the file if one is told."""
    lines = b"".join(msgspec.json.encode(each) + b"\n" for each in tables)
    if arguments.out:
        _save(arguments, lines)
    else:
        sys.stdout.write(lines.decode())


def _save(arguments: Namespace, data: bytes) -> None:
    if arguments.out is None:
        raise no_out()
    path: Path = arguments.out
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    show({"path": str(path), "bytes": len(data)}, arguments.json)
