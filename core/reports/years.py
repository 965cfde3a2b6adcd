"""R2 体験会・相談会 by fiscal year: a heading for each year, a line for each of the two."""

from collections.abc import Iterator
from dataclasses import replace

from core.reports.count import Count
from core.reports.counting import Report
from core.reports.period import Period, PeriodKind, fiscal_year_period
from core.reports.table import Note, ReportTable, Row, Split
from core.wareki import fiscal_year, fiscal_year_label

KINDS = ("trial", "consultation")


def years_table(report: Report) -> ReportTable:
    """The years of the period, the newest first; with the year before them where that is asked for."""
    asked = report.asked
    first = fiscal_year(asked.period.first) - asked.compares
    years = range(min(fiscal_year(asked.period.last), fiscal_year(report.last_day)), first - 1, -1)
    rows: list[Row] = []
    counts: list[Count] = []
    for year in years:
        for row, count in _year(report, year):
            rows.append(row)
            counts.append(count)
    is_mixed = report.is_part and len(years) > 1
    return report.table(rows, counts, *(_part_beside_whole(report) if is_mixed else ()))


def _year(report: Report, year: int) -> Iterator[tuple[Row, Count]]:
    period = _days(report, year)
    of_year = replace(report.counting(period), period=period)
    found = of_year.count(Split.KIND, frozenset(report.measures)).by_value
    heading = fiscal_year_label(year)
    if period.last < fiscal_year_period(year).last:
        heading += f"（{period.last.month}月{period.last.day}日まで）"
    for kind in KINDS:
        count, (ja, en) = found.get(kind, Count()), report.names.label(Split.KIND, kind)
        yield report.row(f"{year} {kind}", (ja, f"{en} {year}"), count, group=heading), count


def year_and_kind(report: Report, row: str) -> tuple[str, Period]:
    """Of which kind and which days a row is, by its key."""
    year, _, kind = row.partition(" ")
    return kind, _days(report, int(year))


def _days(report: Report, year: int) -> Period:
    """The days of a year that are asked for and were over; the year before the asked ones is whole."""
    whole, asked = fiscal_year_period(year), report.asked.period
    last = min(whole.last, report.last_day, asked.last)
    if year < fiscal_year(asked.first):
        return whole
    first = max(whole.first, asked.first)
    return whole if (first, last) == (whole.first, whole.last) else Period(kind=PeriodKind.FREE, first=first, last=last)


def _part_beside_whole(report: Report) -> Iterator[Note]:
    yield Note(
        code="part_beside_whole",
        ja="途中の年度と、1年分の年度がならんでいます。そのままくらべないでください。",
        en="A part of a fiscal year stands beside whole ones: they do not compare as they are.",
    )
