"""`report r9`: the same figures as at the sites, from the same events; `report survey` stands in `surveys`."""

import sys
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.unresolved_table import csv_text, in_words, xlsx
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
        report.add_argument("--format", choices=("json", "csv", "xlsx"))
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
    match arguments.format or ("json" if arguments.json else None):
        case "csv" if not arguments.out:
            sys.stdout.write(csv_text(tables))
        case "csv":
            _save(arguments, csv_text(tables).encode("utf-8-sig"))
        case "xlsx":
            _save(arguments, xlsx(tables))
        case "json":
            sys.stdout.writelines(f"{msgspec.json.encode(each).decode()}\n" for each in tables)
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
    match arguments.format or ("json" if arguments.json else None):
        case "csv" if not arguments.out:
            sys.stdout.write(r8.csv_text(table))
        case "csv":
            _save(arguments, r8.csv_text(table).encode("utf-8-sig"))
        case "xlsx":
            _save(arguments, r8.xlsx(table))
        case "json":
            sys.stdout.write(f"{msgspec.json.encode(table).decode()}\n")
        case _:
            sys.stdout.write(f"{r8.in_words(table)}\n")
    return 0


def _save(arguments: Namespace, data: bytes) -> None:
    if arguments.out is None:
        raise Problem("no_out", "保存する場所がありません。", "--out でファイルの名前を指定してください。")
    path: Path = arguments.out
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    show({"path": str(path), "bytes": len(data)}, arguments.json)
