"""`programme publish`, `programme list`, `municipality publish`, `municipality list`."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from hq.cli.catalogue import CHANGE_WORDS, read_bytes
from hq.cli.output import show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from core.municipality import Municipalities
    from hq.catalogue.programmes import Publication


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    for name, words, publish, show_list in (
        ("programme", "事業の一覧", publish_programmes, list_programmes),
        ("municipality", "市区町村の一覧", publish_municipalities, list_municipalities),
    ):
        group = commands.group(name, words)
        publishing = group.add("publish", publish, "新しい版を公開する")
        publishing.add_argument("file", type=Path)
        publishing.add_argument("--dry-run", action="store_true", help="公開せずに調べる")
        group.add("list", show_list, "いまの一覧")


def publish_programmes(arguments: Namespace) -> int:
    """Check a file and publish it, or with `--dry-run` only tell what it would change."""
    from hq.catalogue.programmes import look_at, publish

    data = read_bytes(arguments.file)
    publication = look_at(data) if arguments.dry_run else publish(data)
    _show_changes(publication, arguments.json)
    new = publication.programmes
    _show_version(new.version, str(new.first_day), len(publication.changed), arguments)
    return 0


def list_programmes(arguments: Namespace) -> int:
    """Every programme of the newest version, retired ones too."""
    from hq.catalogue.programmes import newest

    for each in newest().all:
        record: dict[str, str | int | bool | None] = {
            "code": each.code,
            "ja": each.ja,
            "en": each.en,
            "session_kind": each.kind,
            "counts_in": each.counts_in,
            "valid_from": str(each.valid_from),
            "valid_to": str(each.valid_to) if each.valid_to else None,
        }
        ended = f"\t{each.valid_to} まで" if each.valid_to else ""
        show(record, arguments.json, f"{each.code}\t{each.ja}{ended}")
    return 0


def publish_municipalities(arguments: Namespace) -> int:
    """Check a file and publish it, or with `--dry-run` only check it."""
    from hq.catalogue.municipalities import look_at, newest, publish

    data, before = read_bytes(arguments.file), newest()
    new = look_at(data) if arguments.dry_run else publish(data)
    _show_version(new.version, str(new.published), _changed(before, new), arguments)
    return 0


def list_municipalities(arguments: Namespace) -> int:
    """Every municipality of the newest version, merged ones too."""
    from hq.catalogue.municipalities import newest

    for each in newest().by_code.values():
        record: dict[str, str | int | bool | None] = {
            "code": each.code,
            "name": each.name,
            "kana": each.kana,
            "prefecture": each.prefecture,
            "valid_to": str(each.valid_to) if each.valid_to else None,
            "merged_into": each.merged_into,
        }
        merged = f"\t{each.valid_to} まで → {each.merged_into}" if each.merged_into else ""
        show(record, arguments.json, f"{each.code}\t{each.prefecture}{each.name}{merged}")
    return 0


def _changed(before: "Municipalities", after: "Municipalities") -> int:
    return sum(before.by_code.get(code) != each for code, each in after.by_code.items())


def _show_changes(publication: "Publication", as_json: bool) -> None:
    for each in publication.changed:
        record = {
            "version": publication.programmes.version,
            "change": each.change.value,
            "code": each.code,
            "ja": each.ja,
        }
        show(record, as_json, f"{CHANGE_WORDS[each.change]}\t{each.code}\t{each.ja}")


def _show_version(version: int, first_day: str, changes: int, arguments: Namespace) -> None:
    done = not arguments.dry_run
    what = "公開しました。端末には、次の通信で届きます。" if done else "まだ公開していません。"
    record: dict[str, str | int | bool | None] = {
        "version": version,
        "valid_from": first_day,
        "changes": changes,
        "done": done,
    }
    show(record, arguments.json, f"第{version}版（{first_day} から）変更 {changes} 件。{what}")
