"""The charts beside a report, counted for the same period and the same records; the same in both programs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec

from core.problem import Problem
from core.reports.charts import Bars, Chart, bars_of, charts_of, hours_chart, trend_of
from core.reports.hours import Visits
from core.reports.period import PeriodKind
from core.reports.progress import Progress, progress_of
from core.reports.table import Asked, Measure, ReportCode, ReportTable, RowLevel, Split

_TOPICS = 15
_MAIN = (Measure.VISITS, Measure.CONSULTATIONS, Measure.REGISTERED)
_BY = {
    Split.TOPIC: ("（相談の内容ごと）", " by topic"),
    Split.MONTH: ("（月ごと）", " by month"),
    Split.AGE_BAND: ("（年代ごと）", " by age band"),
}
_HOURS = ("曜日と時間ごとの来場", "Visits by weekday and hour")
_YEARS = (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR)
"""A target is of one."""
Count = Callable[[Asked], ReportTable]
Hours = Callable[[Asked], Sequence[Visits]]


def charts_beside(asked: Asked, count: Count, hours: Hours, *, english: bool = False) -> tuple[Chart, ...]:
    """For 実績報告 topics, weekday by hour, months and ages; for others the lines of the report itself.

    Before them stands how near its targets are, where the period has some.

    Raises Problem for what cannot be counted.
    """
    if asked.report is not ReportCode.RESULTS:
        table = count(asked)
        return (*progress_of(table, english=english), *_of_lines(table, english=english))
    came = hours(asked)
    aims = progress_of(count(asked), english=english) if asked.period.kind in _YEARS else ()
    return (*aims, *(_of_results(asked, count, came, english=english) if came else ()))


def charts_on_paper(asked: Asked, table: ReportTable, count: Count, hours: Hours) -> tuple[Chart, ...]:
    """What is drawn under a table on paper: its own lines, and for 実績報告 what stands beside it. Problem likewise."""
    is_results = asked.report is ReportCode.RESULTS
    own = () if is_results and table.split in _BY else charts_of(table)
    beside = charts_beside(asked, count, hours) if is_results else ()
    return (*progress_of(table), *own, *(each for each in beside if not isinstance(each, Progress)))


def _of_results(asked: Asked, count: Count, came: Sequence[Visits], *, english: bool) -> Iterator[Chart]:
    """What cannot be told apart beside what the report is kept to is left out."""

    def split(by: Split) -> ReportTable:
        compares = asked.compares and by is Split.MONTH
        return count(msgspec.structs.replace(asked, split=by, compares=compares))

    with suppress(Problem):
        topics = bars_of(split(Split.TOPIC), Measure.CONSULTATIONS, english=english)
        yield _called(_highest(topics), Split.TOPIC, english=english)
    yield hours_chart(_HOURS[english], came, "" if english else "人", english=english)
    months = trend_of(split(Split.MONTH), Measure.VISITS, english=english)
    yield _called(months, Split.MONTH, english=english)
    with suppress(Problem):
        ages = bars_of(split(Split.AGE_BAND), Measure.VISITS, english=english)
        yield _called(ages, Split.AGE_BAND, english=english)


def _called(chart: Chart, by: Split, *, english: bool) -> Chart:
    """With what tells it from the others of its report."""
    return replace(chart, title=f"{chart.title}{_BY[by][english]}")


def _of_lines(table: ReportTable, *, english: bool) -> tuple[Chart, ...]:
    lines = [row for row in table.rows if row.level is RowLevel.LINE]
    column = next((each for each in table.columns if each.measure in _MAIN), None)
    if column is None or len(lines) < 2:
        return ()
    if table.split is Split.MONTH:
        return (trend_of(table, column.key, english=english),)
    return (bars_of(table, column.key, english=english),)


def _highest(bars: Bars) -> Bars:
    """The most frequent ones: a chart of a hundred bars is a table."""
    ordered = sorted(bars.bars, key=lambda each: -(each.cell.value if each.cell else 0))
    return Bars(bars.title, tuple(ordered[:_TOPICS]), bars.unit)
