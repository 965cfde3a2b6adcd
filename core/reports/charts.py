"""Charts as values, and as words for those who hear them; `core.reports.chart_drawing` draws them.

A figure may be 約, hidden or unknown, as in a table: a hidden one has no bar and no shade.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.english_dates import SHORT_WEEKDAYS, short_month
from core.reports.figures import figure_text
from core.reports.period_words import period_words
from core.reports.progress import Progress
from core.reports.spread import short_period_text
from core.reports.table import Cell, Figure, Measure, ReportTable, Row, RowLevel, Split
from core.wareki import WEEKDAYS

_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other: topics, age bands. `unit` follows each figure, `note` is a line under them."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat map, one cell for each column."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shades with their numbers in them: weekday by hour."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A year of a trend, one cell for each month."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Months side by side; `before` is the year before."""

    title: str
    months: tuple[str, ...]
    now: Line
    before: Line | None = None
    unit: str = ""
    note: str = ""


Chart = Bars | HeatMap | Trend | Progress


def hours_chart(
    title: str, visits: Sequence[tuple[int, int, int]], unit: str = "", *, english: bool = False
) -> HeatMap:
    """Weekday (1 is Monday) by hour from rows of both with a count; every day of the week is there."""
    hours = range(min(hour for _, hour, _ in visits), max(hour for _, hour, _ in visits) + 1) if visits else range(0)
    counts: dict[tuple[int, int], int] = {}
    for day, hour, count in visits:
        counts[day, hour] = counts.get((day, hour), 0) + count
    names = SHORT_WEEKDAYS if english else WEEKDAYS
    rows = tuple(
        HeatRow(name, tuple(Figure(value=counts.get((day, hour), 0)) for hour in hours))
        for day, name in enumerate(names, 1)
    )
    return HeatMap(title, tuple(f"{hour}:00" if english else f"{hour}時" for hour in hours), rows, unit)


def bars_of(table: ReportTable, column: str, *, english: bool = False) -> Bars:
    """The lines of one column of a report, by its key."""
    place = _place(table, column)
    told = table.columns[place]
    lines = [row for row in table.rows if row.level is RowLevel.LINE]
    title = f"{table.en}: {told.en}" if english else f"{table.ja}　{told.ja}"
    bars = tuple(Bar(row.en if english else row.ja, row.cells[place]) for row in lines)
    return Bars(title, bars, "" if english else told.unit, _hidden((bar.cell for bar in bars), english=english))


def trend_of(table: ReportTable, column: str, *, english: bool = False) -> Trend:
    """The months of one column, and those of the year before where the report is compared."""
    place = _place(table, column)
    told = table.columns[place]
    lines = [row for row in table.rows if row.level is RowLevel.LINE]
    before = table.compared
    now = Line(_period(table, english=english), tuple(row.cells[place] for row in lines))
    then = None
    if before is not None:
        then = Line(_period(before, english=english), tuple(before.cell(row.key, column) for row in lines))
    return Trend(
        f"{table.en}: {told.en}" if english else f"{table.ja}　{told.ja}",
        tuple(_month(row, english=english) for row in lines),
        now,
        then,
        "" if english else told.unit,
        _hidden((*now.cells, *(then.cells if then else ())), english=english),
    )


def _hidden(cells: Iterable[Cell], *, english: bool) -> str:
    """In words, where a figure is hidden: no bar must not look like none."""
    if not any(cell is not None and cell.suppressed for cell in cells):
        return ""
    return "＊ is a hidden figure: it has no bar." if english else "＊は、かくした数です。棒はありません。"


def chart_words(chart: Chart, *, english: bool = False) -> str:
    """Everything that the chart shows, as one text: what a screen reader says."""
    comma, stop = (", ", ". ") if english else ("、", "。")
    told = stop.join([chart.title, *(comma.join(part) for part in _parts(chart, english=english))]) + stop.strip()
    note = chart.note if isinstance(chart, Bars | Trend) else ""
    return f"{told}{' ' if english and note else ''}{note}"


def chart_drawing(chart: Chart, width: float) -> Any:
    """A ReportLab drawing as wide as this, for paper."""
    from core.reports.chart_drawing import drawn  # ReportLab: only when something is drawn

    return drawn(chart, width)


def chart_svg(chart: Chart, width: float = 640, *, english: bool = False, families: str = "") -> bytes:
    """The same drawing as SVG, with its words for screen readers; `families` are its typefaces, else a browser's."""
    from core.reports.chart_svg import FAMILIES, svg

    return svg(chart, width, chart_words(chart, english=english), families or FAMILIES)


def charts_of(table: ReportTable, *, english: bool = False) -> tuple[Chart, ...]:
    """What of a report is easier seen than read: months as a trend, topics, age bands and the like as bars."""
    measures = [column.measure for column in table.columns]
    wanted = next((each for each in _DRAWN.get(table.split, ()) if each in measures), None)
    lines = sum(row.level is RowLevel.LINE for row in table.rows)
    if wanted is None or lines < _LEAST_LINES or (table.split is Split.MONTH and lines > _MOST_MONTHS):
        return ()
    column = table.columns[measures.index(wanted)].key
    made = trend_of if table.split is Split.MONTH else bars_of
    return (made(table, column, english=english),)


_LEAST_LINES = 2
_MOST_MONTHS = 18
"""More of them have no room for their figures side by side."""
_PEOPLE = (Measure.VISITS, Measure.REGISTERED)
_CASES = (Measure.CONSULTATIONS, Measure.CONSULTATION_PERSONS)
_DRAWN = {
    Split.MONTH: (*_PEOPLE, *_CASES),
    Split.TOPIC: _CASES,
    Split.OUTCOME: _CASES,
    Split.CHANNEL: _CASES,
    Split.AGE_BAND: (*_PEOPLE, *_CASES),
    Split.WEEKDAY: _PEOPLE,
    Split.HOUR: _PEOPLE,
    Split.VENUE: _PEOPLE,
    Split.MUNICIPALITY: _PEOPLE,
}
"""By which split what is drawn, the first that the report counts."""


def _parts(chart: Chart, *, english: bool) -> Iterator[list[str]]:
    blank = " " if english else ""
    match chart:
        case Bars():
            yield [f"{bar.label} {figure_text(bar.cell)}{blank}{chart.unit}".strip() for bar in chart.bars]
        case Progress():
            yield from ([step.label, step.told] for step in chart.steps)
        case HeatMap():
            for row in chart.rows:
                told = zip(chart.columns, row.cells, strict=True)
                yield [row.label, *(f"{column} {figure_text(cell)}{chart.unit}" for column, cell in told)]
        case Trend():
            for line in (chart.now, chart.before):
                if line is not None:
                    told = zip(chart.months, line.cells, strict=True)
                    yield [line.label, *(f"{month} {figure_text(cell)}{chart.unit}" for month, cell in told)]


def _month(row: Row, *, english: bool) -> str:
    """4月, Apr: the year stands beside the line; other rows as they are called."""
    if not _MONTH.fullmatch(row.key):
        return row.en if english else row.ja
    return short_month(date.fromisoformat(f"{row.key}-01")) if english else f"{int(row.key[-2:])}月"


def _period(table: ReportTable, *, english: bool) -> str:
    return period_words(table.period, "en") if english else short_period_text(table)


def _place(table: ReportTable, column: str) -> int:
    return next(place for place, each in enumerate(table.columns) if each.key == column)
