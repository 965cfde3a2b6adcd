"""`open-data …`: what everybody may have."""

from datetime import date
from pathlib import Path

from core.reports.csv_text import Encoding
from core.reports.period import free_period
from core.wareki import fiscal_year, fiscal_year_bounds
from desktop.app.files import write_file
from desktop.app.open_data import open_events
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.values import day


class OpenDataFile(Record, frozen=True, kw_only=True):
    """The file that was written; 〓 stands for `missing` letters."""

    path: str
    bytes: int
    sessions: int
    missing: tuple[str, ...]


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    events = commands.group("open-data", "オープンデータ").add("events", write_events, "予定をイベント一覧の CSV に")
    events.add_argument("--out", required=True, metavar="FILE")
    events.add_argument("--from", dest="first", type=day, metavar="DAY")
    events.add_argument("--to", dest="last", type=day, metavar="DAY")
    events.add_argument("--encoding", choices=[each.value for each in Encoding], default=Encoding.UTF_8.value)


def write_events(call: Call) -> None:
    """The sessions of this fiscal year, or of the days that were told."""
    with call.desk() as desk:
        first, last = fiscal_year_bounds(fiscal_year(desk.today))
        told_first, told_last = call.get("first"), call.get("last")
        period = free_period(
            date.fromisoformat(told_first) if told_first else first,
            date.fromisoformat(told_last) if told_last else last,
        )
        made = open_events(desk, period, Encoding(call.get("encoding")))
    path = write_file(Path(call.get("out")), made.data)
    call.out.show(OpenDataFile(path=str(path), bytes=len(made.data), sessions=made.sessions, missing=made.missing))
