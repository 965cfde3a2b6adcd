"""`report handed-in`: what sites handed in, as it was then, and what has changed since."""

import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import JAPAN
from core.problem import Problem
from core.reports.changes import change_in_words
from core.reports.figures import figure_text
from core.reports.files import FileFormat
from core.reports.in_words import as_text, table_in_words
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import sites_of, the_site

if TYPE_CHECKING:
    from hq.reports.handed_in import HandedIn


def add(group: Commands) -> None:
    """Put this command beside the other reports."""
    parser = group.add("handed-in", show_handed_in, "提出した報告")
    parser.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    parser.add_argument("--municipality", metavar="CODE", help="この市区町村の拠点だけ")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="ID", help="提出したときの表")
    one.add_argument("--since", metavar="ID", help="提出したあとに変わった数字")


def show_handed_in(arguments: Namespace) -> int:
    """A line a version, the latest first; the table of one; or a line for each figure that has changed since."""
    from hq.reports.handed_in import handed_in, table_of

    sites = sites_of(arguments.municipality) if arguments.municipality else None
    if arguments.site:
        sites = [the_site(arguments.site).site_id]
    found = handed_in(sites)
    if arguments.show:
        table = table_of(_one(found, arguments.show))
        sys.stdout.write(as_text(table, FileFormat.JSON) if arguments.json else f"{table_in_words(table)}\n")
    elif arguments.since:
        _show_changes(_one(found, arguments.since), as_json=arguments.json)
    else:
        for each in found:
            show(_record(each), arguments.json)
    return 0


def _one(found: "list[HandedIn]", asked: str) -> "HandedIn":
    one = next((each for each in found if each.submission_id == asked), None)
    if one is None:
        raise Problem(
            "submission_unknown", "その報告は見つかりません。", "report handed-in の一覧で番号を確かめてください。"
        )
    return one


def _record(each: "HandedIn") -> Record:
    return {
        "submission_id": each.submission_id,
        "site_id": each.site_id,
        "site": each.site,
        "report": each.report,
        "period_from": each.period_from,
        "period_to": each.period_to,
        "by": each.by,
        "version": each.version,
        "newest": each.newest,
        "cut_off": each.cut_off,
        "handed_to": each.handed_to,
        "reason": each.reason,
        "at": each.at,
        "staff": each.staff,
        "apart": each.is_apart,
    }


def _show_changes(handed: "HandedIn", *, as_json: bool) -> None:
    from hq.reports.handed_in import changed_since

    for each in changed_since(handed, datetime.now(JAPAN)).changes:
        told: Record = {
            "kind": each.kind.value,
            "row": each.row,
            "column": each.column,
            "before": figure_text(each.before),
            "after": figure_text(each.after),
            "compared": each.compared,
        }
        show(told, as_json, change_in_words(each))
