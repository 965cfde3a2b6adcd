"""`madoguchi-hq`: headquarters from the command line. The table of commands is docs/cli-hq.md."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.problem import Problem
from hq import places, start
from hq.cli import serve
from hq.cli.output import complain


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command. 0 done, 1 refused with a sentence on standard error, 2 wrong usage."""
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if arguments.data is not None:
        os.environ[places.DATA] = str(arguments.data)
    try:
        if arguments.command == "serve":
            serve.check(arguments)
        with start.stopping_cleanly(), start.ready():
            return _command(arguments)
    except Problem as problem:
        complain(str(problem))
        return 1
    except KeyboardInterrupt:
        return 0


def _command(arguments: Namespace) -> int:
    # Imported here: models exist only once Django is set up.
    from hq.cli import (
        catalogue,
        doctor,
        erasures,
        handouts,
        journal,
        parcels,
        people,
        quarantine,
        reports,
        sites,
        surveys,
    )

    match arguments.command, getattr(arguments, "verb", None):
        case "serve", _:
            return serve.run(arguments)
        case "user", _:
            return people.add(arguments)
        case "site", "add":
            return sites.add(arguments)
        case "site", _:
            return sites.list_all(arguments)
        case "device", "code":
            return sites.code(arguments)
        case "device", "list":
            return sites.devices(arguments)
        case "device", _:
            return sites.revoke(arguments)
        case "catalogue", "publish":
            return catalogue.publish(arguments)
        case "catalogue", _:
            return catalogue.list_all(arguments)
        case "handout", "publish":
            return handouts.publish(arguments)
        case "handout", "feedback":
            return handouts.show_feedback(arguments)
        case "handout", _:
            return handouts.list_all(arguments)
        case "person", _:
            return erasures.show_erasures(arguments)
        case "quarantine", "list":
            return quarantine.list_all(arguments)
        case "quarantine", "show":
            return quarantine.show_one(arguments)
        case "quarantine", "release":
            return quarantine.release(arguments)
        case "quarantine", _:
            return quarantine.reject(arguments)
        case "events", _:
            return journal.events(arguments)
        case "segments", _:
            return journal.import_files(arguments)
        case "parcel", _:
            return parcels.take(arguments)
        case "report", "survey":
            return surveys.show_surveys(arguments)
        case "report", _:
            return reports.unresolved_weeks(arguments)
        case "rebuild", _:
            return journal.rebuild(arguments)
    return doctor.run(arguments)


def _parser() -> ArgumentParser:
    common = ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, help="データの場所（MADOGUCHI_HQ_DATA）")
    common.add_argument("--json", action="store_true", help="1行に1つの JSON で答える")
    parser = ArgumentParser(prog="madoguchi-hq", description="窓口の本部")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", parents=[common], help="本部を始める")
    serving.add_argument("--port", type=_port, default=8080)
    serving.add_argument("--host", default="127.0.0.1")
    user = commands.add_parser("user", help="利用者").add_subparsers(dest="verb", required=True)
    adding = user.add_parser("add", parents=[common], help="利用者を登録する")
    adding.add_argument("name")
    adding.add_argument("--password-stdin", action="store_true")
    person = commands.add_parser("person", help="来場者").add_subparsers(dest="verb", required=True)
    erased = person.add_parser("erasures", parents=[common], help="消した方が、何台の端末で消えたか")
    erased.add_argument("--site", help="拠点の番号か名前")
    site = commands.add_parser("site", help="拠点").add_subparsers(dest="verb", required=True)
    new = site.add_parser("add", parents=[common], help="拠点を作る")
    new.add_argument("--name", required=True)
    new.add_argument("--municipality", required=True, help="6桁の自治体コード")
    site.add_parser("list", parents=[common], help="拠点の一覧")
    device = commands.add_parser("device", help="端末").add_subparsers(dest="verb", required=True)
    device.add_parser("code", parents=[common], help="登録コードを出す").add_argument("site")
    device.add_parser("list", parents=[common], help="端末の一覧")
    device.add_parser("revoke", parents=[common], help="端末を止める").add_argument("device")
    catalogue = commands.add_parser("catalogue", help="相談内容の一覧").add_subparsers(dest="verb", required=True)
    publishing = catalogue.add_parser("publish", parents=[common], help="新しい版を公開する")
    publishing.add_argument("file", type=Path)
    publishing.add_argument("--dry-run", action="store_true", help="何が変わるかだけを見る")
    catalogue.add_parser("list", parents=[common], help="公開した版の一覧")
    handout = commands.add_parser("handout", help="配布資料").add_subparsers(dest="verb", required=True)
    sending = handout.add_parser("publish", parents=[common], help="新しい版を公開する")
    sending.add_argument("files", nargs="+", type=Path)
    sending.add_argument("--dry-run", action="store_true", help="何が変わるかだけを見る")
    handout.add_parser("list", parents=[common], help="いまの版と、次に確かめる日")
    handout.add_parser("feedback", parents=[common], help="拠点から届いたご意見")
    apart = commands.add_parser("quarantine", help="保留の記録").add_subparsers(dest="verb", required=True)
    listing = apart.add_parser("list", parents=[common], help="まだ決めていないもの")
    listing.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    listing.add_argument("--reason", help="理由（my_number など）")
    listing.add_argument("--decided", action="store_true", help="決めたもの")
    apart.add_parser("show", parents=[common], help="中身と、すること").add_argument("id", type=int)
    for verb, summary in (("release", "受け入れる"), ("reject", "受け入れない")):
        deciding = apart.add_parser(verb, parents=[common], help=summary)
        deciding.add_argument("id", type=int)
        deciding.add_argument("--by", required=True, help="決めた人")
        deciding.add_argument("--note", required=True, help="なぜ")
    commands.add_parser("events", parents=[common], help="届いた記録をそのまま")
    segments = commands.add_parser("segments", help="記録").add_subparsers(dest="verb", required=True)
    importing = segments.add_parser("import", parents=[common], help="ファイルから取り込む")
    importing.add_argument("files", nargs="+", type=Path)
    parcel = commands.add_parser("parcel", help="受け渡しファイル").add_subparsers(dest="verb", required=True)
    taking = parcel.add_parser("take", parents=[common], help="端末のファイルを取り込み、返事を書く")
    taking.add_argument("files", nargs="+", type=Path)
    taking.add_argument("--answer", type=Path, required=True, help="返事を置くフォルダー")
    report = commands.add_parser("report", help="集計").add_subparsers(dest="verb", required=True)
    weekly = report.add_parser("r9", parents=[common], help="解決しなかった内容（週ごと）")
    weekly.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    weekly.add_argument("--from", dest="first", type=date.fromisoformat, help="はじめの日")
    weekly.add_argument("--to", dest="last", type=date.fromisoformat, help="おわりの日")
    weekly.add_argument("--format", choices=("json", "csv", "xlsx"))
    weekly.add_argument("--out", type=Path)
    survey = report.add_parser("survey", parents=[common], help="アンケート")
    survey.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    survey.add_argument("--from", dest="first", type=date.fromisoformat, help="はじめの日（なければきょう）")
    survey.add_argument("--to", dest="last", type=date.fromisoformat, help="おわりの日（なければきょう）")
    commands.add_parser("rebuild", parents=[common], help="集計を作り直す")
    commands.add_parser("doctor", parents=[common], help="点検")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


if __name__ == "__main__":
    sys.exit(main())
