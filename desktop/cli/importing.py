"""`import people / bookings`: from the tables that offices send."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.problem import Problem
from desktop.app.importing.bookings import BookingsImport
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.summary import Summary, summary
from desktop.app.importing.tables import (
    Book,
    Reading,
    Table,
    bookings_table,
    kept_here,
    open_book,
    people_table,
    read_table,
)
from desktop.app.importing.work import Progress, finish
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser

_LATER = (("sessions", "予定"), ("attendance", "受付"), ("consultations", "相談"))
_FIELDS = {"name": "お名前", "kana": "ふりがな", "phone": "電話番号", "birth_date": "生年月日"}


class RowProblem(Record, frozen=True, kw_only=True):
    """A row that needs a look: `columns` as Excel heads them, `fields` what they mean here."""

    row: int
    columns: list[str]
    fields: list[str]
    code: str
    reason: str
    taken: bool


class FieldLeftOut(Record, frozen=True, kw_only=True):
    """In so many rows stands something that this site has not switched on."""

    field: str
    rows: int


class Imported(Record, frozen=True, kw_only=True):
    """`import`: what came of it; with `--dry-run` what would come of it, and `added` is 0."""

    what: str
    file: str
    sheet: str
    other_sheets: list[str]
    dry_run: bool
    rows: int
    new: int
    added: int
    known: int
    refused: int
    empty: int
    totals: int
    left_out: list[FieldLeftOut]
    secret_columns: list[str]
    problems: list[RowProblem]

    @property
    def text(self) -> str:
        done = f"取り込める行 {self.new}（まだ取り込んでいません）" if self.dry_run else f"取り込んだ行 {self.added}"
        lines = [f"「{self.file}」の「{self.sheet}」: {done}、登録ずみの行 {self.known}、取り込めない行 {self.refused}"]
        lines += [f"記録しない項目: {_FIELDS[each.field]}（{each.rows}行）" for each in self.left_out]
        lines += [f"番号の列は読んでいません: {column}列" for column in self.secret_columns]
        lines += [f"読んでいないシート: {name}" for name in self.other_sheets]
        lines += [f"{each.row}行目{_columns(each)}: {each.reason}" for each in self.problems]
        return "\n".join(lines)


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    importing = commands.group("import", "Excel や CSV の表から取り込む")
    _options(importing.add("people", people, "来場者"))
    booking = importing.add("bookings", bookings, "予約")
    _options(booking)
    booking.add_argument("--session", dest="session_id", metavar="ID", help="すべての行をこの予定の予約にする")
    for name, title in _LATER:
        _options(importing.add(name, _not_yet, f"{title}（次の版で）"))


def people(call: Call) -> None:
    """Put the people of a table on record."""
    _take_in(call, "people", people_table, PeopleImport)


def bookings(call: Call) -> None:
    """Keep the bookings of a table."""
    _take_in(call, "bookings", bookings_table, partial(BookingsImport, session_id=call.get("session_id")))


def _take_in(
    call: Call,
    what: str,
    find: Callable[[Book, str | None], Table],
    make: Callable[[Reading], PeopleImport | BookingsImport],
) -> None:
    book = open_book(Path(call.get("file")))
    table = find(book, call.get("sheet"))
    with call.desk() as desk:
        importing = make(read_table(table, kept_here(desk)))
        finish(desk, importing.compare)
        if not call.get("dry_run", False):
            finish(desk, importing.take_in, _telling(call))
        call.out.show(_imported(what, summary(book, table, importing), call))


def _options(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="XLSX、XLS、CSV（UTF-8、Shift_JIS）")
    parser.add_argument("--dry-run", action="store_true", help="調べるだけで、取り込まない")
    parser.add_argument("--sheet", metavar="NAME", help="シートの名前（はじめは、見出しの分かる最初のもの）")


def _telling(call: Call) -> Callable[[Progress], None] | None:
    """How far it is, for somebody who watches; never in a script's output."""
    if call.out.as_json or not sys.stderr.isatty():
        return None

    def tell(progress: Progress) -> None:
        sys.stderr.write(f"\r{progress.done} / {progress.total}")
        sys.stderr.flush()

    return tell


def _imported(what: str, told: Summary, call: Call) -> Imported:
    return Imported(
        what=what,
        file=told.file,
        sheet=told.sheet,
        other_sheets=list(told.other_sheets),
        dry_run=call.get("dry_run", False),
        rows=told.rows,
        new=told.new,
        added=told.added,
        known=told.known,
        refused=told.refused,
        empty=told.empty,
        totals=told.totals,
        left_out=[FieldLeftOut(field=each.field, rows=each.rows) for each in told.left_out],
        secret_columns=list(told.secret_columns),
        problems=[
            RowProblem(
                row=each.row,
                columns=list(each.columns),
                fields=[meaning.value for meaning in each.meanings],
                code=each.code,
                reason=each.reason,
                taken=each.taken,
            )
            for each in told.to_look_at
        ],
    )


def _columns(problem: RowProblem) -> str:
    return f" {'・'.join(problem.columns)}列" if problem.columns else ""


def _not_yet(_call: Call) -> None:
    raise Problem(
        "not_yet",
        "この表の取り込みは、この版にはまだありません。",
        "来場者（people）と予約（bookings）は取り込めます。記録は変わっていません。",
    )
