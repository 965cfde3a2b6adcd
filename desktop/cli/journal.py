"""`events`, `rebuild`."""

import json
from typing import Any

from desktop.app.journal_reading import JournalLine, journal_lines
from desktop.app.upkeep import rebuild as rebuild_facts
from desktop.cli.call import Call
from desktop.cli.output import Output, Record
from desktop.cli.parser import Commands


class EventLine(Record, frozen=True, kw_only=True):
    """One event. `sealed` names the sealed fields; `revealed` has their texts if that was asked for."""

    position: int
    event_id: str
    site_id: str
    device_id: str
    epoch: int
    device_seq: int
    entity_id: str
    base_ids: list[str]
    kind: str
    schema_version: int
    wall_time: str
    boot_id: str
    monotonic_ms: int
    hlc: str
    staff_id: str | None
    plain: dict[str, Any]
    sealed: list[str]
    revealed: dict[str, str] | None


class Rebuilt(Record, frozen=True, kw_only=True):
    """`rebuild`: rows that were made anew."""

    rows: int

    @property
    def text(self) -> str:
        return f"一覧を記録から作り直しました（{self.rows}行）。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    showing = commands.add("events", events, "記録をそのまま、1行に1件の JSON で")
    showing.add_argument("--reveal", action="store_true", help="お名前なども読めるように（閲覧の記録が残ります）")
    commands.add("rebuild", rebuild, "一覧を記録から作り直す")


def events(call: Call) -> None:
    """The journal; always JSON lines. Revealing asks for the PIN."""
    reveal = call.get("reveal", False)
    out = Output(as_json=True)
    with call.desk() as desk:
        if reveal:
            call.check_pin(desk)
        for line in journal_lines(desk, reveal=reveal):
            out.show(_line(line))


def _line(line: JournalLine) -> EventLine:
    event = line.event
    same = ("event_id", "site_id", "device_id", "epoch", "device_seq", "entity_id", "kind", "schema_version")
    more = ("wall_time", "boot_id", "monotonic_ms", "hlc", "staff_id")
    return EventLine(
        position=line.position,
        base_ids=list(event.base_ids),
        plain=json.loads(bytes(event.plain)),
        sealed=[field.name for field in event.sealed],
        revealed=line.revealed,
        **{name: getattr(event, name) for name in same + more},
    )


def rebuild(call: Call) -> None:
    """Make all projections anew from the journal."""
    with call.desk() as desk:
        call.out.show(Rebuilt(rows=rebuild_facts(desk)))
