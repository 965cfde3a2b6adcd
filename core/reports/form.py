"""A client's own form: figures of a report put into named cells of the XLSX that the client gave.

A cell is named after what belongs in it, in Excel's 名前の管理: by words (`合計.相談者数`) or by keys
(`r1.132101.visits`, of the row that adds all `r1.total.visits`); `題名`, `期間`, `いつまでの記録か` (or `締切`, as
forms of before have it) and `範囲` are of the report.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.reports.json_file import number_of
from core.reports.spread import cut_off_text, period_text
from core.reports.table import Cell, ReportTable
from core.reports.xlsx_edit import CellPlace, SheetCells, Value, column_number
from core.reports.xlsx_names import GivenBook, Target, given_book, plain_xml

_BOOK = "xl/workbook.xml"
_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_FULL = re.compile(rb'\s*fullCalcOnLoad="[^"]*"')
_NAMES_END = re.compile(rb"</((?:\w+:)?)definedNames>")
_UNNAMEABLE = re.compile(r"[^\w]+")
TOTAL_WORD = "total"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form with its figures. `left` are names of cells that look like ours and have no figure here.

    `computed` are cells that the form computes itself: they were not written over. `estimated` were told as 約 and
    `unknown` have no figure: both are for the person who hands it in.
    """

    data: bytes
    filled: tuple[str, ...]
    left: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def fill_form(form: bytes, table: ReportTable) -> FilledForm:
    """Write every figure that a name asks for. Raises Problem for a file that is no form; macros stay in .xlsm."""
    book = given_book(form)
    cells, words = dict(_named_cells(table)), dict(_named_words(table))
    asked = {name: target for name, target in book.targets.items() if name in cells or name in words}
    sheets = _sheets(book, asked.values())
    computed = {name for name, target in asked.items() if _place(target) in sheets[target.sheet].formulas}
    values: dict[str, Value] = {name: words[name] for name in asked if name in words and name not in computed}
    for name in asked:
        number = number_of(cells.get(name))
        if name in cells and name not in computed and number is not None:
            values[name] = number
    return FilledForm(
        data=_written(book, sheets, {asked[name]: value for name, value in values.items()}),
        filled=tuple(sorted(values)),
        left=tuple(sorted(name for name in book.targets if name not in asked and _is_ours(name, table))),
        computed=tuple(sorted(computed)),
        estimated=tuple(sorted(name for name in values if (cell := cells.get(name)) is not None and cell.approximate)),
        unknown=tuple(sorted(name for name in asked.keys() - computed if _is_unknown(cells, name))),
    )


def _is_unknown(cells: Mapping[str, Cell], name: str) -> bool:
    return name in cells and number_of(cells[name]) is None


def form_names(table: ReportTable) -> tuple[str, ...]:
    """Every name by words that a form can use for this report, in the order of its rows."""
    return tuple(
        dict.fromkeys((*_WORDS, *(_name(row.ja, column.ja) for row in table.rows for column in table.columns)))
    )


_WORDS = ("題名", "期間", "いつまでの記録か", "範囲")


def _named_words(table: ReportTable) -> Iterator[tuple[str, str]]:
    told = (table.ja, period_text(table), cut_off_text(table), table.scope)
    yield from zip(_WORDS, told, strict=True)
    yield "締切", cut_off_text(table)  # as forms of before call it


def _named_cells(table: ReportTable) -> Iterator[tuple[str, Cell]]:
    """Words that two rows share mean neither; keys of a report are its own."""
    seen: dict[str, int] = defaultdict(int)
    for row in table.rows:
        seen[row.ja] += 1
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if seen[row.ja] == 1:
                yield _name(row.ja, column.ja), cell
            yield _name(table.report.value, row.key or TOTAL_WORD, column.key), cell


def _name(*parts: str) -> str:
    """As Excel lets a name be: letters, digits, points and underlines."""
    return ".".join(_UNNAMEABLE.sub("_", part).strip("_") for part in parts).lower()


def _is_ours(name: str, table: ReportTable) -> bool:
    columns = {_name(each) for column in table.columns for each in (column.ja, column.key)}
    return "." in name and (name.startswith(f"{table.report.value}.") or name.rpartition(".")[2] in columns)


def _sheets(book: GivenBook, targets: Iterable[Target]) -> dict[str, SheetCells]:
    """The sheets of these cells, each gone through once."""
    places: dict[str, set[CellPlace]] = defaultdict(set)
    for target in targets:
        places[target.sheet].add(_place(target))
    return {sheet: SheetCells(plain_xml(book.read(sheet)), some) for sheet, some in places.items()}


def _place(target: Target) -> CellPlace:
    return target.row, column_number(target.column)


def _written(book: GivenBook, sheets: Mapping[str, SheetCells], values: Mapping[Target, Value]) -> bytes:
    """The archive again, entry by entry; only sheets with figures and the order to compute anew differ."""
    by_sheet: dict[str, dict[CellPlace, Value]] = defaultdict(dict)
    for target, value in values.items():
        by_sheet[target.sheet][_place(target)] = value
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in book.archive.infolist():
            name = entry.filename
            data = sheets[name].written(by_sheet[name]) if name in by_sheet else book.read(name)
            new.writestr(entry, _computing_anew(data) if name == _BOOK else data)
    return file.getvalue()


def _computing_anew(book: bytes) -> bytes:
    """Formulas of the form follow the figures as soon as Excel opens it."""
    if _CALC.search(book):
        return _CALC.sub(_told_to, book, count=1)
    return _NAMES_END.sub(lambda found: found[0] + b"<" + found[1] + b'calcPr fullCalcOnLoad="1"/>', book, count=1)


def _told_to(found: re.Match[bytes]) -> bytes:
    return b"<" + found[1] + b"calcPr" + _FULL.sub(b"", found[2]) + b' fullCalcOnLoad="1"' + found[3] + b">"
