"""`handout publish`, `handout list`, `handout feedback`."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import JAPAN
from core.problem import Problem
from hq.cli.output import show
from hq.cli.parser import Commands
from hq.handouts.feedback import feedback

if TYPE_CHECKING:
    from hq.handouts.publishing import Publication


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("handout", "配布資料")
    publishing = group.add("publish", publish, "新しい版を公開する")
    publishing.add_argument("files", nargs="+", type=Path)
    publishing.add_argument("--dry-run", action="store_true", help="何が変わるかだけを見る")
    group.add("list", list_all, "いまの版と、次に確かめる日")
    group.add("feedback", show_feedback, "拠点から届いたご意見")


def publish(arguments: Namespace) -> int:
    """Check files and publish them together, or with `--dry-run` only tell what they would change."""
    from hq.handouts.publishing import look_at
    from hq.handouts.publishing import publish as keep

    files = [_bytes(path) for path in arguments.files]
    publications = tuple(map(look_at, files)) if arguments.dry_run else keep(files)
    for publication in publications:
        _show(publication, not arguments.dry_run, arguments.json)
    return 0


def list_all(arguments: Namespace) -> int:
    """The newest version of every handout, and the day by which something in it must be checked."""
    from hq.handouts.in_force import newest

    today = datetime.now(JAPAN).date()
    for each in newest():
        check = each.next_check()
        record: dict[str, str | int | bool | None] = {
            "handout": each.id,
            "version": each.version,
            "title": each.title,
            "valid_from": str(each.valid_from) if each.valid_from else None,
            "check_by": str(check),
            "check_due": check < today,
        }
        due = "\t内容の確認が必要です" if check < today else ""
        show(record, arguments.json, f"{each.id}\t第{each.version}版\t{each.title}\t{check}{due}")
    return 0


def show_feedback(arguments: Namespace) -> int:
    """What sites say of handouts, the newest first."""
    for each in feedback():
        record: dict[str, str | int | bool | None] = {
            "site": each.site,
            "at": each.at.isoformat(),
            "handout": each.handout,
            "text": each.text,
        }
        show(record, arguments.json, f"{each.at:%Y-%m-%d}\t{each.site}\t{each.handout}\t{each.text}")
    return 0


def _show(publication: "Publication", done: bool, as_json: bool) -> None:
    new = publication.handout
    for each in publication.changed:
        change: dict[str, str | int | bool | None] = {
            "handout": new.id,
            "version": new.version,
            "where": each.where,
            "before": each.before,
            "after": each.after,
        }
        show(change, as_json, f"{new.id} {each.where}\n  - {each.before}\n  + {each.after}")
    record: dict[str, str | int | bool | None] = {
        "handout": new.id,
        "version": new.version,
        "valid_from": str(publication.valid_from),
        "changes": len(publication.changed),
        "done": done,
    }
    what = "公開しました。端末には、次の通信で届きます。" if done else "まだ公開していません。"
    words = f"{new.id} 第{new.version}版（{publication.valid_from} から）変更 {len(publication.changed)} 件。{what}"
    show(record, as_json, words)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("no_file", "ファイルを開けません。", "ファイルの場所を確かめてください。") from error
