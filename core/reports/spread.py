"""A report laid out for papers and files: which columns stand beside each other, and what each is headed by.

A compared report shows each count three times: now, in the period before, and the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.reports.figures import difference
from core.reports.period import Period, PeriodKind
from core.reports.period_words import moment_words
from core.reports.table import Cell, Column, Note, ReportTable, Row, RowLevel, Split
from core.wareki import wareki_short

PART_WORD = "（一部期間）"
CHANGE_WORD = "増減"
LEVEL_WORDS = {RowLevel.LINE: "", RowLevel.PART: "うち", RowLevel.SUBTOTAL: "小計", RowLevel.TOTAL: "合計"}
SPLIT_WORDS = {
    Split.NONE: "区分",
    Split.VENUE: "会場",
    Split.SITE: "拠点",
    Split.MUNICIPALITY: "自治体",
    Split.PROGRAMME: "事業",
    Split.STRAND: "分類",
    Split.KIND: "種類",
    Split.FUNDING: "財源",
    Split.TOPIC: "相談の内容",
    Split.AGE_BAND: "年代",
    Split.CHANNEL: "相談方法",
    Split.OUTCOME: "結果",
    Split.WEEKDAY: "曜日",
    Split.HOUR: "時間帯",
    Split.DAY: "日",
    Split.MONTH: "月",
    Split.FISCAL_YEAR: "年度",
}


class Shown(StrEnum):
    """Which of the three a column shows."""

    NOW = "now"
    BEFORE = "before"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as it stands on paper; `of` says whose figures: a period or 増減, empty where there is one only."""

    column: Column
    shown: Shown
    of: str

    @property
    def title(self) -> str:
        """What is counted and in which unit: 開催回数（回）."""
        unit = self.column.unit
        return f"{self.column.ja}（{unit}）" if unit and unit != self.column.ja else self.column.ja

    @property
    def heading(self) -> str:
        """In one line."""
        return f"{self.title} {self.of}".strip()


def period_text(table: ReportTable) -> str:
    """The period's name; one that was not over when it was counted says so."""
    return f"{table.period.text}{PART_WORD if table.is_part else ''}"


def short_period_text(table: ReportTable) -> str:
    """The same where there is little room, above a column: R7.4.1～R7.11.22."""
    period = table.period
    if period.kind is not PeriodKind.FREE:
        return period_text(table)
    return f"{wareki_short(period.first)}～{wareki_short(period.last)}{PART_WORD if table.is_part else ''}"


def shown_columns(table: ReportTable) -> tuple[ShownColumn, ...]:
    """Each column, or the three that a comparison makes of it."""
    if table.compared is None:
        return tuple(ShownColumn(each, Shown.NOW, "") for each in table.columns)
    shown = (
        (Shown.NOW, short_period_text(table)),
        (Shown.BEFORE, short_period_text(table.compared)),
        (Shown.CHANGE, CHANGE_WORD),
    )
    return tuple(ShownColumn(column, each, of) for column in table.columns for each, of in shown)


def shown_rows(table: ReportTable) -> Iterator[tuple[Row, tuple[Cell, ...]]]:
    """Each row with a cell for each of `shown_columns`; unknown where the period before has no such row."""
    if table.compared is None:
        yield from ((row, row.cells) for row in table.rows)
        return
    unknown: tuple[Cell, ...] = (None,) * len(table.columns)
    before = {(row.group, row.key): row.cells for row in table.compared.rows}
    for row in table.rows:
        pairs = zip(row.cells, before.get((row.group, row.key), unknown), strict=True)
        yield row, tuple(cell for now, then in pairs for cell in (now, then, difference(now, then)))


def has_groups(table: ReportTable) -> bool:
    """Whether lines stand under headings (①, ②…)."""
    return any(row.group for row in table.rows)


def notes_of(table: ReportTable) -> Iterator[tuple[str, str]]:
    """What must be known beside the figures: a heading and a sentence each."""
    yield "集計", f"{table.report.value.upper()} {table.ja}"
    yield "期間", period_text(table)
    if table.compared is not None:
        yield "比べる期間", period_text(table.compared)
    yield "いつまでの記録か", cut_off_text(table)
    if table.scope:
        yield "範囲", table.scope
    yield "数え方", table.rule
    for note in all_notes(table):
        yield "注", note


def cut_off_text(table: ReportTable) -> str:
    """「令和5年3月15日 17:00」; as it is told where it is no moment."""
    return moment_words(table.cut_off, "ja")


def all_notes(table: ReportTable) -> tuple[str, ...]:
    """The sentences beside the table, those of the period before too, each once."""
    return tuple(each.ja for each in notes_told(table))


def notes_told(table: ReportTable) -> tuple[Note, ...]:
    """Those notes themselves. Of a comparison, what holds for one period alone says for which."""
    before = table.compared
    if before is None:
        return tuple(dict.fromkeys(table.notes))
    there = {each.code: each for each in before.notes}
    now = (each if there.get(each.code, each) == each else _of(table.period, each) for each in table.notes)
    then = (_of(before.period, each) for each in before.notes if each not in table.notes)
    return tuple(dict.fromkeys((*now, *then)))


def _of(period: Period, note: Note) -> Note:
    return Note(code=note.code, ja=f"{period.text}: {note.ja}", en=f"{period.first} to {period.last}: {note.en}")
