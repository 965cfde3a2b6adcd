"""`quarantine list`, `show`, `release`, `reject`."""

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import JAPAN, stamp
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import the_site

if TYPE_CHECKING:
    from hq.quarantine.contents import Contents
    from hq.quarantine.listing import Kept
    from hq.records.models import Quarantined


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("quarantine", "保留の記録")
    listing = group.add("list", list_all, "まだ決めていないもの")
    listing.add_argument("--site", help="拠点の番号か名前（なければ全拠点）")
    listing.add_argument("--reason", help="理由（my_number など）")
    listing.add_argument("--decided", action="store_true", help="決めたもの")
    group.add("show", show_one, "中身と、すること").add_argument("id", type=int)
    for decide in (group.add("release", release, "受け入れる"), group.add("reject", reject, "受け入れない")):
        decide.add_argument("id", type=int)
        decide.add_argument("--by", required=True, help="決めた人")
        decide.add_argument("--note", required=True, help="なぜ")


def list_all(arguments: Namespace) -> int:
    """What waits for a decision, oldest first; with --decided what was decided, newest first."""
    from hq.quarantine.listing import kept, told

    site_id = the_site(arguments.site).site_id if arguments.site else None
    for row in kept(site_id, arguments.reason, decided=arguments.decided).iterator():
        each = told(row)
        sentence = f"{each.id}\t{each.site_name} {each.letter}\t{each.count}件\t{each.reason.name}"
        show(_record(each), arguments.json, sentence)
    return 0


def show_one(arguments: Namespace) -> int:
    """One of them: what it holds and what to do."""
    from hq.quarantine.contents import contents
    from hq.quarantine.listing import find, told

    row = find(arguments.id)
    each, held = told(row), contents(row)
    record: Record = {**_record(each), **_held(held), "next_step": each.reason.next_step, "never": each.reason.never}
    show(record, arguments.json, _sentences(each, held))
    return 0


def release(arguments: Namespace) -> int:
    """Take it in after all."""
    from hq.quarantine import deciding

    return _decided(deciding.release(arguments.id, arguments.by, arguments.note), arguments)


def reject(arguments: Namespace) -> int:
    """It stays here and never counts."""
    from hq.quarantine import deciding

    return _decided(deciding.reject(arguments.id, arguments.by, arguments.note), arguments)


def _decided(row: "Quarantined", arguments: Namespace) -> int:
    from hq.quarantine.listing import told

    word = "受け入れました" if row.decision == "released" else "受け入れないことにしました"
    show(_record(told(row)), arguments.json, f"保留 {row.pk} を{word}。")
    return 0


def _record(each: "Kept") -> Record:
    return {
        "id": each.id,
        "site_id": each.site_id,
        "site_name": each.site_name,
        "letter": each.letter,
        "what": each.what,
        "reason": each.reason_code,
        "count": each.count,
        "received_at": _time(each.received_at),
        "can_release": each.can_release,
        "decision": each.decision,
        "decided_by": each.decided_by,
        "decided_at": _time(each.decided_at),
        "note": each.note,
    }


def _held(held: "Contents") -> Record:
    return {
        "kinds": "・".join(f"{name} {count}" for name, count in held.kinds),
        "first_at": held.first_at,
        "last_at": held.last_at,
        "texts": "\n".join(held.texts),
    }


def _sentences(each: "Kept", held: "Contents") -> str:
    lines = [f"{name}: {value}" for name, value in _held(held).items() if value]
    return "\n".join(
        [f"{each.site_name} {each.letter}　{each.reason.name}", *lines, each.reason.never, each.reason.next_step]
    )


def _time(moment: datetime | None) -> str | None:
    return stamp(moment.astimezone(JAPAN)) if moment else None
