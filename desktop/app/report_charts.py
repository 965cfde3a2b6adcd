"""The charts beside a report, counted for the same period and the same records."""

import msgspec

from core.reports.charts import Bars, Chart, bars_of, hours_chart, trend_of
from core.reports.hours import visit_hours
from core.reports.table import Asked, Measure, ReportCode, ReportTable, RowLevel, Split
from desktop.app.desk import Desk
from desktop.app.reporting import report_table, site_source

_TOPICS = 15
_MAIN = (Measure.VISITS, Measure.CONSULTATIONS, Measure.REGISTERED)
_HOURS = ("曜日と時間ごとの来場", "Visits by weekday and hour")


def report_charts(desk: Desk, asked: Asked, *, english: bool = False) -> tuple[Chart, ...]:
    """For 実績報告 topics, weekday by hour, months and ages; for others the lines of the report itself.

    Raises Problem for what cannot be counted.
    """
    if asked.report is not ReportCode.RESULTS:
        return _of_lines(report_table(desk, asked), english=english)
    topics = _bars(desk, asked, Split.TOPIC, Measure.CONSULTATIONS, english=english)
    ages = _bars(desk, asked, Split.AGE_BAND, Measure.VISITS, english=english)
    months = trend_of(_split(desk, asked, Split.MONTH), Measure.VISITS, english=english)
    hours = visit_hours(site_source(desk), asked.period)
    if not hours:
        return ()
    return (
        _highest(topics),
        hours_chart(_HOURS[english], hours, "" if english else "人", english=english),
        months,
        ages,
    )


def _of_lines(table: ReportTable, *, english: bool) -> tuple[Chart, ...]:
    lines = [row for row in table.rows if row.level is RowLevel.LINE]
    column = next((each for each in table.columns if each.measure in _MAIN), None)
    if column is None or len(lines) < 2:
        return ()
    if table.split is Split.MONTH:
        return (trend_of(table, column.key, english=english),)
    return (bars_of(table, column.key, english=english),)


def _bars(desk: Desk, asked: Asked, split: Split, measure: Measure, *, english: bool) -> Bars:
    return bars_of(_split(desk, asked, split), measure, english=english)


def _split(desk: Desk, asked: Asked, split: Split) -> ReportTable:
    compares = asked.compares and split is Split.MONTH
    return report_table(desk, msgspec.structs.replace(asked, split=split, compares=compares))


def _highest(bars: Bars) -> Bars:
    """The most frequent ones: a chart of a hundred bars is a table."""
    ordered = sorted(bars.bars, key=lambda each: -(each.cell.value if each.cell else 0))
    return Bars(bars.title, tuple(ordered[:_TOPICS]), bars.unit)
