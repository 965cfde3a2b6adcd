"""A report as JSON: every key always there, in snake_case; docs/cli.md keeps them."""

import msgspec

from core.reports.figures import figure_text
from core.reports.table import Cell, ReportTable, Row


class JsonPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both inclusive; `text` is the name with the era."""

    kind: str
    first_day: str
    last_day: str
    text: str


class JsonColumn(msgspec.Struct, frozen=True, kw_only=True):
    """What the cells of this place count."""

    key: str
    measure: str
    title: str
    title_en: str
    unit: str


class JsonCell(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: `value` is null where it is unknown or suppressed, `text` is how it is printed."""

    column: str
    value: int | float | None
    text: str
    approximate: bool
    provisional: bool
    suppressed: bool


class JsonRow(msgspec.Struct, frozen=True, kw_only=True):
    """`level` is line, subtotal or total; `key` is empty for the row that adds all."""

    key: str
    title: str
    title_en: str
    level: str
    group: str
    cells: tuple[JsonCell, ...]


class JsonNote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence beside the table."""

    code: str
    text: str
    text_en: str


class JsonReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report; `compared` is the same of the period before, or null."""

    report: str
    title: str
    title_en: str
    period: JsonPeriod
    is_part: bool
    cut_off: str
    split: str
    scope: str
    rule: str
    columns: tuple[JsonColumn, ...]
    rows: tuple[JsonRow, ...]
    notes: tuple[JsonNote, ...]
    compared: "JsonReport | None"


def json_report(table: ReportTable) -> JsonReport:
    """The report under the names of the file."""
    period = table.period
    return JsonReport(
        report=table.report.value,
        title=table.ja,
        title_en=table.en,
        period=JsonPeriod(
            kind=period.kind.value,
            first_day=period.first.isoformat(),
            last_day=period.last.isoformat(),
            text=period.text,
        ),
        is_part=table.is_part,
        cut_off=table.cut_off,
        split=table.split.value,
        scope=table.scope,
        rule=table.rule,
        columns=tuple(
            JsonColumn(key=each.key, measure=each.measure.value, title=each.ja, title_en=each.en, unit=each.unit)
            for each in table.columns
        ),
        rows=tuple(_row(table, row) for row in table.rows),
        notes=tuple(JsonNote(code=each.code, text=each.ja, text_en=each.en) for each in table.notes),
        compared=json_report(table.compared) if table.compared is not None else None,
    )


def json_file(table: ReportTable) -> bytes:
    """One line of UTF-8."""
    return msgspec.json.encode(json_report(table)) + b"\n"


def number_of(cell: Cell) -> int | float | None:
    """The figure as a number; None where there is none to be told."""
    if cell is None or cell.suppressed:
        return None
    return cell.value / 10**cell.scale if cell.scale else cell.value


def _row(table: ReportTable, row: Row) -> JsonRow:
    cells = zip(table.columns, row.cells, strict=True)
    return JsonRow(
        key=row.key,
        title=row.ja,
        title_en=row.en,
        level=row.level.value,
        group=row.group,
        cells=tuple(_cell(column.key, cell) for column, cell in cells),
    )


def _cell(column: str, cell: Cell) -> JsonCell:
    return JsonCell(
        column=column,
        value=number_of(cell),
        text=figure_text(cell),
        approximate=cell is not None and cell.approximate,
        provisional=cell is not None and cell.provisional,
        suppressed=cell is not None and cell.suppressed,
    )
