"""`import people / bookings / sessions / attendance / consultations / results / supporters`: tables of offices."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.app.importing.kinds import KINDS, new_import, ways_here
from desktop.app.importing.summary import Summary, summary
from desktop.app.importing.tables import open_book, read_table, table_of
from desktop.app.importing.work import Progress, finish
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser

_TITLES = {
    "people": "来場者",
    "bookings": "予約",
    "sessions": "予定",
    "attendance": "受付",
    "consultations": "相談",
    "results": "過去の実績（件数だけ）",
    "supporters": "サポーター",
}
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
    for name, title in _TITLES.items():
        command = importing.add(name, partial(_take_in, name), title)
        _options(command)
        if name == "bookings":
            command.add_argument("--session", dest="session_id", metavar="ID", help="すべての行をこの予定の予約にする")


def _take_in(name: str, call: Call) -> None:
    """Take a table of this kind in, or with --dry-run only say what would come of it."""
    kind = KINDS[name]
    book = open_book(Path(call.get("file")))
    table = table_of(book, kind.wanted, call.get("sheet"))
    with call.desk() as desk:
        ways = ways_here(desk, kind)
        importing = new_import(kind, read_table(table, ways.kept, ways.reader), session_id=call.get("session_id"))
        finish(desk, importing.compare)
        if not call.get("dry_run", False):
            finish(desk, importing.take_in, _telling(call))
        call.out.show(_imported(name, summary(book, table, importing), call))


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
