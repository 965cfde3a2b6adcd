"""`catalogue publish`, `catalogue list`."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from core.problem import Problem
from hq.catalogue.changes import Change, Changed
from hq.cli.output import show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from hq.catalogue.publishing import Publication

CHANGE_WORDS = {
    Change.ADDED: "追加",
    Change.RETIRED: "終了日の変更",
    Change.OFFERED_AGAIN: "再開",
    Change.REWORDED: "言い方の変更",
    Change.CHANGED: "内容の変更",
}


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("catalogue", "相談内容の一覧")
    publishing = group.add("publish", publish, "新しい版を公開する")
    publishing.add_argument("file", type=Path)
    publishing.add_argument("--dry-run", action="store_true", help="何が変わるかだけを見る")
    group.add("list", list_all, "公開した版の一覧")


def publish(arguments: Namespace) -> int:
    """Check a file and publish it, or with `--dry-run` only tell what it would change."""
    from hq.catalogue.publishing import look_at
    from hq.catalogue.publishing import publish as keep

    data = read_bytes(arguments.file)
    publication = look_at(data) if arguments.dry_run else keep(data)
    for each in publication.changed:
        _show_change(publication, each, arguments.json)
    new, count = publication.catalogue, len(publication.changed)
    record = _summary(publication, not arguments.dry_run)
    done = "まだ公開していません。" if arguments.dry_run else "公開しました。端末には、次の通信で届きます。"
    show(record, arguments.json, f"第{new.version}版（{new.first_day} から）変更 {count} 件。{done}")
    return 0


def list_all(arguments: Namespace) -> int:
    """Every version that was published here, the newest first; the program's own when there is none."""
    from hq.catalogue.in_force import newest
    from hq.records.models import CatalogueVersion

    found = CatalogueVersion.objects.order_by("-version")
    for each in found:
        _show_version(each.version, str(each.published), str(each.valid_from), arguments.json)
    if not found:
        shipped = newest()
        _show_version(shipped.version, str(shipped.published), str(shipped.first_day), arguments.json)
    return 0


def _show_version(version: int, published: str, valid_from: str, as_json: bool) -> None:
    show({"version": version, "published": published, "valid_from": valid_from}, as_json)


def _show_change(publication: "Publication", each: Changed, as_json: bool) -> None:
    record = {"version": publication.catalogue.version, "change": each.change.value, "code": each.code, "ja": each.ja}
    show(record, as_json, f"{CHANGE_WORDS[each.change]}\t{each.code}\t{each.ja}")


def _summary(publication: "Publication", done: bool) -> dict[str, str | int | bool | None]:
    new = publication.catalogue
    return {
        "version": new.version,
        "published": str(new.published),
        "valid_from": str(new.first_day),
        "changes": len(publication.changed),
        "done": done,
    }


def read_bytes(path: Path) -> bytes:
    """The file, for what is published. Raises Problem."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("no_file", "ファイルを開けません。", "ファイルの場所を確かめてください。") from error
