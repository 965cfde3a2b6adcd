"""`report r9`: the same figures as at the sites, from the same events."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.unresolved_table import csv_text, in_words, xlsx
from hq.cli.output import show
from hq.cli.sites import the_site
from hq.reports.unresolved import unresolved


def unresolved_weeks(arguments: Namespace) -> int:
    """A line a week, of one site or of all; as a table in the form that was asked for."""
    site_id = the_site(arguments.site).site_id if arguments.site else None
    tables = unresolved(datetime.now(JAPAN), arguments.first, arguments.last, site_id)
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


def _save(arguments: Namespace, data: bytes) -> None:
    if arguments.out is None:
        raise Problem("no_out", "保存する場所がありません。", "--out でファイルの名前を指定してください。")
    path: Path = arguments.out
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    show({"path": str(path), "bytes": len(data)}, arguments.json)
