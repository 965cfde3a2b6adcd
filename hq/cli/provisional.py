"""`provisional add`, `amend`, `list`, `withdraw`: 速報値."""

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.clock import JAPAN, stamp
from core.problem import Problem
from core.reports.provisional import NUMBERS, Foretold
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import the_site

if TYPE_CHECKING:
    from hq.provisional.told import Told, What
    from hq.records.models import ProvisionalFigure

_WAYS = ("phone", "fax", "mail")


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("provisional", "速報値（記録が届く前に電話やFAXで聞いた数）")
    adding = group.add("add", add_figure, "速報値を入れる")
    adding.add_argument("--site", required=True, help="拠点の番号か名前")
    adding.add_argument("--day", required=True, metavar="DAY", help="開催した日")
    _add_told(adding)
    adding.add_argument("--how", choices=_WAYS, required=True, help="届いた方法")
    amending = group.add("amend", amend_figure, "数を直す（言わないところは前のまま）")
    amending.add_argument("id")
    _add_told(amending)
    amending.add_argument("--how", choices=_WAYS, help="届いた方法")
    listing = group.add("list", list_figures, "速報値と、届いた記録")
    listing.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    listing.add_argument("--waiting", action="store_true", help="記録がまだ届いていないものだけ")
    withdrawing = group.add("withdraw", withdraw_figure, "取り消す（前の版は残る）")
    withdrawing.add_argument("id")
    withdrawing.add_argument("--by", required=True, help="取り消した人")
    withdrawing.add_argument("--note", default="", help="なぜ")


def _add_told(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--programme", metavar="CODE", help="この事業の会だけの数")
    what.add_argument("--kind", help="この種類の会だけの数")
    for name, words in zip(NUMBERS, ("開催回数", "来場者（延べ）", "相談件数"), strict=True):
        parser.add_argument(f"--{name}", metavar="N", help=words)
    parser.add_argument("--by", required=True, help="聞いた人")
    parser.add_argument("--note", default="")


def add_figure(arguments: Namespace) -> int:
    """Take down what was told."""
    from hq.provisional import entering
    from hq.provisional.told import How, Told, number_of

    told = Told(
        what=_what(arguments),
        how=How(arguments.how),
        note=arguments.note,
        **{name: number_of(getattr(arguments, name)) for name in NUMBERS},
    )
    return _said(
        entering.add(the_site(arguments.site), _day(arguments.day), told, arguments.by, datetime.now(JAPAN)), arguments
    )


def amend_figure(arguments: Namespace) -> int:
    """Other numbers; what is not said stays."""
    from hq.provisional import entering
    from hq.provisional.listing import find

    told = _amended(arguments, find(arguments.id))
    return _said(entering.amend(arguments.id, told, arguments.by, datetime.now(JAPAN)), arguments)


def list_figures(arguments: Namespace) -> int:
    """What was told beside what arrived; those that still count first."""
    from hq.provisional.listing import told_of

    site_id = the_site(arguments.site).site_id if arguments.site else None
    for each in sorted(told_of(site_id=site_id), key=lambda each: each.arrived):
        if not (arguments.waiting and each.arrived):
            show(_beside(each), arguments.json)
    return 0


def withdraw_figure(arguments: Namespace) -> int:
    """Taken back: it counts no more."""
    from hq.provisional import entering

    return _said(entering.withdraw(arguments.id, arguments.by, datetime.now(JAPAN), arguments.note), arguments)


def _what(arguments: Namespace) -> "What":
    from hq.provisional.told import What

    return What(arguments.kind or "", arguments.programme or "")


def _amended(arguments: Namespace, last: "ProvisionalFigure") -> "Told":
    from hq.provisional.told import How, Told, What, number_of

    numbers = {name: getattr(arguments, name) for name in NUMBERS}
    return Told(
        what=_what(arguments) if arguments.kind or arguments.programme else What(last.session_kind, last.programme),
        how=How(arguments.how or last.how),
        note=arguments.note or last.note,
        **{name: getattr(last, name) if text is None else number_of(text) for name, text in numbers.items()},
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Problem("period", "その日付はありません。", "2026-11-21 のように入れてください。") from error


def _said(row: "ProvisionalFigure", arguments: Namespace) -> int:
    record: Record = {
        "id": row.figure_id,
        "version": row.version,
        "site_id": row.site_id,
        "day": str(row.day),
        "kind": row.session_kind,
        "programme": row.programme,
        **{name: getattr(row, name) for name in NUMBERS},
        "how": row.how,
        "note": row.note,
        "withdrawn": row.withdrawn,
        "by": row.taken_by,
        "at": stamp(row.taken_at.astimezone(JAPAN)),
    }
    word = "取り消しました" if row.withdrawn else "入れました"
    show(record, arguments.json, f"{row.day} の速報値を{word}（{row.figure_id}）。")
    return 0


def _beside(each: Foretold) -> Record:
    record: dict[str, str | int | bool | None] = {
        "id": each.figure_id,
        "site_id": each.site_id,
        "day": each.day,
        "kind": each.session_kind,
        "programme": each.programme,
        "how": each.how,
        "arrived": each.arrived,
    }
    for name in NUMBERS:
        record |= {name: each.told(name), f"{name}_here": each.here(name)}
    return record
