"""`cash count / list`: what was counted in the box, and the ledger (出納)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.app.cash import CashDay, cash_day, cash_ledger, count_cash, ledger_csv
from desktop.app.files import write_file
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.values import count, day


class CashLine(Record, frozen=True, kw_only=True):
    """A day's cash in yen; `counted_yen` and `difference_yen` are null while nobody counted."""

    day: str
    opening_yen: int
    received_yen: int
    fees: int
    expected_yen: int
    counted_yen: int | None
    difference_yen: int | None
    changed_since_yen: int


class CashFile(Record, frozen=True, kw_only=True):
    """`cash list --out`: the file that was written."""

    path: str
    bytes: int


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    cash = commands.group("cash", "現金の確認と出納")
    counted = cash.add("count", count_box, "数えた金額を記録する")
    counted.add_argument("yen", type=count, metavar="YEN")
    counted.add_argument("--opening", type=count, metavar="YEN", help="はじめの金額（なければ前と同じ）")
    counted.add_argument("--day", type=day, metavar="DAY", help="なければきょう")
    counted.add_argument("--note", metavar="WORDS")
    ledger = cash.add("list", show_ledger, "出納（日ごと）")
    for name, goal in (("--from", "first"), ("--to", "last")):
        ledger.add_argument(name, dest=goal, type=day, metavar="DAY")
    ledger.add_argument("--format", choices=("json", "csv"))
    ledger.add_argument("--out", metavar="FILE")


def count_box(call: Call) -> None:
    """What was counted, and how it differs."""
    with call.desk() as desk:
        which = _day(call, "day") or desk.today
        call.out.show(_cash(count_cash(desk, which, call.get("yen"), call.get("opening"), call.get("note")).cash))


def show_ledger(call: Call) -> None:
    """The days of a period with their sum; today alone where nothing is said."""
    with call.desk() as desk:
        first = _day(call, "first") or _day(call, "last") or desk.today
        ledger = cash_ledger(desk, first, _day(call, "last") or max(first, desk.today))
        days = ledger.days or ((cash_day(desk, first),) if ledger.first == ledger.last else ())
    if call.get("out"):
        path = write_file(Path(call.get("out")), ledger_csv(ledger).encode("utf-8-sig"))
        call.out.show(CashFile(path=str(path), bytes=path.stat().st_size))
        return
    if call.get("format") == "csv":
        call.out.write(ledger_csv(ledger))
        return
    out = replace(call.out, as_json=call.out.as_json or call.get("format") == "json")
    for each in days:
        out.show(_cash(each))
    if not out.as_json:
        sums = f"{ledger.received:,}円　{ledger.fees}件　差 {ledger.difference:,}円"
        call.out.write(f"合計 {len(ledger.days)}日　{sums}\n")


def _day(call: Call, name: str) -> date | None:
    told = call.get(name)
    return date.fromisoformat(told) if told else None


def _cash(told: CashDay) -> CashLine:
    return CashLine(
        day=told.day.isoformat(),
        opening_yen=told.opening,
        received_yen=told.received,
        fees=told.fees,
        expected_yen=told.expected,
        counted_yen=told.counted,
        difference_yen=told.difference,
        changed_since_yen=told.since,
    )
