"""`open-data events`: what everybody may have."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from core.clock import JAPAN
from core.problem import Problem
from core.reports.asking import Words, asked_for
from core.reports.csv_text import Encoding
from core.reports.table import ReportCode
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import the_site


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    events = commands.group("open-data", "オープンデータ").add("events", write_events, "予定をイベント一覧の CSV に")
    events.add_argument("--out", required=True, type=Path, metavar="FILE")
    events.add_argument("--name", required=True, help="問い合わせ先の名前")
    events.add_argument("--phone", default="", help="問い合わせ先の電話番号")
    events.add_argument("--url", default="")
    events.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    events.add_argument("--municipality", metavar="CODE", help="この市区町村で開く会だけ")
    events.add_argument("--from", dest="first", metavar="DAY")
    events.add_argument("--to", dest="last", metavar="DAY")
    events.add_argument("--encoding", choices=[each.value for each in Encoding], default=Encoding.UTF_8.value)


def write_events(arguments: Namespace) -> int:
    """The sessions of this fiscal year, or of the days that were told."""
    from hq.catalogue import municipalities
    from hq.reports.open_data import Who, open_events

    today = datetime.now(JAPAN).date()
    if arguments.municipality:
        municipalities.newest().check(arguments.municipality, today)
    period = asked_for(ReportCode.RESULTS, Words(first=arguments.first, last=arguments.last), today).period
    site_id = the_site(arguments.site).site_id if arguments.site else None
    who = Who(arguments.name, arguments.municipality or "", arguments.phone, arguments.url)
    made, sessions = open_events(period, who, site_id, arguments.municipality, Encoding(arguments.encoding))
    path: Path = arguments.out
    try:
        path.write_bytes(made.data)
    except OSError as error:
        raise Problem("file_not_written", "ファイルを保存できませんでした。", "場所を確かめてください。") from error
    told: Record = {"path": str(path), "bytes": len(made.data), "sessions": sessions, "missing": " ".join(made.missing)}
    show(told, arguments.json)
    return 0
