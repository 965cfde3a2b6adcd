"""A table and the records behind a figure as lines of text, for somebody at a command line."""

from collections.abc import Iterator

from core.problem import Problem
from core.reports.csv_file import table_csv
from core.reports.figures import figure_text
from core.reports.files import FileFormat
from core.reports.json_file import json_file
from core.reports.spread import SPLIT_WORDS, all_notes, period_text, shown_columns, shown_rows
from core.reports.table import Behind, ReportTable


def table_in_words(table: ReportTable) -> str:
    """Title, period, a line a row with tabs between, and what must be known beside it."""
    return "\n".join(_lines(table))


def behind_in_words(found: Behind) -> str:
    """One record."""
    told = (found.record, found.record_id, found.day, found.time, found.title, found.place, found.detail)
    return "\t".join((*told, str(found.count)))


def _lines(table: ReportTable) -> Iterator[str]:
    yield f"{table.ja}　{period_text(table)}　{table.scope}"
    yield "\t".join((SPLIT_WORDS[table.split], *(column.heading for column in shown_columns(table))))
    for row, cells in shown_rows(table):
        name = f"{row.group} {row.ja}".strip()
        yield "\t".join((name, *map(figure_text, cells)))
    yield from all_notes(table)


def as_text(table: ReportTable, form: FileFormat) -> str:
    """The file of a form that can be written to a screen. Raises Problem for the others: they need a place."""
    match form:
        case FileFormat.CSV:
            return table_csv(table)
        case FileFormat.JSON:
            return json_file(table).decode()
        case _:
            raise no_out()


def no_out() -> Problem:
    """A file that needs a place."""
    return Problem("no_out", "保存する場所がありません。", "--out でファイルの名前を指定してください。")


def form_of(name: str | None, path: str) -> FileFormat:
    """The form that was named, else the one that the file's name ends in; JSON for any other ending."""
    if name:
        return FileFormat(name)
    endings = {each.ending: each for each in reversed(FileFormat)}
    return endings.get(path.rpartition(".")[2].lower(), FileFormat.JSON)


def form_told(name: str | None, path: str) -> str | None:
    """Likewise by name, for reports of weeks and days; None where neither is told and words are shown."""
    return form_of(name, path).ending if name or path else None
